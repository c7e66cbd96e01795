"""Financing lines from the commitments of activities that name a WBIF project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.cleaning.wbif_codes import CodeKind, WbifCode, compose_wbif_code
from accord.domain.project import LineKind
from accord.domain.rate import exact_sum
from accord.sources.register.iati_activities import Cells, NamedActivity

__all__ = ["COMMITMENTS", "CommittedLine", "Unread", "committed_lines", "plain_amount", "transaction_words"]

COMMITMENTS = ("2", "11")
"""Types of transaction that are a firm obligation: the giver's account, and the receiver's
(https://iatistandard.org/en/iati-standard/203/codelists/transactiontype/)."""

_FINANCE = (
    (re.compile(r"1\d\d"), "grant"),
    (re.compile(r"41\d|421|431"), "loan"),
)
"""Finance types by code: 1xx are grants; 41x, 421 and 431 loans
(https://iatistandard.org/en/iati-standard/203/codelists/financetype/). Reimbursable grants, bonds,
equity, guarantees, relief of debts and the rest are no kind of line that the register has."""
_Key = tuple[LineKind, str, str, str, str, bool]
_WBIF = ("wbif", "western balkans investment framework")
_LOAN_UNSURE = (
    "IATI does not say whether the lender lends within the WBIF (Loan) or beside it (External Loan)."
)
_GRANT_UNSURE = "IATI does not say whether the grant is one of the WBIF or of its giver alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommittedLine:
    """Commitments of one activity that make a line together.

    Attributes:
        activity: The activity.
        kind: Kind of line.
        financier: Who pays.
        unit: Currency code.
        grant_code: Code of the grant; empty if none is stated.
        amount: Their sum, with what was taken back.
        transactions: Their rows, in the order of their dates.
        is_incoming: Whether the receiver states them.
        doubt: Why the kind is not certain; empty if it is stated.
    """

    activity: NamedActivity
    kind: LineKind
    financier: str
    unit: str
    grant_code: str
    amount: Decimal
    transactions: tuple[Cells, ...]
    is_incoming: bool
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something stated that is no row of a register.

    Attributes:
        row: The row of the reading.
        says: What it says, in words.
        reason: Why it is no row of a register.
    """

    row: Cells
    says: str
    reason: str


def transaction_words(row: Cells, activity: NamedActivity) -> str:
    """Return a transaction in words: type, day, amount, currency."""
    amount = row["value"]
    shown = f"{plain_amount(amount):f}" if isinstance(amount, Decimal) else "no amount"
    unit = row["currency"] or activity.row["default_currency"] or "no currency"
    return f"transaction of type {row['type'] or 'unknown'}, {row['date'] or 'no day'}: {shown} {unit}"


def committed_lines(
    activity: NamedActivity, transactions: Iterable[Cells]
) -> tuple[list[CommittedLine], list[Unread]]:
    """Make lines of the commitments of an activity to one project.

    One line for each giver, kind, currency and grant; what the activity takes back is subtracted.

    Args:
        activity: The activity.
        transactions: Those of its transactions that belong to the project.

    Returns:
        The lines, and the commitments of which none can be made.
    """
    unread: list[Unread] = []
    groups: dict[_Key, list[Cells]] = {}
    for row in transactions:
        if row["type"] in COMMITMENTS:
            key, reason = _key(row, activity)
            if key is None:
                unread.append(Unread(row=row, says=transaction_words(row, activity), reason=reason))
            else:
                groups.setdefault(key, []).append(row)
    lines = [_line(activity, key, rows) for key, rows in groups.items()]
    unread += [
        Unread(row=row, says=transaction_words(row, activity), reason="nothing is left of its line")
        for line in lines
        if line.amount <= 0
        for row in line.transactions
    ]
    return [line for line in lines if line.amount > 0], unread


def _key(row: Cells, activity: NamedActivity) -> tuple[_Key | None, str]:
    """Return what makes a commitment part of a line, or why it is part of none."""
    unit = row["currency"] or activity.row["default_currency"]
    financier = _financier(row, activity)
    code = row["finance_type"] or activity.row["finance_type"]
    family = next((family for form, family in _FINANCE if form.fullmatch(str(code))), "")
    checks: Mapping[str, bool] = {
        "no amount can be read": not isinstance(row["value"], Decimal),
        "no currency is stated": not unit,
        "the giver is not named": not financier,
        "no finance type says whether it is a grant or a loan": not code,
        f"finance type {code} is neither a grant nor a loan": not family,
    }
    reason = next((text for text, holds in checks.items() if holds), "")
    if reason:
        return None, reason
    grant = _grant_code(row, activity)
    kind, doubt = _kind(family, financier, grant)
    return (kind, financier, str(unit), grant, doubt, row["type"] == "11"), ""


def _financier(row: Cells, activity: NamedActivity) -> str:
    """Return the giver; the standard takes the publisher where an outgoing one names nobody."""
    named = row["provider_name"] or row["provider"]
    if not named and row["type"] == "2":
        named = activity.row["reporting_org_name"] or activity.row["reporting_org"]
    return " ".join(str(named or "").split())


def _grant_code(row: Cells, activity: NamedActivity) -> str:
    """Return the one grant that the transaction names, else the one that the activity is."""
    number = int(str(row["transaction"]))
    for codes in (activity.by_transaction.get(number, ()), activity.own):
        grants = _grants(codes)
        if grants:
            return grants[0] if len(grants) == 1 else ""
    return ""


def _grants(codes: Sequence[WbifCode]) -> list[str]:
    return [compose_wbif_code(code) for code in codes if code.kind is not CodeKind.PROJECT]


def _kind(family: str, financier: str, grant: str) -> tuple[LineKind, str]:
    if family == "loan":
        return LineKind.LOAN, _LOAN_UNSURE
    is_wbif = any(name in financier.casefold() for name in _WBIF)
    if grant or is_wbif:
        return LineKind.WBIF_GRANT, ""
    return LineKind.EXTERNAL_GRANT, _GRANT_UNSURE


def _line(activity: NamedActivity, key: _Key, rows: Sequence[Cells]) -> CommittedLine:
    kind, financier, unit, grant, doubt, is_incoming = key
    amounts = [row["value"] for row in rows if isinstance(row["value"], Decimal)]
    return CommittedLine(
        activity=activity,
        kind=kind,
        financier=financier,
        unit=unit,
        grant_code=grant if kind is LineKind.WBIF_GRANT else "",
        amount=plain_amount(exact_sum(amounts)),
        transactions=tuple(sorted(rows, key=_by_day)),
        is_incoming=is_incoming,
        doubt=doubt,
    )


def _by_day(row: Cells) -> tuple[date, int]:
    day = row["date"]
    return (day if isinstance(day, date) else date.max), int(str(row["byte"]))


def plain_amount(amount: Decimal) -> Decimal:
    """Return an amount without zeros at the end of its fraction; no digit is rounded."""
    text = f"{amount:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
