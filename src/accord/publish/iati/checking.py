"""Judges an activity by all rules of 2.03 that an export can break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.publish.iati.code_lists import CODE_LIST_RULES
from accord.publish.iati.date_rules import DATE_RULES
from accord.publish.iati.naming_rules import NAMING_RULES
from accord.publish.iati.records import written
from accord.publish.iati.rules import Rule, Subject
from accord.publish.iati.schema_rules import SCHEMA_RULES
from accord.publish.iati.share_rules import SHARE_RULES

__all__ = ["RULES", "Finding", "check_activity"]

_REPORTING = "https://iatistandard.org/en/iati-standard/203/activity-standard/iati-activities/iati-activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that an activity breaks.

    Attributes:
        identifier: Identifier of the activity; empty if it has none.
        activity: Its running number in the tables.
        rule: The rule.
        place: The first place: table, number of the row within the activity, what stands there.
        count: How many places there are.
    """

    identifier: str
    activity: int
    rule: Rule
    place: str
    count: int


def _other_publisher(subject: Subject) -> Iterator[str]:
    own = written(subject.record.activity.get("reporting_org"))
    if subject.reporting_org and own != subject.reporting_org:
        yield f"activities: {own or 'none'} in a file of {subject.reporting_org}"


def _repeated(subject: Subject) -> Iterator[str]:
    if subject.is_repeated:
        yield f"activities: {written(subject.record.activity.get('iati_identifier'))}"


RULES: tuple[Rule, ...] = (
    Rule(
        id="one-publisher",
        meaning="all activities of a file have the same reporting organisation",
        reference=f"{_REPORTING}/reporting-org/",
        find=_other_publisher,
    ),
    Rule(
        id="one-activity",
        meaning="an identifier stands for one activity",
        reference=f"{_REPORTING}/iati-identifier/",
        find=_repeated,
    ),
    *SCHEMA_RULES,
    *SHARE_RULES,
    *DATE_RULES,
    *NAMING_RULES,
    *CODE_LIST_RULES,
)
"""All rules. Not here: 1.14.8 (it needs the register of agencies and of publishers), and the rules of the
standard ruleset on what the tables do not hold (budget items, references of results, several aid types)."""


def check_activity(subject: Subject) -> tuple[Finding, ...]:
    """Return the rules that an activity breaks, in the order of ``RULES``.

    Args:
        subject: The activity and what its judgement depends on.
    """
    activity = subject.record.activity
    number = activity.get("activity")
    return tuple(
        Finding(
            identifier=written(activity.get("iati_identifier")),
            activity=number if isinstance(number, int) else 0,
            rule=rule,
            place=found[0],
            count=len(found),
        )
        for rule in RULES
        if (found := list(rule.find(subject)))
    )
