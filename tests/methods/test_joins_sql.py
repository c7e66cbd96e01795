"""Flows are joined by declared rules and by nothing else; tried on small relations with DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest

from accord.domain.evidence import Evidence
from accord.domain.join import Join, JoinBy, JoinRule
from accord.methods.joins_sql import JOIN_RELATIONS, JOINED_FLOWS, join_rows

JOIN = Join(
    id="join",
    commitment="PACT-1",
    title="Ferry",
    meaning="The ferry.",
    promised="PACT-1.budget",
    source="pact-text",
    evidence=Evidence.SEEN,
)


def rule(
    by: str, *values: str, name: str = "rule", limits: Mapping[str, tuple[str, ...]] | None = None
) -> JoinRule:
    return JoinRule(
        id=name,
        join="join",
        meaning="What it joins.",
        by=JoinBy(by),
        values=values,
        source="pact-text",
        evidence=Evidence.SEEN,
        **(limits or {}),  # type: ignore[arg-type]  # only the four limits are given
    )


_ACTIVITIES = [
    (1, "XX-1-A", "Ferry across the lake", "Grant WB-IG03-NOR-TRA-01 of the round"),
    (2, "XX-1-B", "Harbour", "Quays of Northshore"),
    (3, "XX-1-C", None, None),
    (4, "XX-1-WB-IG03-SOU-TRA-02", "Road", "Works"),
]
_FLOWS = [
    # id, activity, publisher, measure, kind, partner, amount, converted, status
    ("a1", 1, "NOR-GOV", "disbursement", "grant", "NOR", "10", "10", "counted"),
    ("a2", 1, "NOR-GOV", "commitment", "loan", "NOR", "20", "20", "counted"),
    ("b1", 2, "SOU-GOV", "disbursement", "grant", "SOU", "30", None, "unconverted"),
    ("c1", 3, "SOU-GOV", "disbursement", "grant", "regional", "40", "36", "counted"),
    ("d1", 4, "SOU-GOV", "disbursement", "grant", "SOU", "50", "50", "excluded"),
    ("d2", 4, "SOU-GOV", "disbursement", "grant", "SOU", "60", "60", "counted"),
]


@pytest.fixture
def base() -> Iterator[duckdb.DuckDBPyConnection]:
    """Four activities and their flows, all made up."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE activities (activity BIGINT, iati_identifier VARCHAR, title VARCHAR,"
        " description VARCHAR)"
    )
    connection.executemany("INSERT INTO activities VALUES (?, ?, ?, ?)", _ACTIVITIES)
    connection.execute("CREATE TABLE other_identifiers (activity BIGINT, ref VARCHAR)")
    connection.execute(
        "INSERT INTO other_identifiers VALUES (3, ' old-77 '), (3, NULL), (2, 'PRJ-NOR-TRA-001')"
    )
    connection.execute("CREATE TABLE sectors (activity BIGINT, code VARCHAR)")
    connection.execute("INSERT INTO sectors VALUES (1, '21040'), (1, '21010'), (2, '22040')")
    connection.execute(
        "CREATE TABLE flows (id VARCHAR, activity BIGINT, publisher VARCHAR, measure VARCHAR, kind VARCHAR,"
        " partner VARCHAR, amount DECIMAL(38, 14), currency VARCHAR, amount_converted DECIMAL(38, 6),"
        " currency_converted VARCHAR, status VARCHAR, day DATE)"
    )
    connection.executemany(
        "INSERT INTO flows VALUES (?, ?, ?, ?, ?, ?, ?, 'USD', ?,"
        " CASE WHEN ? IS NULL THEN NULL ELSE 'EUR' END, ?, DATE '2022-03-01')",
        [(*row[:8], row[7], row[8]) for row in _FLOWS],
    )
    for name, columns in JOIN_RELATIONS.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    yield connection
    connection.close()


def joined(base: duckdb.DuckDBPyConnection, *rules: JoinRule) -> list[tuple[str, str]]:
    """Return flow and rule of everything that the rules join."""
    rows = join_rows([JOIN], rules)
    if rows:
        base.executemany("INSERT INTO joins VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [list(row) for row in rows])
    base.execute(JOINED_FLOWS)
    return base.execute("SELECT id, rule FROM joined_flows ORDER BY id").fetchall()


def ids(base: duckdb.DuckDBPyConnection, *rules: JoinRule) -> list[str]:
    return [name for name, _rule in joined(base, *rules)]


def test_without_a_rule_nothing_is_joined(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base) == []


def test_an_identifier_is_compared_as_a_whole(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base, rule("identifier", "xx-1-a")) == ["a1", "a2"]


def test_a_part_of_an_identifier_joins_nothing(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base, rule("identifier", "XX-1")) == []


def test_another_identifier_is_compared_as_a_whole(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base, rule("other_identifier", "OLD-77")) == ["c1"]


def test_a_code_is_found_in_texts_and_identifiers_with_wildcards(base: duckdb.DuckDBPyConnection) -> None:
    """Activity 1 names it in its description, activity 4 in its identifier; d1 is an excluded flow."""
    assert ids(base, rule("code", "WB-IG03-???-TRA-*")) == ["a1", "a2", "d2"]


def test_a_code_is_found_among_other_identifiers(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base, rule("code", "PRJ-NOR-TRA-001")) == ["b1"]


def test_the_beginning_of_a_code_is_no_code(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base, rule("code", "PRJ-NOR-TRA-00")) == []


def test_a_text_is_found_in_title_and_description_in_any_case(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base, rule("text", "quays OF northshore")) == ["b1"]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"kinds": ("grant",)}, ["a1"]),
        ({"publishers": ("SOU-GOV",)}, []),
        ({"partners": ("NOR",)}, ["a1", "a2"]),
        ({"sectors": ("21010", "21040")}, ["a1", "a2"]),
        ({"sectors": ("22040",)}, []),
    ],
)
def test_every_limit_of_a_rule_must_hold(
    base: duckdb.DuckDBPyConnection, limits: dict[str, tuple[str, ...]], expected: list[str]
) -> None:
    assert ids(base, rule("text", "ferry", limits=limits)) == expected


def test_a_flow_that_two_rules_join_counts_once_under_the_first(base: duckdb.DuckDBPyConnection) -> None:
    rules = (rule("text", "Ferry", "lake", name="first"), rule("identifier", "XX-1-A", name="second"))
    assert joined(base, *rules) == [("a1", "first"), ("a2", "first")]


def test_an_unconverted_flow_keeps_its_own_currency(base: duckdb.DuckDBPyConnection) -> None:
    joined(base, rule("text", "harbour"), rule("other_identifier", "old-77", name="other"))
    rows = base.execute("SELECT id, amount, currency, commitment FROM joined_flows ORDER BY id").fetchall()
    assert rows == [("b1", Decimal(30), "USD", "PACT-1"), ("c1", Decimal(36), "EUR", "PACT-1")]


def test_an_unverified_rule_joins_nothing(base: duckdb.DuckDBPyConnection) -> None:
    assert ids(base, replace(rule("text", "ferry"), evidence=Evidence.UNVERIFIED)) == []
