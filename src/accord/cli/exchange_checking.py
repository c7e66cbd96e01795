"""Commands that look at a node from outside: audit, doctor."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from accord.cli.exchange_errors import refuse_usage, telling
from accord.cli.exchange_options import FolderArgument
from accord.cli.output import JsonOption, check_files, print_json, print_line, print_table

__all__ = ["audit", "doctor"]


def audit(
    asker: Annotated[Path, typer.Argument(metavar="ASKER", help="Folder of the node that asked.")],
    holder: Annotated[Path, typer.Argument(metavar="HOLDER", help="Folder of the node that answered.")],
    *,
    key: Annotated[Path, typer.Option(metavar="FILE", help="Secret key of the supervisory authority.")],
    case: Annotated[
        list[str] | None,
        typer.Option(metavar="REFERENCE=TYPE=FILE.csv", help="File of a case; may be repeated."),
    ] = None,
    sample: Annotated[int, typer.Option(min=1, max=100_000, help="Elements to open.")] = 100,
    tags: Annotated[
        bool, typer.Option("--tags", help="Build the tags of the day again from the lists; needs their keys.")
    ] = False,
    seed: Annotated[str, typer.Option(metavar="HEX", help="Seed of the sample. Default: a fresh one.")] = "",
    json: JsonOption = False,
) -> None:
    """Open a sample of what one node asked another, and say of each element what it was.

    Folders are read, and may be copies. Exit code 1 if something was found.
    """
    from accord.exchange.audit_report import report_json, report_text
    from accord.exchange.cards import read_inspection
    from accord.exchange.premises import inspect_nodes

    check_files([key])
    now = datetime.now(UTC)
    with telling(asker):
        drawn = _seed(seed)
        report = inspect_nodes(
            asker,
            holder,
            read_inspection(key.read_bytes()),
            _case_files(case or []),
            sample=(drawn, sample),
            now=now,
            has_tags=tags,
        )
    if json:
        print_json(report_json(report))
    else:
        print_line(report_text(report))
    if not report.is_clean:
        raise typer.Exit(1)


def doctor(folder: FolderArgument, *, json: JsonOption = False) -> None:
    """Check keys, files, certificate, directory, lists, store and log of a node; exit code 1 on a finding."""
    from accord.exchange.examining import examine_node

    with telling(folder):
        rows = examine_node(folder, datetime.now(UTC))
    if json:
        print_json([{"check": row.check, "is_good": row.is_good, "text": row.text} for row in rows])
    else:
        print_table(
            ["check", "", "what was found"], [[r.check, "ok" if r.is_good else "!", r.text] for r in rows]
        )
    if not all(row.is_good for row in rows):
        raise typer.Exit(1)


def _seed(text: str) -> bytes:
    if not text:
        return secrets.token_bytes(32)
    try:
        seed = bytes.fromhex(text)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        refuse_usage(
            "The seed cannot be used.", "64 hexadecimal digits", "Take the seed of the report again."
        )
    return seed


def _case_files(texts: list[str]) -> dict[str, set[bytes]]:
    """Return the inputs that belong to each case, made of its file."""
    from accord.cli.exchange_options import type_named
    from accord.exchange.listing import read_list
    from accord.exchange.normalising import match_keys

    files: dict[str, set[bytes]] = {}
    for text in texts:
        parts = text.rsplit("=", 2)
        if len(parts) != 3:
            refuse_usage("A case is not given in full.", "REFERENCE=TYPE=FILE.csv", "Write all three.")
        reference, kind, name = parts
        check_files([Path(name)])
        with telling(name):
            subjects = read_list(Path(name).read_bytes(), type_named(kind))
        inputs = {key.data for subject in subjects for key in match_keys(subject)}
        files.setdefault(reference, set()).update(inputs)
    return files
