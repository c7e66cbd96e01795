"""Who stands on both sides of a flow: as named, by reference, or the publisher as the standard has it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from accord.methods.parties import PartyFlow
from accord.methods.party_flows import ELSEWHERE_FLOWS, PARTY_FLOWS

_TABLES = """
CREATE TABLE flows (id VARCHAR, transaction INT, activity INT, partner VARCHAR, measure VARCHAR,
    currency VARCHAR, amount DECIMAL(20, 2), day DATE, status VARCHAR, publisher VARCHAR,
    provider VARCHAR, provider_name VARCHAR, receiver VARCHAR, receiver_name VARCHAR);
CREATE TABLE transactions (transaction INT, provider_type VARCHAR, receiver_type VARCHAR,
    provider_activity VARCHAR, receiver_activity VARCHAR, is_humanitarian BOOLEAN);
CREATE TABLE activities (activity INT, reporting_org VARCHAR, reporting_org_name VARCHAR,
    reporting_org_type VARCHAR, is_humanitarian BOOLEAN);
CREATE TABLE measured (transaction INT, side VARCHAR);
CREATE TABLE reported (publisher VARCHAR, publisher_name VARCHAR);
CREATE TABLE joined_flows (id VARCHAR);
INSERT INTO activities VALUES (1, 'XM-EX-1', 'Ministry of Examples', '10', NULL), (2, NULL, NULL, NULL, true);
INSERT INTO reported VALUES ('XM-EX-1', 'Ministry of Examples'), ('XM-EX-9', 'Office of the Lake');
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(_TABLES)
        yield connection


def add(
    connection: duckdb.DuckDBPyConnection,
    *,
    side: str | None = "outgoing",
    provider: tuple[str | None, str | None] = (None, None),
    receiver: tuple[str | None, str | None] = (None, None),
    partner: str = "NOR",
    activity: int = 1,
    is_humanitarian: bool | None = None,
    status: str = "counted",
) -> None:
    """Add a flow of ten euros."""
    found = connection.execute("SELECT count(*) FROM flows").fetchone()
    number = int(found[0]) if found else 0
    connection.execute(
        "INSERT INTO flows VALUES (?, ?, ?, ?, 'disbursement', 'EUR', 10, NULL, ?, 'XM-EX-1', ?, ?, ?, ?)",
        [f"f{number}", number, activity, partner, status, *provider, *receiver],
    )
    connection.execute(
        "INSERT INTO transactions VALUES (?, NULL, '70', NULL, 'EX-A', ?)", [number, is_humanitarian]
    )
    connection.execute("INSERT INTO measured VALUES (?, ?)", [number, side])


def sides(connection: duckdb.DuckDBPyConnection) -> list[PartyFlow]:
    """Return the answer, payer after payee as the words sort."""
    relation = connection.sql(PARTY_FLOWS)
    return [PartyFlow(**dict(zip(relation.columns, row, strict=True))) for row in relation.fetchall()]


def test_the_publisher_pays_what_goes_out_and_nobody_is_made_up_for_the_receiver(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    add(connection)
    receiver, payer = sides(connection)
    assert (payer.role, payer.name, payer.reference, payer.type) == (
        "pays",
        "Ministry of Examples",
        "XM-EX-1",
        "10",
    )
    assert (receiver.role, receiver.name, receiver.reference) == ("is paid", "", "")


def test_the_publisher_receives_what_comes_in(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, side="incoming", provider=(" ", "Bank of the Lake"))
    receiver, payer = sides(connection)
    assert (receiver.name, receiver.reference) == ("Ministry of Examples", "XM-EX-1")
    assert (payer.name, payer.reference) == ("Bank of the Lake", "")


def test_of_a_flow_without_a_side_nobody_is_guessed(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, side=None)
    assert [each.name for each in sides(connection)] == ["", ""]


def test_a_reference_takes_the_name_that_is_stated_most_often_for_it(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    for name in ("Quenlow", "Quenlow", "Qu.", None):
        add(connection, receiver=("EX-5", name))
    add(connection, receiver=("XM-EX-9", None))
    add(connection, receiver=("EX-6", None))
    names = [each.name for each in sides(connection) if each.role == "is paid"]
    assert names == ["Quenlow", "Quenlow", "Qu.", "Quenlow", "Office of the Lake", ""]


def test_a_transaction_says_whether_it_is_aid_else_its_activity_does(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    for own in (True, False, None):
        add(connection, receiver=(None, "Quenlow"), activity=2, is_humanitarian=own)
    add(connection, receiver=(None, "Quenlow"))
    told = [each.is_humanitarian for each in sides(connection) if each.role == "is paid"]
    assert told == [True, False, True, False]


def test_flows_elsewhere_are_counted_apart_unless_a_rule_joined_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    for place in ("NOR", "elsewhere", "elsewhere", "regional", "unknown"):
        add(connection, partner=place)
    connection.execute("INSERT INTO joined_flows VALUES ('f2')")
    assert sorted({each.flow for each in sides(connection)}) == ["f0", "f2", "f3", "f4"]
    assert connection.sql(ELSEWHERE_FLOWS).fetchall() == [(1,)]


def test_what_a_rule_leaves_out_is_marked_and_its_sides_are_told(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    add(connection, receiver=(None, "Quenlow"), status="excluded")
    receiver, _ = sides(connection)
    assert (receiver.name, receiver.is_left_out, receiver.names_activity) == ("Quenlow", True, True)
