"""The rules by which a spreadsheet program refuses a slip while it is being made."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

from accord.domain.partner_report import Question
from accord.sources.reporting_template.form_library import FormPage
from accord.sources.reporting_template.layout import Heading

__all__ = ["Validations"]

_LEAST, _MOST = Decimal(-(10**15)), Decimal(10**15)
_Rule = tuple[str, str, str, str]
"""Kind, first and second bound or list, and what is said when a cell breaks the rule."""


class Validations:
    """The rules of a sheet, each stated once for all of its cells.

    Args:
        lists: Ranges of the lists of words, by name.
    """

    def __init__(self, lists: Mapping[str, str]) -> None:
        self._lists = lists
        self._cells: dict[_Rule, list[str]] = {}

    def add_list(self, name: str, cell: str) -> None:
        """Let a cell choose from a list of words."""
        self._add(("list", self._lists[name], "", f"Choose a word of the list `{name}`."), cell)

    def add_date(self, first: str, cell: str) -> None:
        """Let a cell hold a day, not before the first (an expression of the program)."""
        self._add(("date", first, "", "A day after the half-year, written 2027-01-31."), cell)

    def add_number(self, question: Question, heading: Heading, cell: str) -> None:
        """Let a cell hold a number within the bounds of the question, or of what the column holds."""
        low, high = question.segment.lowest, question.segment.highest
        kind = "whole" if question.is_counted and heading is Heading.VALUE else "decimal"
        if heading is Heading.STD_ERROR:
            low, high = Decimal(0), None
        elif heading is Heading.LEVEL:
            low, high = Decimal(0), Decimal(1)
        elif heading is not Heading.VALUE:
            low, high = None, None
        said = "A whole number" if kind == "whole" else "A number"
        said += f", {low:f} or more" if low is not None else ""
        said += f", {high:f} or less" if high is not None else ""
        ends = (_LEAST if low is None else low, _MOST if high is None else high)
        self._add(
            (kind, f"{ends[0]:f}", f"{ends[1]:f}", f"{said}. No value? Choose why, below `absence`."), cell
        )

    def _add(self, rule: _Rule, cell: str) -> None:
        self._cells.setdefault(rule, []).append(cell)

    def put_on(self, page: FormPage) -> None:
        """Add the rules to a sheet."""
        for (kind, first, second, said), cells in self._cells.items():
            rule = DataValidation(
                type=kind,
                operator=None if kind == "list" else "between" if second else "greaterThanOrEqual",
                formula1=first,
                formula2=second or None,
                allow_blank=True,
                showErrorMessage=True,
                errorTitle="Not accepted",
                error=said,
                showInputMessage=True,
                promptTitle="What belongs here",
                prompt=said,
            )
            for cell in cells:
                rule.add(cell)
            page.add_data_validation(rule)
