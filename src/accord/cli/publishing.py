"""Commands that publish: export, export-iati, serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from accord.cli.output import SnapshotOption, load, print_line, say

__all__ = ["export", "export_iati", "serve"]

_HITS_WARNING = (
    "Warning: this export names single parties beside listed persons. Hits are personal data about listed"
    " persons, and most hits mean somebody else. Give the files only to those who have to decide about them."
)
BaseUrlOption = Annotated[
    str,
    typer.Option(
        help="Address at which the public sees the site, for citations and share metadata.",
        show_default=False,
    ),
]


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write; new or empty, or an older export.")
    ],
    snapshot: SnapshotOption = None,
    base_url: BaseUrlOption = "",
    with_hits: Annotated[
        bool,
        typer.Option(
            "--with-hits", help="Also write what sanctions lists say of single parties: personal data."
        ),
    ] = False,
) -> None:
    """Write the whole site as static files.

    Pages, data and charts link to each other relatively, so they work from any folder. Of screened parties
    only counts are written unless --with-hits is given.
    """
    from accord.publish.export import export_site

    if with_hits:
        say(_HITS_WARNING)
    count = export_site(load(snapshot), folder, base_url=base_url, shows_hits=with_hits)
    say(f"{count} files. Open {folder / 'index.html'} in a browser.")
    print_line(str(folder))


def export_iati(
    tables: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `accord read iati` wrote.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="File to write.")],
    publisher: Annotated[
        str | None,
        typer.Option(
            help="Reference of the publisher, since a file has one. Default: that of the first activity.",
            show_default=False,
        ),
    ] = None,
    code_lists: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Folder of official code lists to compare with; may be repeated."),
    ] = None,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Write what breaks rules, too, with what it has.")
    ] = False,
) -> None:
    """Write activities as IATI 2.03, valid against the schema and the standard ruleset.

    Nothing is made up: what lacks something is left out and listed by rule. Exit code 1 if anything
    was left out.
    """
    from collections import Counter
    from datetime import UTC, datetime

    from accord.publish.iati.code_lists import read_code_lists
    from accord.publish.iati.writing import write_activities
    from accord.store.tables import read_tables

    content = read_tables(tables)
    with out.open("wb") as stream:
        report = write_activities(
            content,
            stream,
            generated=datetime.now(UTC),
            reporting_org=publisher,
            is_lenient=lenient,
            code_lists=read_code_lists(*code_lists) if code_lists else None,
        )
    meanings = {finding.rule.id: finding.rule.meaning for finding in report.findings}
    for rule, count in Counter(finding.rule.id for finding in report.findings).most_common():
        say(f"{count:>7,}  {rule}  {meanings[rule]}")
    say(f"{report.exported:,} activities in {out}; {report.left_out:,} left out.")
    if report.left_out:
        raise typer.Exit(1)


def serve(
    snapshot: SnapshotOption = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any free one.")
    ] = 8018,
    base_url: BaseUrlOption = "",
) -> None:
    """Serve the site on 127.0.0.1 until Ctrl-C."""
    from accord.publish.server import serve_snapshot

    serve_snapshot(load(snapshot), port=port, announce=say, base_url=base_url)
