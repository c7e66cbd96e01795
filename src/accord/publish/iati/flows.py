"""Money as elements: transactions, budgets and planned disbursements."""

from __future__ import annotations

from collections.abc import Sequence

from accord.publish.iati.markup import element, narrative, wording
from accord.publish.iati.records import Record, Row

__all__ = [
    "write_budgets",
    "write_countries",
    "write_planned_disbursements",
    "write_regions",
    "write_sectors",
    "write_transactions",
]


def write_countries(rows: Sequence[Row]) -> list[str]:
    """Return the elements ``recipient-country``."""
    return [
        element(
            "recipient-country",
            {"code": row.get("code"), "percentage": row.get("percentage")},
            [narrative(row.get("name"))],
            is_row=True,
        )
        for row in rows
    ]


def write_regions(rows: Sequence[Row]) -> list[str]:
    """Return the elements ``recipient-region``."""
    return [_classified("recipient-region", row) for row in rows]


def write_sectors(rows: Sequence[Row]) -> list[str]:
    """Return the elements ``sector``."""
    return [_classified("sector", row) for row in rows]


def write_budgets(record: Record) -> list[str]:
    """Return the elements ``budget`` of an activity."""
    return [
        element(
            "budget",
            {"type": row.get("type"), "status": row.get("status")},
            [*_period(row), _value(row)],
            is_row=True,
        )
        for row in record.rows("budgets")
    ]


def write_planned_disbursements(record: Record) -> list[str]:
    """Return the elements ``planned-disbursement`` of an activity."""
    return [
        element(
            "planned-disbursement",
            {"type": row.get("type")},
            [*_period(row), _value(row), _party("provider", row), _party("receiver", row)],
            is_row=True,
        )
        for row in record.rows("planned_disbursements")
    ]


def write_transactions(record: Record) -> list[str]:
    """Return the elements ``transaction`` of an activity."""
    return [_transaction(row, record) for row in record.rows("transactions")]


def _transaction(row: Row, record: Record) -> str:
    key = row.get("transaction")
    return element(
        "transaction",
        {"ref": row.get("ref"), "humanitarian": row.get("is_humanitarian")},
        [
            element("transaction-type", {"code": row.get("type")}),
            element("transaction-date", {"iso-date": row.get("date")}),
            _value(row),
            wording("description", row.get("description")),
            _party("provider", row),
            _party("receiver", row),
            element("disbursement-channel", {"code": row.get("channel")}),
            *write_sectors(record.inside("sectors", "transaction", key)),
            *write_countries(record.inside("recipient_countries", "transaction", key)),
            *write_regions(record.inside("recipient_regions", "transaction", key)),
            element("flow-type", {"code": row.get("flow_type")}),
            element("finance-type", {"code": row.get("finance_type")}),
            element("aid-type", {"code": row.get("aid_type")}),
            element("tied-status", {"code": row.get("tied_status")}),
        ],
        is_row=True,
    )


def _classified(name: str, row: Row) -> str:
    return element(
        name,
        {
            "vocabulary": row.get("vocabulary"),
            "code": row.get("code"),
            "percentage": row.get("percentage"),
        },
        [narrative(row.get("name"))],
        is_row=True,
    )


def _period(row: Row) -> list[str]:
    return [
        element("period-start", {"iso-date": row.get("start")}),
        element("period-end", {"iso-date": row.get("end")}),
    ]


def _value(row: Row) -> str:
    return element(
        "value",
        {"currency": row.get("currency"), "value-date": row.get("value_date")},
        text=row.get("value"),
    )


def _party(side: str, row: Row) -> str:
    """Return the element of the organisation that gives (``provider``) or gets (``receiver``)."""
    return element(
        f"{side}-org",
        {
            "ref": row.get(side),
            f"{side}-activity-id": row.get(f"{side}_activity"),
            "type": row.get(f"{side}_type"),
        },
        [narrative(row.get(f"{side}_name"))],
    )
