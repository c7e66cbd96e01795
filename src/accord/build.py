"""The shell of a build: read, check, assess, write; everything in between is pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from accord.domain.assessment import Assessment
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.errors import Problem, UsageError
from accord.methods.assessing import assess_declaration, assessment_figures
from accord.methods.counting import count_figures
from accord.methods.derived import derived_figures
from accord.methods.topics import topic_figures
from accord.methods.vintages import known_on
from accord.sources.declaration import BUNDLED, parse_declaration, read_files
from accord.store.disk import Disk
from accord.store.writing import Content, write_snapshot

__all__ = ["build_snapshot", "compute", "declaration_folder"]


def declaration_folder(name: str) -> Path:
    """Return the folder of a declaration: a path that exists, else a bundled one by name."""
    folder = Path(name)
    return folder if folder.is_dir() else BUNDLED / name


def compute(declaration: Declaration, *, day: date) -> tuple[Sequence[Figure], Sequence[Assessment]]:
    """Compute all figures and assessments of a declaration.

    Args:
        declaration: The content as known on a day.
        day: That day.

    Returns:
        Figures in the order of their ids, and assessments in the order of the content.
    """
    topics = topic_figures(declaration, day=day)
    figures = {**topics, **derived_figures(declaration, topics)}
    assessments = assess_declaration(declaration, figures, day=day)
    figures |= assessment_figures(declaration, assessments, day=day)
    figures |= count_figures(declaration, assessments, figures)
    return [figures[name] for name in sorted(figures)], assessments


def build_snapshot(folder: Path, store: Path, *, as_of: date | None = None, disk: Disk | None = None) -> Path:
    """Build a snapshot of a declaration and make it the current one of a store.

    Args:
        folder: Folder of the declaration.
        store: Folder of the store.
        as_of: Last day of knowledge; the latest day on which a source was read if None.
        disk: Where writes go; replaced by tests.

    Returns:
        The folder of the snapshot.

    Raises:
        InputDataError: Content is wrong; nothing was written.
        UsageError: The folder or the day is wrong; nothing was written.
        OutsideError: The disk refused; the previous snapshot is still current.
    """
    files = read_files(folder)
    everything = parse_declaration(files)
    day = as_of or everything.last_read
    if day > everything.last_read:
        raise UsageError(
            Problem(
                id="ACC-210",
                what="Nothing can be known on a day after the last reading.",
                field="--as-of",
                value=day.isoformat(),
                expected=f"a day up to {everything.last_read.isoformat()}",
                fix="Choose an earlier day, or read the documents again and renew their date_read.",
            )
        )
    declaration = known_on(everything, day)
    figures, assessments = compute(declaration, day=day)
    content = Content(
        declaration=declaration,
        figures=figures,
        assessments=assessments,
        as_of=day.isoformat(),
        parameters={parameter.id: str(parameter.value) for parameter in declaration.parameters},
        inputs=files.contents,
    )
    return write_snapshot(content, store, disk=disk)
