"""How commands speak: data to stdout, messages to stderr, tables only as wide as needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from accord.store.snapshot import Snapshot

__all__ = [
    "JsonOption",
    "SnapshotOption",
    "StoreOption",
    "check_files",
    "load",
    "print_json",
    "print_line",
    "print_table",
    "say",
]

SnapshotOption = Annotated[
    Path | None,
    typer.Option(
        "--snapshot",
        metavar="DIR",
        help="A snapshot or a store of snapshots. Default: the newest one that build or demo made here.",
        show_default=False,
    ),
]
StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--snapshot",
        metavar="DIR",
        help="Store to which the snapshot is written. Default: .accord in this folder.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def say(message: str = "") -> None:
    """Print a message for the person at the terminal (stderr)."""
    print(message, file=sys.stderr)  # noqa: T201


def print_json(content: object) -> None:
    """Print data as JSON (stdout)."""
    print(json.dumps(content, indent=2, ensure_ascii=False))  # noqa: T201


def print_line(text: str = "") -> None:
    """Print one line of data (stdout)."""
    print(text)  # noqa: T201


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: int = 0) -> None:
    """Print rows in columns (stdout), folded to the terminal and whole where there is none.

    Args:
        headings: Names of the columns.
        rows: Cells.
        numeric: Number of columns, counted from the right, that hold numbers.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for position, heading in enumerate(headings):
        is_number = position >= len(headings) - numeric
        table.add_column(heading, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    is_terminal = sys.stdout.isatty()
    Console(width=None if is_terminal else 160, highlight=False).print(table)


def check_files(files: Sequence[Path]) -> None:
    """Refuse a command some of whose files are not there, before anything is read.

    Raises:
        UsageError: A file is missing (ACC-213); all missing ones are named.
    """
    from accord.errors import Problem, UsageError

    missing = [path for path in files if not path.is_file()]
    if missing:
        raise UsageError(
            *(
                Problem(
                    id="ACC-213",
                    what="There is no such file.",
                    file=str(path),
                    expected="a file on this machine",
                    fix="Correct the path; nothing was read.",
                )
                for path in missing
            )
        )


def load(folder: Path | None) -> Snapshot:
    """Open the snapshot that a command was pointed at."""
    from accord.store.finding import STORE
    from accord.store.snapshot import open_snapshot

    return open_snapshot(folder or STORE)
