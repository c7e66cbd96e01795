"""A form is written as one CSV file, or as a folder of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from accord.domain.partner_report import PartnerReport, Questionnaire
from accord.sources.register.workbook_cells import FORMULA_SIGNS
from accord.sources.reporting_template.explaining import code_lists
from accord.sources.reporting_template.layout import HEADINGS, form_rows

__all__ = ["ESCAPE", "REPORT_FILE", "csv_folder", "csv_form"]

ESCAPE = "'"
"""Sign before a text that a spreadsheet program would take for a formula; taken off again on reading.

Reference: OWASP, CSV injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

REPORT_FILE = "report.csv"
"""File of a folder that holds the form; the others explain it and are not read."""

_MARK = "\ufeff"
"""Byte order mark, by which spreadsheet programs know UTF-8."""


def csv_form(asked: Questionnaire, report: PartnerReport | None = None) -> bytes:
    """Return a form as one CSV file: UTF-8, comma, point before decimals.

    Args:
        asked: The questionnaire.
        report: Answers, for a form that is filled in; None for an empty one.
    """
    rows = [
        [_cell({**row.fixed, **row.filled}.get(heading, "")) for heading in HEADINGS]
        for row in form_rows(asked, report)
    ]
    return _csv([[heading.value for heading in HEADINGS], *rows])


def csv_folder(
    asked: Questionnaire, explained: Iterable[tuple[str, str]], report: PartnerReport | None = None
) -> dict[str, bytes]:
    """Return a form as the files of a folder, by name: the form, the lists of words, the page to read first.

    Args:
        asked: The questionnaire.
        explained: Headings and texts of the page to read first.
        report: Answers, for a form that is filled in; None for an empty one.
    """
    lists = [
        [_cell(text) for text in (codes.name, word, meaning)]
        for codes in code_lists(asked)
        for word, meaning in codes.words
    ]
    return {
        "read_me.csv": _csv([["heading", "text"], *([_cell(one), _cell(two)] for one, two in explained)]),
        REPORT_FILE: csv_form(asked, report),
        "code_lists.csv": _csv([["list", "word", "meaning"], *lists]),
    }


def _cell(value: str | Decimal) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return f"{ESCAPE}{value}" if value.startswith((*FORMULA_SIGNS, ESCAPE)) else value


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return f"{_MARK}{text.getvalue()}".encode()
