"""Made-up publications as the reader's tables, and the rules run over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from accord.methods.money.quality import QUALITY
from accord.methods.money.statements import AFTER_RATES, BEFORE_RATES, INPUTS, statements
from accord.sources.iati.layout import schemas

Row = dict[str, Any]
PARTNERS = {"LEF": "AL", "RIV": "RS", "KSV": "XK", "NMK": "MK", "BRI": "BA", "MOU": "ME"}
"""Invented ids of partners, so that no rule can rest on those of one declaration."""
GIVER, RECEIVER = "XX-GIVER", "XX-RECEIVER"


class Published:
    """Rows of the tables of a reading; every table that is not filled is empty."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {name: [] for name in schemas()}
        self.inputs: dict[str, list[Row]] = {name: [] for name in INPUTS}
        self.inputs["partners"] = [
            {"partner": partner, "iati_country": code} for partner, code in PARTNERS.items()
        ]
        self.inputs["regions"] = [
            {"code": "88", "name": "Region 88", "target": "regional"},
            {"code": "89", "name": "Region 89", "target": "regional"},
            {"code": "998", "name": "Developing countries", "target": "unknown"},
        ]
        self._byte = 0
        self.file()

    def file(self, sha256: str = "") -> int:
        """Begin a further file and return its number."""
        number = len(self.tables["files"])
        self.tables["files"].append({"file": number, "sha256": sha256 or f"{number:064x}"})
        return number

    def add(self, table: str, **columns: object) -> int:
        """Add a row to a table of the last file and return its position."""
        self._byte += 10
        self.tables[table].append(
            {"file": len(self.tables["files"]) - 1, "byte": self._byte} | columns,
        )
        return self._byte

    def activity(self, identifier: str, publisher: str = GIVER, **columns: object) -> int:
        """Add an activity in euros, updated on 1 June 2020, and return its number."""
        number = len(self.tables["activities"])
        defaults = {
            "activity": number,
            "iati_identifier": identifier,
            "reporting_org": publisher,
            "reporting_org_name": f"Name of {publisher}",
            "default_currency": "EUR",
            "updated": "2020-06-01T12:00:00Z",
        }
        self.add("activities", **(defaults | columns))
        return number

    def pay(self, activity: int, value: str | None, code: str | None = "3", **columns: object) -> int:
        """Add a transaction of 15 January 2020, a disbursement unless said, and return its number."""
        number = len(self.tables["transactions"])
        defaults = {
            "activity": activity,
            "transaction": number,
            "type": code,
            "value": None if value is None else Decimal(value),
            "date": date(2020, 1, 15),
            "value_date": date(2020, 1, 15),
        }
        self.add("transactions", **(defaults | columns))
        return number

    def country(self, activity: int, code: str | None, percentage: str | None = None, **columns: Any) -> None:
        """Add a recipient country of an activity, or of a transaction if one is given."""
        self._place("recipient_countries", activity, code, percentage, columns)

    def region(self, activity: int, code: str | None, percentage: str | None = None, **columns: Any) -> None:
        """Add a recipient region of an activity, or of a transaction if one is given."""
        self._place("recipient_regions", activity, code, percentage, columns)

    def sector(self, activity: int, code: str, percentage: str | None = None, **columns: Any) -> None:
        """Add a sector of an activity, or of a transaction if one is given."""
        self._place("sectors", activity, code, percentage, columns)

    def _place(
        self, table: str, activity: int, code: str | None, percentage: str | None, columns: Row
    ) -> None:
        number = None if percentage is None else Decimal(percentage)
        self.add(table, activity=activity, code=code, percentage=number, **columns)

    def given(self, relation: str, *rows: Row) -> None:
        """Add rows to a relation that is not the reader's."""
        self.inputs[relation].extend(rows)

    def run(self, rates: Mapping[str, str] | None = None, **settings: str) -> Outcome:
        """Run all rules.

        Args:
            rates: Units of a currency for one of the target, on every day.
            settings: Settings by name.
        """
        connection = connect(self.tables, self.inputs, settings)
        run_rules(connection, rates or {})
        return Outcome(connection)


class Outcome:
    """The relations that the rules made."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(query).fetchall()

    def one(self, query: str) -> tuple[Any, ...]:
        """Return the only row of a query."""
        (row,) = self.rows(query)
        return row

    def decided(self) -> dict[int, tuple[str, str]]:
        """Return status and rule by transaction; all pieces of one must agree."""
        found = self.rows("SELECT DISTINCT transaction, status, rule FROM flows ORDER BY transaction")
        assert len({row[0] for row in found}) == len(found)
        return {transaction: (status, rule) for transaction, status, rule in found}

    def notes(self, transaction: int) -> list[str]:
        """Return the notes of all pieces of a transaction, each once."""
        return sorted(
            {
                note
                for (notes,) in self.rows(f"SELECT notes FROM flows WHERE transaction = {transaction}")
                for note in notes
            }
        )

    def pieces(self, transaction: int) -> dict[str, Decimal]:
        """Return the amount for each place of a transaction."""
        query = f"SELECT partner, amount FROM flows WHERE transaction = {transaction}"
        found = self.rows(query)
        assert len({partner for partner, _ in found}) == len(found)
        return dict(found)

    def counted(self, measure: str) -> Decimal:
        """Return the sum that is counted for a measure, in its own currencies added up."""
        query = (
            f"SELECT coalesce(sum(amount), 0) FROM flows WHERE status = 'counted' AND measure = '{measure}'"
        )
        total: Decimal = self.one(query)[0]
        return total

    def check_quality(self) -> None:
        """Make the relation of quality."""
        for statement in statements(QUALITY):
            self.connection.execute(statement.sql)

    def quality(self) -> dict[str, tuple[int, int, str | None]]:
        """Return affected, examined and example of each check, for publications of one publisher."""
        self.check_quality()
        found = self.rows("SELECT check_id, affected, examined, example FROM quality")
        assert len({row[0] for row in found}) == len(found)
        return {check: (affected, examined, example) for check, affected, examined, example in found}


def engine() -> duckdb.DuckDBPyConnection:
    """Open an engine in memory that fetches nothing."""
    return duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 2}
    )


def connect(
    tables: Mapping[str, Sequence[Row] | pa.Table],
    inputs: Mapping[str, Iterable[Row]],
    settings: Mapping[str, str],
) -> duckdb.DuckDBPyConnection:
    """Return a connection with all relations that the rules need."""
    connection = engine()
    for name, schema in schemas().items():
        rows = tables.get(name, [])
        connection.register(
            name, rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), schema=schema)
        )
    given = dict(inputs) | {"settings": [{"name": name, "value": value} for name, value in settings.items()]}
    for name, columns in INPUTS.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        for row in given.get(name, []):
            marks = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    return connection


def run_rules(connection: duckdb.DuckDBPyConnection, rates: Mapping[str, str]) -> None:
    """Run all rules, with the same rates on every day."""
    for statement in statements(BEFORE_RATES):
        connection.execute(statement.sql)
    for currency, rate in rates.items():
        connection.execute(
            "INSERT INTO rates SELECT currency, day, CAST(? AS DECIMAL(38, 14)), day, 'made up', NULL"
            " FROM rates_needed WHERE currency = ?",
            [rate, currency],
        )
    for statement in statements(AFTER_RATES):
        connection.execute(statement.sql)
