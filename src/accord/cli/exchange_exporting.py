"""The command that writes a follow-up for another system: export."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from accord.cli.exchange_errors import telling
from accord.cli.exchange_options import FolderArgument
from accord.cli.output import print_line, say

__all__ = ["ExportForm", "export"]


class ExportForm(StrEnum):
    """Forms of an export."""

    XML = "xml"
    JSON = "json"


def export(
    folder: FolderArgument,
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of the follow-up.")],
    *,
    form: Annotated[ExportForm, typer.Option("--format", help="xml or json.")] = ExportForm.XML,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it. Default: standard output.")
    ] = None,
) -> None:
    """Write a follow-up, as it was sent and answered, in terms of UMF; no conformance is claimed."""
    from accord.exchange.follow_up_book import UnknownFollowUpError
    from accord.exchange.follow_up_files import file_of
    from accord.exchange.node import open_node
    from accord.exchange.private_files import write_private
    from accord.exchange.running import open_book
    from accord.exchange.umf_export import to_umf_json, to_umf_xml

    now = datetime.now(UTC)
    with telling(folder):
        node = open_node(folder)
        with open_book(node, now) as book:
            file = file_of(book.store, identity)
        if file is None:
            raise UnknownFollowUpError(identity)
        write = {ExportForm.XML: to_umf_xml, ExportForm.JSON: to_umf_json}[form]
        text = write(file, now)
        if out is not None:
            write_private(out, text.encode())
    if out is None:
        print_line(text.rstrip("\n"))
    else:
        say(f"{out}: written; only you may read it, because it holds personal data")
