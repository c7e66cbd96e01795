"""What a rule of the export is, and the kinds of rule that many of them share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from accord.publish.iati.records import Record, Row, written

__all__ = [
    "RULESET",
    "CodeList",
    "Find",
    "Rule",
    "Subject",
    "need",
    "need_one",
    "need_when",
    "places",
    "standard_rule",
]

RULESET = "https://github.com/IATI/IATI-Rulesets/blob/version-2.03/rulesets/standard.json"
"""The standard ruleset; the numbers of its rules are those of its field ``ruleInfo/id``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """An official list of codes.

    Attributes:
        codes: Its codes, withdrawn ones included.
        is_complete: True if IATI allows no other code.
    """

    codes: Collection[str]
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is judged: one activity, and what the judgement depends on beside it.

    Attributes:
        record: The activity.
        xml: Its element.
        generated: Moment of the export, with time zone; what is later lies in the future.
        reporting_org: Publisher of the file; empty for the first activity.
        is_repeated: True if an activity with its identifier was written before.
        code_lists: Code lists by name; codes of other lists are not compared.
    """

    record: Record
    xml: str
    generated: datetime
    reporting_org: str = ""
    is_repeated: bool = False
    code_lists: Mapping[str, CodeList]


Find = Callable[[Subject], Iterator[str]]
"""Yields the places at which a subject breaks a rule; none if it keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something that a file of IATI 2.03 must or should keep.

    Attributes:
        id: ``schema:PATH`` for the schema, the number of the rule for the standard ruleset,
            ``codelist:NAME``, or a word of ours.
        meaning: What must or should be so.
        reference: Document that says it.
        find: Finds where it is broken.
        is_binding: False for what IATI calls a warning: the activity is valid all the same.
    """

    id: str
    meaning: str
    reference: str
    find: Find
    is_binding: bool = True


def places(table: str, is_broken: Callable[[Row], bool]) -> Find:
    """Return a finder of the rows of a table that break a rule, named by table and number in the activity."""

    def find(subject: Subject) -> Iterator[str]:
        for number, row in enumerate(subject.record.rows(table), 1):
            if is_broken(row):
                yield table if table == "activities" else f"{table} {number}"

    return find


def need(table: str, column: str) -> Find:
    """Return a finder of rows without a value in a column."""
    return places(table, lambda row: not written(row.get(column)))


def need_when(table: str, column: str, condition: Callable[[Row], bool]) -> Find:
    """Return a finder of rows without a value in a column, among those that meet a condition."""
    return places(table, lambda row: condition(row) and not written(row.get(column)))


def need_one(table: str) -> Find:
    """Return a finder of activities without any row in a table."""

    def find(subject: Subject) -> Iterator[str]:
        if not subject.record.rows(table):
            yield table

    return find


def standard_rule(number: str, meaning: str, find: Find, *, is_binding: bool = True) -> Rule:
    """Return a rule of the standard ruleset."""
    return Rule(id=number, meaning=meaning, reference=RULESET, find=find, is_binding=is_binding)
