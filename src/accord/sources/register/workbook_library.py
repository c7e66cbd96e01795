"""The parts of the spreadsheet library that are used, as types: it comes without any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

__all__ = ["Dimension", "GivenCell", "GivenPage", "NewCell", "NewPage", "OpenedBook"]


class GivenCell(Protocol):
    """A cell of a file as the library gives it."""

    value: object
    data_type: str
    number_format: str

    @property
    def coordinate(self) -> str:
        """Where it stands, e.g. B4."""


class GivenPage(Protocol):
    """A sheet of a file as the library gives it."""

    def reset_dimensions(self) -> None:
        """Forget the size that the file states; it may be wrong."""

    def iter_rows(self) -> Iterable[tuple[GivenCell, ...]]:
        """Yield the rows from the first on, empty ones too."""


class OpenedBook(Protocol):
    """A file as the library gives it."""

    sheetnames: list[str]

    def __getitem__(self, name: str) -> GivenPage:
        """Return a sheet."""

    def close(self) -> None:
        """Let go of the file."""


class NewCell(Protocol):
    """A cell of the workbook as the library takes it."""

    value: object
    data_type: str
    number_format: str
    quotePrefix: bool
    font: object
    alignment: object


class Dimension(Protocol):
    """A column of the workbook as the library takes it."""

    width: float
    number_format: str


class NewPage(Protocol):
    """A sheet of the workbook as the library takes it."""

    freeze_panes: str
    column_dimensions: dict[str, Dimension]

    def append(self, row: Sequence[str]) -> None:
        """Add a row below the last one."""

    def cell(self, *, row: int, column: int, value: object = None) -> NewCell:
        """Return a cell, filled if there is a value."""

    def add_data_validation(self, guide: object) -> None:
        """Add a rule for what cells hold."""
