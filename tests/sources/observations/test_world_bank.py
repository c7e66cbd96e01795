"""Replies of the World Bank's Indicators API. The shape is that of version 2; the values are invented."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from accord.domain.observation import Absence
from accord.errors import InputDataError, Problem
from accord.sources.observations.layout_files import find_layout
from accord.sources.observations.read_file import Reading
from accord.sources.observations.reading import read_observations
from accord.sources.rates.grid import TableFile
from sources.observations.made_up_tables import indicator

INDICATORS = {"internet_users_pct": indicator("internet_users_pct", "percent")}


def row(code: str, year: str, value: object, name: str = "IT.NET.USER.ZS") -> dict[str, object]:
    return {
        "indicator": {"id": name, "value": "Individuals"},
        "country": {"id": code[:2], "value": code},
        "countryiso3code": code,
        "date": year,
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 1,
    }


def page(*rows: dict[str, object], number: int = 1, of: object = 1, total: int | None = None) -> TableFile:
    about = {
        "page": number,
        "pages": of,
        "per_page": 50,
        "total": len(rows) if total is None else total,
        "sourceid": "2",
        "lastupdated": "2026-01-28",
    }
    return TableFile(name=f"page{number}.json", content=json.dumps([about, rows]).encode())


def read(*files: TableFile) -> Reading:
    return read_observations(files, find_layout("world_bank"), INDICATORS)


def refused(*files: TableFile) -> tuple[Problem, ...]:
    with pytest.raises(InputDataError) as caught:
        read(*files)
    return caught.value.problems


def test_a_reply_is_read_with_the_day_of_its_last_update_as_vintage() -> None:
    file = page(row("XKX", "2020", 89.4000015258789), row("ALB", "2020", None), row("WLD", "2020", 60))
    reading = read(file)
    first, second = reading.observations
    assert (first.partner, first.value, first.place) == ("KOS", Decimal("89.4000015258789"), "row 1")
    assert (first.vintage, first.source, first.unit) == ("2026-01-28", "world-bank-wdi", "percent")
    assert (second.value, second.absence) == (None, Absence.MISSING)
    assert (reading.files[0].passed_over, reading.files[0].unread) == (1, ())


def test_pages_are_read_together_and_one_that_is_missing_is_named() -> None:
    one, two = (page(row("ALB", str(2019 + n), 1), number=n, of=2, total=2) for n in (1, 2))
    assert len(read(one, two).observations) == 2
    (found,) = refused(two)
    assert (found.id, found.expected) == ("ACC-638", "page 1 too")


def test_a_message_in_place_of_rows_is_shown() -> None:
    reply = [{"message": [{"id": "120", "key": "Invalid value", "value": "The parameter is not valid"}]}]
    (found,) = refused(TableFile(name="page1.json", content=json.dumps(reply).encode()))
    assert (found.id, "The parameter is not valid" in found.value) == ("ACC-637", True)


@pytest.mark.parametrize("content", [b"<xml/>", b"[]", b"{}", b'[{"page": 1}, null]', b'[{"page": 1}, [1]]'])
def test_anything_else_is_refused(content: bytes) -> None:
    assert refused(TableFile(name="page1.json", content=content))[0].id == "ACC-637"


def test_an_unknown_code_names_the_row() -> None:
    (found,) = refused(page(row("ALB", "2020", 1, "NO.SUCH")))
    assert (found.id, found.row) == ("ACC-621", "row 1: ALB NO.SUCH 2020")


def test_a_reply_with_fewer_rows_than_it_says_was_cut() -> None:
    (found,) = refused(page(row("ALB", "2020", 1), total=500))
    assert (found.id, found.value, found.expected) == (
        "ACC-638",
        "1 rows",
        "500 rows, the total that the reply states",
    )


@pytest.mark.parametrize("pages", ["\u00b2", -1, 0, "many", 10**9])
def test_a_number_of_pages_that_is_none_or_beyond_all_sense_is_refused_at_once(pages: object) -> None:
    (found,) = refused(page(row("ALB", "2020", 1), of=pages))
    assert (found.id, len(found.expected) < 200) == ("ACC-638", True)


def test_a_key_that_stands_twice_in_a_row_is_refused() -> None:
    file = page(row("ALB", "2020", 1))
    twice = file.content.replace(b'"value": 1,', b'"value": 1, "value": 7,')
    assert twice != file.content
    (found,) = refused(TableFile(name="page1.json", content=twice))
    assert (found.id, found.value) == ("ACC-637", "the key value twice in one object")


def test_a_reply_without_rows_says_so_and_not_that_columns_are_missing() -> None:
    (found,) = refused(page())
    assert (found.id, found.value) == ("ACC-637", "no row")
