"""Every rule of the export, on an activity that keeps all of them but one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.publish.iati.checking import RULES
from accord.sources.iati.layout import schemas
from publish.iati.official import invalid_activities, needs_official, standard_ruleset
from publish.iati.rulesets import violations
from publish.iati.tables import GENERATED, Rows, Tables, export, specimen, to_rows, to_tables

Change = Callable[[Rows], Any]


@cache
def _read() -> Tables:
    return specimen("version_2_03")


def sound() -> Rows:
    """Return one activity that breaks no rule: the first of the specimen, a number for a word."""
    rows = to_rows(_read())
    for row in rows["indicator_values"]:
        row["value"] = "1" if row["value"] == "n/a" else row["value"]
    return {name: [row for row in content if row["activity"] == 0] for name, content in rows.items()}


def put(table: str, column: str, value: Any, place: int = 0) -> Change:
    """Return a change of one cell."""
    return lambda rows: rows[table][place].update({column: value})


def blank(table: str, column: str) -> Change:
    return put(table, column, None)


def clear(*tables: str) -> Change:
    return lambda rows: rows.update({table: [] for table in tables})


def add(table: str, **cells: Any) -> Change:
    """Return a change that adds a row."""
    return lambda rows: rows[table].append({"activity": 0, **cells})


def every(table: str, **cells: Any) -> Change:
    return lambda rows: [row.update(cells) for row in rows[table]]


def both(*changes: Change) -> Change:
    return lambda rows: [change(rows) for change in changes]


def broken(change: Change) -> set[str]:
    """Return the rules that the sound activity breaks after a change."""
    rows = sound()
    change(rows)
    _document, report = export(to_tables(rows))
    return {finding.rule.id for finding in report.findings}


VALUE = {"value": Decimal(1), "value_date": date(2018, 1, 1), "currency": "EUR"}
YEAR = {"start": date(2018, 1, 1), "end": date(2018, 12, 31)}
FUTURE = date(2026, 1, 2)
"""The day after the export."""
PLANNED = {"start": date(2018, 2, 1), **VALUE}
OF_PERIOD = {
    **{"result": 0, "indicator": 0, "period": 99},
    **{"url": "https://example.org", "format": "text/html", "title": "Report", "category": "A08"},
}
"""A document of a period that has no value to stand in."""
PLACELESS = clear("recipient_countries", "recipient_regions")
CASES: list[tuple[str, Change]] = [
    ("schema:iati-identifier", blank("activities", "iati_identifier")),
    ("schema:reporting-org/@type", blank("activities", "reporting_org_type")),
    ("schema:reporting-org/narrative", blank("activities", "reporting_org_name")),
    ("schema:title", both(blank("activities", "title"), lambda rows: rows["narratives"].pop(0))),
    ("schema:description", both(blank("activities", "description"), lambda rows: rows["narratives"].pop())),
    ("schema:participating-org", clear("participating_orgs")),
    ("schema:participating-org/@role", blank("participating_orgs", "role")),
    ("schema:other-identifier/@type", blank("other_identifiers", "type")),
    ("schema:activity-status", blank("activities", "status")),
    ("schema:activity-date/@iso-date", blank("activity_dates", "date")),
    ("schema:recipient-country/@code", blank("recipient_countries", "code")),
    ("schema:sector/@code", blank("sectors", "code")),
    ("schema:policy-marker/@code", blank("policy_markers", "code")),
    ("schema:budget/value/@value-date", add("budgets", **YEAR, value=Decimal(1), currency="EUR")),
    ("schema:budget/period-end", add("budgets", start=date(2018, 1, 1), **VALUE)),
    ("schema:planned-disbursement/period-start", add("planned_disbursements", **VALUE)),
    ("schema:transaction/transaction-type", blank("transactions", "type")),
    ("schema:transaction/value", both(blank("transactions", "value"))),
    ("schema:transaction/value/@value-date", blank("transactions", "value_date")),
    ("schema:document-link/category", blank("documents", "category")),
    ("schema:xsd:anyURI", put("documents", "url", "https://[example.org")),
    ("schema:xsd:dateTime", put("activities", "updated", "2019-03-01")),
    ("schema:related-activity/@type", blank("related_activities", "type")),
    ("schema:conditions/@attached", blank("activities", "conditions_attached")),
    ("schema:location/location-id", blank("locations", "gazetteer_code")),
    ("schema:result/indicator", clear("indicators", "periods", "indicator_values")),
    ("schema:result/indicator/@measure", both(blank("indicators", "measure"))),
    ("schema:result/indicator/period/period-end", blank("periods", "end")),
    ("schema:result/indicator/baseline/@year", blank("indicator_values", "year")),
    ("schema:xsd:positiveInteger", put("indicator_values", "year", "0")),
    ("schema:transaction/sectors/@percentage", put("sectors", "transaction", 0)),
    (
        "schema:transaction/recipient-country",
        both(PLACELESS, *[add("recipient_countries", transaction=0, code=code) for code in ("AL", "XK")]),
    ),
    (
        "schema:result/indicator/period/document-link",
        add("documents", **OF_PERIOD),
    ),
    ("schema:xml:lang", put("activities", "language", "English, French")),
    ("schema:xml", put("activities", "scope", "\x07")),
    ("6.2.2", clear("sectors")),
    ("6.6.2", add("sectors", transaction=0, code="21020")),
    ("6.7.2", both(clear("sectors"), add("sectors", transaction=0, code="21020"))),
    ("102.1.1", every("sectors", vocabulary="3")),
    ("2.1.1", blank("sectors", "percentage")),
    ("2.1.2", put("sectors", "percentage", Decimal("69.99"))),
    ("2.1.4", lambda rows: rows["sectors"].pop()),
    ("2.2.1", add("sectors", code="X", vocabulary="99")),
    ("3.1.1", blank("recipient_countries", "percentage")),
    ("3.1.2", put("recipient_countries", "percentage", Decimal(41))),
    ("3.1.4", lambda rows: rows["recipient_countries"].pop()),
    ("3.4.1", lambda rows: [add("recipient_regions", code=code)(rows) for code in ("89", "88")]),
    ("3.4.2", add("recipient_regions", code="89", percentage=Decimal(1))),
    ("3.4.4", both(PLACELESS, add("recipient_regions", code="89", percentage=Decimal(99)))),
    ("3.6.2", add("recipient_countries", transaction=0, code="AL")),
    ("3.7.1", PLACELESS),
    ("3.7.2", both(PLACELESS, add("recipient_countries", transaction=0, code="AL"))),
    ("12.1.1", put("recipient_countries", "percentage", Decimal(101))),
    ("12.2.1", put("activities", "capital_spend", Decimal(-1))),
    ("12.3.1", put("sectors", "percentage", Decimal("100.1"))),
    ("6.11.1", lambda rows: [rows["activity_dates"].pop(0) for _start in range(2)]),
    ("11.1.1", put("activities", "updated", "2026-01-01T13:00:00+00:30")),
    ("11.1.2", put("activity_dates", "date", date(2021, 1, 1))),
    ("11.1.3", add("activity_dates", type="4", date=date(2016, 2, 28))),
    ("11.1.4", put("activity_dates", "date", FUTURE, 1)),
    ("11.1.5", add("activity_dates", type="4", date=FUTURE)),
    ("11.2.1", put("transactions", "date", FUTURE)),
    ("11.2.2", put("transactions", "value_date", FUTURE)),
    ("7.5.3", add("budgets", start=date(2018, 1, 1), end=date(2019, 1, 2), **VALUE)),
    ("8.6.3", add("budgets", start=date(2018, 1, 2), end=date(2018, 1, 1), **VALUE)),
    ("8.6.3", add("planned_disbursements", **PLANNED, end=date(2018, 1, 1))),
    ("8.6.1", put("periods", "end", date(2000, 1, 1))),
    ("1.1.21", put("activities", "iati_identifier", "XM-EXAMPLE-1ROAD")),
    ("1.3.13", put("activities", "iati_identifier", "XM-EXAMPLE-1-A/B")),
    ("1.7.1", put("related_activities", "ref", "XM-EXAMPLE-1-FUND\N{NO-BREAK SPACE}")),
    ("4.1.1", blank("activities", "language")),
    ("7.8.1", blank("activities", "default_currency")),
    ("6.9.1", every("transactions", provider=None, provider_name=None, provider_type="10")),
    ("6.9.2", every("transactions", receiver=None, receiver_name=None, receiver_activity="X")),
    ("6.10.1", add("participating_orgs", role="1")),
    ("6.13.1", add("policy_markers", code="X", vocabulary="99")),
    ("6.14.1", blank("policy_markers", "significance")),
    ("8.8.1", blank("indicator_values", "value")),
    ("8.9.2", put("indicator_values", "value", "five", 1)),
    ("8.8.3", put("indicators", "measure", "5")),
]


def test_the_sound_activity_breaks_no_rule() -> None:
    assert broken(lambda rows: None) == set()


@pytest.mark.parametrize(("rule", "change"), CASES, ids=[rule for rule, _change in CASES])
def test_a_rule_is_found_broken_where_it_is(rule: str, change: Change) -> None:
    found = broken(change)
    assert rule in found


def test_a_broken_rule_names_the_first_place_and_counts_the_others() -> None:
    rows = sound()
    every("transactions", value_date=None)(rows)
    (finding,) = export(to_tables(rows))[1].findings
    assert (finding.identifier, finding.activity) == ("XM-EXAMPLE-1-ROAD", 0)
    assert (finding.place, finding.count) == ("transactions 1", len(rows["transactions"]))


def test_an_earlier_identifier_of_the_publisher_is_a_prefix_too() -> None:
    earlier = both(
        put("activities", "iati_identifier", "XM-EXAMPLE-0-ROAD"),
        add("other_identifiers", ref="XM-EXAMPLE-0", type="B1"),
    )
    assert "1.1.21" not in broken(earlier)


def test_a_budget_of_a_leap_year_is_no_longer_than_a_year() -> None:
    # From 1 January to 31 December of 2020 it is 365 days.
    assert broken(add("budgets", start=date(2020, 1, 1), end=date(2020, 12, 31), **VALUE)) == set()


def test_amounts_with_a_currency_each_need_none_of_the_activity() -> None:
    change = both(
        blank("activities", "default_currency"),
        *(every(table, currency="EUR") for table in ("transactions", "budgets", "planned_disbursements")),
    )
    assert broken(change) == set()


def test_every_rule_says_what_it_means_and_where_it_stands() -> None:
    assert all(rule.meaning and rule.reference.startswith("https://") for rule in RULES)


FIXED = {"file", "byte", "activity", "transaction", "result", "indicator", "period", "kind", "element"}
ODD: dict[str, list[Any]] = {
    "date32[day]": [FUTURE, date(1, 1, 1), date(2017, 6, 1)],
    "decimal128(38, 14)": [Decimal(0), Decimal(-1), Decimal(50), Decimal(100), Decimal("100.1")],
    "string": ["1", "2", "5", "99", "A/B", "%", "2019-01-01", "0"],
    "bool": [True, False],
    "int32": [1],
}
"""Values that matter to some rule, by type."""


def cells() -> list[tuple[str, int, str]]:
    """Return the cells that may be changed."""
    return [
        (table, place, column)
        for table, content in sorted(sound().items())
        for place, row in enumerate(content)
        for column in row
        if column not in FIXED and (table, column) != ("activities", "iati_identifier")
    ]


@needs_official
@given(st.deferred(lambda: st.lists(st.sampled_from(cells()), min_size=1, max_size=4)), st.data())
@settings(max_examples=80, deadline=None)
def test_whatever_is_changed_the_export_judges_as_schema_and_ruleset_do(
    changed: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    rows = sound()
    for table, place, column in changed:
        kind = str(schemas()[table].field(column).type)
        values = [None, *(row[column] for row in rows[table]), *ODD[kind]]
        rows[table][place][column] = data.draw(st.sampled_from(values))
    document, report = export(to_tables(rows), is_lenient=True)
    found = {finding.rule.id for finding in report.findings}
    judged = {violation.rule for violation in violations(standard_ruleset(), document, GENERATED)}
    assert {rule for rule in found if rule[0].isdigit()} == judged
    assert any(rule.startswith("schema:") for rule in found) == bool(invalid_activities(document))
