"""A snapshot that took in files of its user, made without a build, and what its ids may be written as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from accord.cleaning.values import shown_figure
from accord.domain.figure import Figure
from accord.publish.library import Library
from accord.sources.declaration import TAKEN_IN
from accord.store.recorded import read_recorded, recorded_tables
from accord.store.snapshot import Snapshot
from accord.taking_in.taken import Taken
from publish.reading import Reading

__all__ = ["library_with", "numbers", "said_of", "wrong_numbers"]


def library_with(snapshot: Snapshot, folder: Path, *taken: Taken) -> Library:
    """A snapshot that took in files, in an empty folder."""
    for each in taken:
        for name, content in each.inputs.items():
            path = folder / "inputs" / TAKEN_IN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    (folder / "recorded").mkdir()
    for name, content in recorded_tables(cell for each in taken for cell in each.cells).items():
        (folder / "recorded" / f"{name}.parquet").write_bytes(content)
    figures = {name: figure for each in taken for name, figure in each.figures.items()}
    return Library(replace(snapshot, folder=folder, figures={**snapshot.figures, **figures}))


def numbers(text: str) -> set[str]:
    """The numbers in a text, without separators and zeros at the end."""
    found = {match.replace(",", "") for match in re.findall(r"\d+(?:[.,]\d+)*", text)}
    return {number.rstrip("0").rstrip(".") if "." in number else number for number in found}


def said_of(figure: Figure) -> str:
    """Everything that may be written for a figure."""
    return f"{figure!r} {shown_figure(figure)}"


def wrong_numbers(
    reading: Reading,
    library: Library,
    *,
    of_figure: Callable[[Figure], str] = said_of,
    of_cell: Callable[[str], str] = str,
) -> Iterator[str]:
    """Numbers of a page that no id explains, or that its id does not say."""
    cells = read_recorded(library.snapshot.folder)
    yield from reading.unexplained
    for why, text in reading.explained:
        figure = library.figures.get(why)
        said = of_figure(figure) if figure else of_cell(cells[why].says) if why in cells else None
        if said is not None and not numbers(text) <= numbers(said):
            yield f"{why}: {numbers(text) - numbers(said)} in {text}"
