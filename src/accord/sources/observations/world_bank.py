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
_MOST_PAGES = 10_000
_NAMED = 10


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
    if not rows:
        raise _refused(file, "no row")
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
    """Yield a problem for each question of which not all pages or not all rows are there (ACC-638).

    Args:
        tables: Raw tables of one reading.
    """
    found: dict[tuple[str, str, str], list[tuple[str, RawTable]]] = {}
    for table in tables:
        for row in table.rows[:1]:
            cells = dict(zip(table.columns, row.cells, strict=True))
            question = (cells.get("indicator.id", ""), cells.get(_PAGES, ""), cells.get(_TOTAL, ""))
            found.setdefault(question, []).append((cells.get(_PAGE, ""), table))
    for (indicator, count, total), given in found.items():
        pages = sorted({page for page, _ in given})
        rows = sum(len(table.rows) for _, table in given)
        place = Place(given[0][1].file, row=indicator)
        if not _is_count(count, most=_MOST_PAGES):
            yield _incomplete(place._replace(value=f"pages {count}"), f"from 1 to {_MOST_PAGES:,} pages")
        elif missing := [name for name in map(str, range(1, int(count) + 1)) if name not in pages]:
            more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
            yield _incomplete(
                place._replace(value=f"pages {', '.join(pages)} of {count}"),
                f"page {', '.join(missing[:_NAMED])}{more} too",
            )
        elif total.isascii() and total.isdigit() and int(total) != rows:
            yield _incomplete(
                place._replace(value=f"{rows} rows"), f"{total} rows, the total that the reply states"
            )


def _is_count(text: str, *, most: int) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text) <= most


def _incomplete(place: Place, expected: str) -> Problem:
    return cell_problem(
        place,
        "ACC-638",
        "The reply is not whole: pages or rows are missing.",
        expected=expected,
        fix="Save every page in a file of its own, unchanged, and name them all, or ask with a larger"
        " per_page.",
    )


class _TwiceError(ValueError):
    """A key stands twice, so that one of its values would be lost."""


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _TwiceError(f"the key {name} twice in one object")
        found[name] = value
    return found


def _parts(file: TableFile) -> tuple[Mapping[str, object], Sequence[object]]:
    try:
        reply = json.loads(decode_table(file), parse_float=str, parse_int=str, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise _refused(file, str(error) if isinstance(error, _TwiceError) else f"no JSON: {error}") from error
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
