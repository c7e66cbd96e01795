"""Versions 1.01 to 2.03 come out the same, and what stands beside the standard is read or reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sources.iati.by_layout import LAYOUT
from sources.iati.tables import (
    ACCOUNTS,
    SHARED,
    SPECIMENS,
    Tables,
    identifiers,
    read_bytes,
    read_tables,
    rows,
    specimen,
    values,
)

VERSIONS = ("1.01", "1.02", "1.03", "1.04", "1.05", "2.01", "2.02", "2.03")
OWN = {
    "activities": {"version", "status_text"},
    "transactions": {"type_text"},
    "other_identifiers": {"type"},
    "locations": {
        "position",
        "latitude",
        "longitude",
        "exactness",
        "country",
        "gazetteer",
        "administrative_code",
        "percentage",
    }
    | {"class", "reach", "ref"},
}
"""Columns for which some version has no words."""
DAY = date(2018, 5, 17)
VALID = [*(f"version_{version.replace('.', '_')}" for version in VERSIONS), "everything_2_03"]
VALID += ["organisations_1_04", "organisations_2_03"]


def read_version(version: str) -> Tables:
    return read_tables(specimen(f"version_{version.replace('.', '_')}"))


def comparable(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Return all tables of content without what may differ between versions of the same."""
    return {
        table: [
            {name: value for name, value in row.items() if name not in {"file", "byte", *OWN.get(table, ())}}
            for row in rows(tables, table)
        ]
        for table in tables
        if table not in ACCOUNTS and rows(tables, table)
    }


def by_ref(column: str, identifier: str) -> dict[str, Any]:
    """Return one column of the transactions of an activity among the habits, by their reference."""
    tables = read_tables(specimen("habits"))
    (activity,) = (
        row["activity"] for row in rows(tables, "activities") if row["iati_identifier"] == identifier
    )
    found = [row for row in rows(tables, "transactions") if row["activity"] == activity]
    return {row["ref"]: row[column] for row in found}


@pytest.fixture(scope="module")
def newest() -> Tables:
    return read_version("2.03")


@pytest.fixture(scope="module")
def everything() -> Tables:
    return read_tables(specimen("everything_2_03"))


@pytest.mark.parametrize("name", VALID)
def test_a_specimen_of_a_version_is_valid_by_its_schema(name: str) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    document = etree.parse(specimen(name))
    kind = "organisations" if "organisations" in name else "activities"
    schema = SHARED / "schemas" / str(document.getroot().get("version")) / f"iati-{kind}-schema.xsd"
    if not schema.exists():
        pytest.skip("the official schemas are not beside the project")
    etree.XMLSchema(etree.parse(schema)).assertValid(document)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_activities_come_out_the_same_in_the_words_of_every_version(
    version: str, newest: Tables
) -> None:
    found, expected = comparable(read_version(version)), comparable(newest)
    assert found.keys() == expected.keys()
    for table, content in expected.items():
        assert found[table] == content, table


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_in_the_words_of_its_version_gives_no_problem(version: str) -> None:
    tables = read_version(version)
    assert rows(tables, "problems") == []
    assert rows(tables, "refused") == []
    assert values(tables, "activities", "version") == [version, version]
    assert values(tables, "files", "version") == [version]


def test_transactions_are_what_the_specimen_says(newest: Tables) -> None:
    # By hand, from the file: three transactions of the road, then one of each of the types 1 to 10.
    columns = ("ref", "type", "currency", "value", "date", "value_date", "receiver_name", "receiver_activity")
    road = [tuple(row.values()) for row in rows(newest, "transactions", *columns)][:3]
    worker = ("Road Works of Nowhere", "XM-EXAMPLE-3-R1")
    assert road == [
        ("T1", "2", None, Decimal(1_000_000), date(2016, 3, 1), date(2016, 3, 1), *worker),
        ("T2", "3", "USD", Decimal(250_000), date(2016, 12, 30), date(2017, 1, 2), *worker),
        (None, "3", "EUR", Decimal(-1_200), DAY, DAY, None, None),
    ]
    fund = rows(newest, "transactions", "ref", "type", "value", "value_date")[3:]
    assert [tuple(row.values()) for row in fund] == [
        (f"F{n}", str(n), Decimal(1001 * n), date(2015, n, 28)) for n in range(1, 11)
    ]
    assert values(newest, "activities", "default_currency") == ["EUR", "USD"]


def test_results_are_what_the_specimen_says(newest: Tables) -> None:
    columns = ("kind", "value", "year", "comment")
    assert [tuple(row.values()) for row in rows(newest, "indicator_values", *columns)] == [
        ("baseline", "0", "2016", "Nothing yet"),
        ("target", "5", None, None),
        ("actual", "3.5", None, "Counted on site"),
        ("target", "12", None, None),
        ("actual", "n/a", None, "Counted on site"),
    ]
    assert values(newest, "periods", "end") == [date(2017, 12, 31), date(2018, 12, 31)]


def test_every_wording_is_kept_with_its_language(everything: Tables) -> None:
    columns = ("element", "description_type", "language", "text")
    assert [tuple(row.values()) for row in rows(everything, "narratives", *columns)] == [
        ("title", None, None, "Every element once"),
        ("title", None, "fr", "Chaque élément une fois"),
        ("description", "1", None, "All that a column reads"),
        ("description", "2", None, "Objectives"),
        ("description", "2", "fr", "Objectifs"),
    ]
    assert values(everything, "activities", "title") == ["Every element once"]
    assert values(everything, "activities", "description") == ["All that a column reads"]


def test_every_document_hangs_on_its_own_result_indicator_or_period(everything: Tables) -> None:
    documents = rows(everything, "documents", "title", "result", "indicator", "period")
    levels = {row["title"]: tuple(row[name] is not None for name in list(row)[1:]) for row in documents}
    assert levels == {
        "Plan": (False, False, False),
        "Result": (True, False, False),
        "Indicator": (True, True, False),
        "Baseline": (True, True, False),
        "Target": (True, True, True),
        "Actual": (True, True, True),
    }


def test_keys_join_results_to_indicators_to_periods_to_values(everything: Tables) -> None:
    results = {row["result"]: row["title"] for row in rows(everything, "results")}
    indicators = {row["indicator"]: row for row in rows(everything, "indicators")}
    periods = {row["period"]: row for row in rows(everything, "periods")}
    assert [(results[row["result"]], row["title"]) for row in indicators.values()] == [
        ("Road built", "Kilometres"),
        ("Road built", "Bridges"),
        ("People reached", "Households"),
    ]
    found = [
        (indicators[row["indicator"]]["title"], row["kind"], row["value"], row["period"])
        for row in rows(everything, "indicator_values")
    ]
    starts = [(*row[:3], periods[row[3]]["start"].year if row[3] is not None else None) for row in found]
    assert starts == [
        ("Kilometres", "baseline", "0", None),
        ("Kilometres", "target", "5", 2017),
        ("Kilometres", "actual", "3.5", 2017),
        ("Kilometres", "actual", "3.4", 2017),
        ("Bridges", "target", "1", 2018),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("sectors", [("21020", None), ("21020", "T1"), ("210", "T1")]),
        ("recipient_countries", [("AL", None), ("AL", "T1")]),
        ("recipient_regions", [("89", None), ("89", "T1"), ("998", "second")]),
    ],
)
def test_a_part_of_a_transaction_names_it_and_a_part_of_the_activity_does_not(
    table: str, expected: list[tuple[str, str | None]], everything: Tables
) -> None:
    refs = {row["transaction"]: row["ref"] or "second" for row in rows(everything, "transactions")}
    refs[None] = None
    assert [(row["code"], refs[row["transaction"]]) for row in rows(everything, table)] == expected


def test_every_column_of_the_layout_is_filled_by_some_specimen() -> None:
    read = [read_tables(path) for path in sorted(SPECIMENS.glob("*.xml"))]
    empty = [
        (table, column)
        for record in LAYOUT.values()
        for table, declared in record["tables"].items()
        for column in declared["columns"]
        if not any(value is not None for tables in read for value in values(tables, table, column))
    ]
    assert empty == []


def test_what_no_column_reads_is_counted(everything: Tables) -> None:
    # By hand, from the file: the two second wordings of names, and what the layout does not name.
    repeated = {row["path"]: row["count"] for row in rows(everything, "repeated")}
    assert repeated == dict.fromkeys(
        ["/iati-activity/reporting-org/narrative", "/iati-activity/transaction/description/narrative"], 1
    )
    unread = {row["path"].removeprefix("/iati-activity/"): row["count"] for row in rows(everything, "unread")}
    assert unread == dict.fromkeys(
        [
            "reporting-org/narrative/@xml:lang",
            "activity-date/narrative",
            "location/administrative/@vocabulary",
            "location/administrative/@level",
            "location/point/@srsName",
            "planned-disbursement/provider-org/@type",
            "planned-disbursement/receiver-org/@type",
            "transaction/description/narrative/@xml:lang",
        ],
        1,
    )


def test_every_row_stands_where_its_byte_says(everything: Tables) -> None:
    content = specimen("everything_2_03").read_bytes()
    for table in sorted(set(everything) - ACCOUNTS):
        for row in rows(everything, table, "byte"):
            assert content[row["byte"] : row["byte"] + 1] == b"<", table
    starts = [content[byte:][:14] for byte in values(everything, "activities", "byte")]
    assert starts == [b"<iati-activity"]


def test_activities_of_the_datastore_carry_their_version_themselves() -> None:
    tables = read_tables(specimen("datastore"))
    assert identifiers(tables) == ["XM-EXAMPLE-1-OLD", "XM-EXAMPLE-1-NEW"]
    assert values(tables, "activities", "version") == ["1.03", "2.01"]
    assert values(tables, "transactions", "type") == ["3", "3"]
    assert values(tables, "transactions", "date") == [date(2014, 2, 3), date(2016, 2, 3)]
    assert values(tables, "transactions", "value") == [Decimal("1500.5")] * 2


def test_codes_go_by_the_code_and_not_by_the_declared_version() -> None:
    assert by_ref("type", "XM-EXAMPLE-1-CODES") == {
        "new code in an old file": "3",
        "small letter": "3",
        "blanks": "3",
        "pledge": "13",
        "no code": None,
        "unknown": "ZZ",
        "currency": None,
        "blank currency": None,
    }
    currencies = by_ref("currency", "XM-EXAMPLE-1-CODES")
    assert (currencies["currency"], currencies["blank currency"]) == ("USD", None)
    tables = read_tables(specimen("habits"))
    assert values(tables, "participating_orgs", "role") == ["1", "4", "2", "something else", None]
    assert values(tables, "activities", "default_currency")[0] == "EUR"
    assert values(tables, "activities", "is_secondary_reporter") == [None, None, True]


def test_a_date_is_read_with_zone_time_or_as_text_and_else_is_unknown() -> None:
    good = {"zone Z", "zone +02:00", "time", "time T", "blanks", "text", "blank attribute"}
    bad = {"no leap day", "month 13", "day 0", "year 0", "year only", "month in words", "serial number"}
    expected = {
        **dict.fromkeys(good, DAY),
        **dict.fromkeys(bad),
        "leap day": date(2016, 2, 29),
        "absent": None,
    }
    assert by_ref("date", "XM-EXAMPLE-1-DATES") == expected


def test_an_amount_is_exact_and_what_is_no_number_is_unknown() -> None:
    numbers = {
        "blanks": "12.50",
        "plus": "12.50",
        "minus": "-12.50",
        "point first": "0.5",
        "point last": "5",
        "zeros": "12.50",
        "zero": "0",
        "fourteen places": "0.00000000000001",
        "24 digits before the point": "123456789012345678901234.12345678901234",
    }
    words = {"words", "two points", "two signs", "sign only", "point only", "infinity", "not a number"}
    words |= {"blank", "absent"}
    expected = {name: Decimal(number) for name, number in numbers.items()} | dict.fromkeys(words)
    assert by_ref("value", "XM-EXAMPLE-1-AMOUNTS") == expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("date", {"2018-02-29", "2018-13-01", "2018-05-00", "0000-05-17", "2018", "2018-May", "43237"}),
        ("value", {"about 12", "1.234.567", "--5", "-", ".", "INF", "NaN"}),
    ],
)
def test_what_is_no_date_or_number_is_a_problem_with_its_text(column: str, expected: set[str]) -> None:
    problems = rows(read_tables(specimen("habits")), "problems", "table", "column", "value")
    found = [row for row in problems if (row["table"], row["column"]) == ("transactions", column)]
    assert {row["value"] for row in found} == expected
    assert len(found) == len(expected)


def test_blank_and_absent_are_no_problems() -> None:
    problems = rows(read_tables(specimen("habits")), "problems")
    assert {(row["table"], row["column"]) for row in problems} == {
        ("transactions", "date"),
        ("transactions", "value"),
    }


def organisation_budgets(name: str) -> list[tuple[Any, ...]]:
    columns = ("kind", "recipient", "recipient_name", "start", "value", "currency")
    return [
        tuple(row.values()) for row in rows(read_tables(specimen(name)), "organisation_budgets", *columns)
    ]


def shared_by_versions(budget: tuple[Any, ...]) -> bool:
    return budget[0] in {"total-budget", "recipient-org-budget", "recipient-country-budget"}


def test_budgets_of_organisations_come_out_the_same_in_both_families_of_versions() -> None:
    first = date(2018, 1, 1)
    old, new = organisation_budgets("organisations_1_04"), organisation_budgets("organisations_2_03")
    assert old == [
        ("total-budget", None, None, first, Decimal(9_000_000), "EUR"),
        ("recipient-org-budget", "XM-EXAMPLE-2", "Fund of Examples", first, Decimal("2500000.50"), None),
        ("recipient-country-budget", "XK", "Kosovo*", first, Decimal(1_250_000), "USD"),
    ]
    assert [budget for budget in new if shared_by_versions(budget)] == old
    assert [budget for budget in new if not shared_by_versions(budget)] == [
        ("recipient-region-budget", "89", "Europe, regional", first, Decimal(100_000), None),
        ("total-expenditure", None, None, date(2017, 1, 1), Decimal("8765432.10"), "EUR"),
    ]


@pytest.mark.parametrize("name", ["organisations_1_04", "organisations_2_03"])
def test_an_organisation_is_read_as_such(name: str) -> None:
    tables = read_tables(specimen(name))
    columns = ("organisation_identifier", "name", "reporting_org", "default_currency")
    (organisation,) = rows(tables, "organisations", *columns)
    assert tuple(organisation.values()) == ("XM-EXAMPLE-1", "Ministry of Examples", "XM-EXAMPLE-1", "EUR")
    assert values(tables, "organisation_documents", "title") == ["Annual report"]
    assert values(tables, "organisation_documents", "language") == ["en"]
    assert values(tables, "files", "kind") == ["organisation"]
    assert identifiers(tables) == []


def test_formats_of_documents_are_in_small_letters_as_the_code_list_has_them(tmp_path: Path) -> None:
    link = '<document-link url="https://example.org/a" format="{}"/>'
    links = "".join(link.format(written) for written in ("TEXT/HTML", "Application/pdf", "image/png"))
    one = f"<iati-activity><iati-identifier>A</iati-identifier>{links}</iati-activity>"
    tables = read_bytes(tmp_path, f"<iati-activities>{one}</iati-activities>".encode())
    assert values(tables, "documents", "format") == ["text/html", "application/pdf", "image/png"]
