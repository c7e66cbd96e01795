"""Stages of a project from the status, dates and transactions of an activity that names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate
from accord.domain.project import LineKind
from accord.sources.register.iati_activities import Cells, NamedActivity
from accord.sources.register.iati_lines import CommittedLine, Unread, plain_amount, transaction_words

__all__ = ["GRANTS", "StatedStage", "stages_of_activity", "stages_of_lines"]

_STATUSES = {
    "1": ("identified", Evidence.SEEN, "IATI: pipeline or identification."),
    "2": (
        "works",
        Evidence.UNVERIFIED,
        "IATI says that the activity is carried out, not that building began.",
    ),
    "3": ("open", Evidence.UNVERIFIED, "IATI says complete or fully paid out, not that the whole is in use."),
    "4": (
        "open",
        Evidence.UNVERIFIED,
        "IATI says closed after completion or payment, not that it is in use.",
    ),
}
"""Stage by activity status, how sure that is, and why
(https://iatistandard.org/en/iati-standard/203/codelists/activitystatus/)."""
_NO_STAGES = {"5": "cancelled", "6": "suspended"}
_ACTUAL = {"2": "works", "4": "open"}
"""Stage whose day an actual start or end of an activity may be
(https://iatistandard.org/en/iati-standard/203/codelists/activitydatetype/)."""
_DATE_NAMES = {"1": "planned start", "2": "actual start", "3": "planned end", "4": "actual end"}
_DATE_NOTE = "IATI dates the activity, not the building."
_PAYMENTS = ("3", "4")
GRANTS = frozenset({LineKind.WBIF_GRANT, LineKind.EXTERNAL_GRANT})
"""Kinds of line on which an agreement is a stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedStage:
    """A stage of the register that an activity states, or comes close to.

    Attributes:
        stage: Id of the stage.
        evidence: ``unverified`` where IATI states something else, of which it may be a sign.
        row: The row of the reading.
        date: The day, if one is stated.
        amount: Amount that was agreed on that day, if any.
        unit: Its currency.
        note: What IATI says.
    """

    stage: str
    evidence: Evidence
    row: Cells
    date: PartialDate | None = None
    amount: Decimal | None = None
    unit: str = ""
    note: str = ""


def stages_of_activity(
    activity: NamedActivity, payments: Sequence[Cells]
) -> tuple[list[StatedStage], list[Unread]]:
    """Return the stages that status and dates of an activity state, and what is no stage.

    A status has no day of its own: it takes the actual start or end of the activity where that is
    stated. Plans, a cancelled or suspended activity and the first payment are no stage of the
    register; they are returned as such.

    Args:
        activity: An activity that is the project.
        payments: Its transactions that belong to the project.
    """
    status = str(activity.row["status"] or "")
    unread = list(_unread(activity, status)) + list(_first_payment(activity, payments))
    dates = {
        _ACTUAL[str(row["type"])]: row
        for row in reversed(activity.tables["activity_dates"])
        if row["type"] in _ACTUAL and isinstance(row["date"], date)
    }
    found: list[StatedStage] = []
    named, evidence, note = _STATUSES.get(status, ("", Evidence.UNVERIFIED, ""))
    if named and named not in dates:
        found.append(StatedStage(stage=named, evidence=evidence, row=activity.row, note=note))
    for stage, row in dates.items():
        why = f"{note} {_DATE_NOTE}" if stage == named else _DATE_NOTE
        day = _day(row)
        found.append(StatedStage(stage=stage, evidence=Evidence.UNVERIFIED, row=row, date=day, note=why))
    return found, unread


def stages_of_lines(lines: Sequence[CommittedLine]) -> Iterator[StatedStage]:
    """Yield the agreement on each grant: its first commitment, with its day and amount.

    A commitment is a firm, written obligation, which is what the signed agreement is. The agreement
    on a loan is no stage of the register. Later commitments change the amount of the line only.
    """
    for line in lines:
        first = next((row for row in line.transactions if _is_positive(row)), None)
        if line.kind in GRANTS and first is not None and isinstance(first["value"], Decimal):
            yield StatedStage(
                stage="grant_agreement",
                evidence=Evidence.UNVERIFIED if line.doubt else Evidence.SEEN,
                row=first,
                date=_day(first),
                amount=plain_amount(first["value"]),
                unit=line.unit,
                note=f"Commitment of {line.financier}.",
            )


def _is_positive(row: Cells) -> bool:
    return isinstance(row["value"], Decimal) and row["value"] > 0


def _day(row: Cells) -> PartialDate | None:
    return PartialDate(row["date"].isoformat()) if isinstance(row["date"], date) else None


def _unread(activity: NamedActivity, status: str) -> Iterator[Unread]:
    if status not in _STATUSES:
        word = _NO_STAGES.get(status, status or "not stated")
        yield Unread(row=activity.row, says=f"status: {word}", reason="no stage of the register says that")
    for row in activity.tables["activity_dates"]:
        says = f"{_DATE_NAMES.get(str(row['type']), 'date of unknown type')}: {row['date'] or 'unreadable'}"
        if row["type"] not in _ACTUAL or not isinstance(row["date"], date):
            yield Unread(row=row, says=says, reason="a plan, or no day, is no stage that was reached")


def _first_payment(activity: NamedActivity, payments: Sequence[Cells]) -> Iterator[Unread]:
    paid = [row for row in payments if row["type"] in _PAYMENTS and _is_positive(row)]
    first = min(paid, key=lambda row: str(row["date"] or "9999"), default=None)
    if first is not None:
        says = f"first of {len(paid)} payments, {transaction_words(first, activity)}"
        yield Unread(row=first, says=says, reason="the register has no stage for a payment")
