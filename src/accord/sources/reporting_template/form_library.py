"""The parts of the spreadsheet library that dress a form, as types: it comes without any."""

from __future__ import annotations

from typing import Protocol

from accord.sources.register.workbook_library import NewCell, NewPage
from accord.sources.register.workbook_saving import NewBook

__all__ = ["FormBook", "FormCell", "FormPage"]


class FormCell(NewCell, Protocol):
    """A cell with its colours and its lock."""

    fill: object
    protection: object
    border: object
    coordinate: str


class _Protection(Protocol):
    formatColumns: bool
    formatRows: bool
    autoFilter: bool

    def enable(self) -> None:
        """Lock the cells that are not unlocked one by one."""


class _PageSetup(Protocol):
    orientation: str
    paperSize: int
    fitToWidth: int
    fitToHeight: int


class _FitToPage(Protocol):
    fitToPage: bool


class _Properties(Protocol):
    pageSetUpPr: _FitToPage


class _FooterPart(Protocol):
    text: str
    size: int


class _Footer(Protocol):
    left: _FooterPart
    right: _FooterPart


class FormPage(NewPage, Protocol):
    """A sheet with its lock, its state and what is printed of it."""

    protection: _Protection
    sheet_state: str
    page_setup: _PageSetup
    sheet_properties: _Properties
    print_title_rows: str
    oddFooter: _Footer

    def cell(self, *, row: int, column: int, value: object = None) -> FormCell:
        """Return a cell, filled if there is a value."""


class FormBook(NewBook, Protocol):
    """A workbook to which sheets are added."""

    def create_sheet(self, title: str) -> FormPage:
        """Return a new sheet at the end."""
