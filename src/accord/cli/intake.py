"""Commands that read public records into tables: read iati."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, check_files, print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

__all__ = ["app", "iati"]

_SHOWN = 10

app = typer.Typer(
    help="Read public records into tables.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def iati(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Activity and organisation files.")],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help="Folder for the tables; an earlier reading is replaced."),
    ],
    encoding: Annotated[
        str | None,
        typer.Option(help="Encoding of the files, whatever they say of themselves.", show_default=False),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Read IATI files of version 1.01 to 2.03 into Parquet tables.

    What is no well-formed activity is kept apart in the table `refused` with its position and the
    reason, and everything else is read. Exit code 1 if anything was refused.
    """
    check_files(files)
    from accord.sources.iati.layout import schemas
    from accord.sources.iati.reading import read_iati
    from accord.store.tables import check_target, write_tables

    check_target(out)
    told = _Told()
    batches = told.listen((batch.table, batch.rows) for batch in read_iati(files, encoding=encoding))
    counts = write_tables(batches, schemas(), out)
    if json:
        print_json({"rows": counts, "files": told.files, "refused": told.refused[:_SHOWN]})
    else:
        print_table(
            ["table", "rows"], [[name, f"{count:,}"] for name, count in counts.items() if count], numeric=1
        )
        told.report(files, out, counts)
    if told.has_findings:
        raise typer.Exit(1)


class _Told:
    """What the reading told on the way."""

    def __init__(self) -> None:
        self.files: list[dict[str, object]] = []
        self.refused: list[dict[str, object]] = []
        self.refusals = 0

    def listen(self, batches: Iterator[tuple[str, pa.Table]]) -> Iterator[tuple[str, pa.Table]]:
        """Pass batches on, and keep what is said about files and refused pieces."""
        for name, rows in batches:
            if name == "files":
                self.files += rows.to_pylist()
            if name == "refused":
                self.refusals += rows.num_rows
                wanted = max(_SHOWN - len(self.refused), 0)
                self.refused += rows.select(rows.schema.names[:-1]).slice(0, wanted).to_pylist()
            yield name, rows

    @property
    def has_findings(self) -> bool:
        """Whether anything was refused or cut off."""
        return self.refusals > 0 or not all(file["is_complete"] for file in self.files)

    def report(self, files: list[Path], out: Path, counts: dict[str, int]) -> None:
        """Say what was refused, cut off or not understood."""
        for one in self.refused:
            path = files[int(str(one["file"]))]
            name = f" ({one['identifier']})" if one["identifier"] else ""
            say(f"refused  {path}: number {one['ordinal']}{name}, byte {one['byte']}: {one['reason']}")
        if self.refusals > len(self.refused):
            say(f"refused  {self.refusals - len(self.refused)} more, all in {out}/refused.parquet")
        cut_off = [file for file in self.files if not file["is_complete"]]
        for file in cut_off:
            say(f"look     {file['name']}: its root element is not opened and closed; is the file whole?")
        if counts["problems"]:
            say(f"look     {counts['problems']:,} values are no date, amount or flag: {out}/problems.parquet")
        if counts["unread"]:
            say(f"look     what no column holds is counted by path: {out}/unread.parquet")
        records = sum(int(str(file["records"])) for file in self.files)
        say(f"{records:,} records of {len(self.files)} files in {out}; {self.refusals:,} refused.")
