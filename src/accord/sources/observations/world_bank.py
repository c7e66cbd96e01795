"""A reply of the World Bank's Indicators API (version 2, JSON) becomes a raw table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from accord.domain.observation_layout import ObservationLayout
from accord.errors import InputDataError, Problem
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.rates.grid import TableFile, decode_table
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["missing_pages", "read_world_bank"]

_PAGE, _PAGES, _TOTAL = "page", "pages", "total"


def read_world_bank(file: TableFile, layout: ObservationLayout) -> RawTable:
    """Read a reply: a list of two, what the reply is and its rows.

    Nested keys become columns with a point, such as ``country.id``; what the reply says of itself, such as
    ``lastupdated``, becomes a column of every row. Numbers keep their digits, null is an empty cell.

    Args:
        file: The reply as it was saved.
        layout: The layout; nothing of it is needed.

    Raises:
        InputDataError: The file is no such reply, or one that says what was wrong with the question
            (ACC-637).

    Reference:
        World Bank Data Help Desk, articles 898581 and 1886674 (API basic call structures; what is new in
        version 2).
    """
    del layout
    about, rows = _parts(file)
    heads = {name: _text(value) for name, value in about.items()}
    flat = [_flat(row) for row in rows if isinstance(row, dict)]
    if len(flat) != len(rows):
        raise _refused(file, "a row that is no object")
    names = tuple(dict.fromkeys(name for row in flat for name in row))
    columns = (*names, *(name for name in heads if name not in names))
    return RawTable(
        file=file.name,
        sha256=file.sha256,
        columns=columns,
        rows=tuple(
            RawRow(f"row {number}", 0, tuple((heads | row).get(name, "") for name in columns))
            for number, row in enumerate(flat, 1)
        ),
    )


def missing_pages(tables: Sequence[RawTable]) -> Iterator[Problem]:
    """Yield a problem for each question of which not all pages are there (ACC-638).

    Args:
        tables: Raw tables of one reading.
    """
    found: dict[tuple[str, str, str], set[str]] = {}
    files: dict[tuple[str, str, str], str] = {}
    for table in tables:
        for row in table.rows[:1]:
            cells = dict(zip(table.columns, row.cells, strict=True))
            question = (cells.get("indicator.id", ""), cells.get(_PAGES, ""), cells.get(_TOTAL, ""))
            found.setdefault(question, set()).add(cells.get(_PAGE, ""))
            files.setdefault(question, table.file)
    for question, pages in found.items():
        indicator, count, _ = question
        wanted = {str(number) for number in range(1, int(count) + 1)} if count.isdigit() else pages
        if missing := sorted(wanted - pages, key=int):
            yield cell_problem(
                Place(files[question], row=indicator, value=f"pages {', '.join(sorted(pages))} of {count}"),
                "ACC-638",
                "The reply has more pages than files were given.",
                expected=f"page {', '.join(missing)} too",
                fix="Save every page in a file of its own and name them all, or ask with a larger per_page.",
            )


def _parts(file: TableFile) -> tuple[Mapping[str, object], Sequence[object]]:
    try:
        reply = json.loads(decode_table(file), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise _refused(file, f"no JSON: {error}") from error
    if isinstance(reply, list) and reply and isinstance(reply[0], dict):
        about = reply[0]
        if "message" in about:
            raise _refused(file, f"a message: {json.dumps(about['message'], ensure_ascii=False)}")
        rows = reply[1] if len(reply) > 1 else None
        if _PAGE in about and isinstance(rows, list):
            return about, rows
    raise _refused(file, "another form")


def _flat(row: Mapping[str, object]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            cells |= {f"{name}.{part}": _text(inner) for part, inner in value.items()}
        else:
            cells[name] = _text(value)
    return cells


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _refused(file: TableFile, found: str) -> InputDataError:
    return InputDataError(
        cell_problem(
            Place(file.name, value=found[:200]),
            "ACC-637",
            "The file is no reply of the World Bank with rows.",
            expected="[{page, pages, per_page, total, ...}, [rows]], as version 2 of the API gives it",
            fix="Ask again, e.g. /v2/country/ALB;BIH/indicator/CODE?format=json&per_page=20000, and save the"
            " reply unchanged; a message says what was wrong with the question.",
        )
    )
