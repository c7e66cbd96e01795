"""The methods on conditional payments and on reports of partners, for the reference."""

from __future__ import annotations

from accord.methods.method_entry import MethodEntry, method_entry
from accord.methods.payments.rules import AMOUNTS_METHOD, SLIP_METHOD, STEP_METHOD
from accord.methods.reporting.checking import REPORT_CHECK_METHOD

__all__ = ["PAYMENT_METHODS"]

_AFTER = "After the Reform and Growth Facility, Regulation (EU) 2024/1449, Article 21, as far as it was read."

PAYMENT_METHODS: tuple[MethodEntry, ...] = (
    method_entry(
        STEP_METHOD,
        "conditional payments",
        "The last verified decision by the day decides. Without one a step is not verified, and after its"
        " grace not known; only a decision makes it lost.",
        _AFTER,
    ),
    method_entry(
        AMOUNTS_METHOD,
        "conditional payments",
        "Splits the amount of an agenda into disjoint parts that add up. Steps without weights are never"
        " given equal parts; a payment tells what fulfilled steps earned only where all steps of the"
        " instalment are listed; the rest is unknown, with bounds.",
        _AFTER,
    ),
    method_entry(
        SLIP_METHOD,
        "conditional payments",
        "The same amounts by day, once with a step on time and once so many months late; all other steps as"
        " recorded.",
        _AFTER,
    ),
    method_entry(
        REPORT_CHECK_METHOD,
        "checking reports",
        "Holds parts against their whole; unknown parts are never taken as zero, and parts that do not add up"
        " are said, not refused. A value three times the one before it, or a third of it, and at least ten"
        " apart, is asked about.",
        "Own definition; see docs/how-to/report-twice-a-year.md.",
    ),
)
"""All methods on conditional payments and reports."""
