"""Identifiers, names, language and currency, and values of indicators (standard ruleset)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from accord.publish.iati.records import Row, written
from accord.publish.iati.rules import Rule, Subject, need_when, places, standard_rule

__all__ = ["NAMING_RULES"]

_SYMBOLS = re.compile(r"[/&|?]")
_NUMBER = re.compile(r"\s*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*")
_IDENTIFIERS = (
    # beginning of the numbers of the rules on space and on symbols, table, column, type of other-identifier
    ("1.3", "activities", "iati_identifier", ""),
    ("1.14", "activities", "reporting_org", ""),
    ("1.16", "other_identifiers", "ref", "B1"),
    ("1.6", "other_identifiers", "ref", "A3"),
    ("1.7", "related_activities", "ref", ""),
    ("1.11", "other_identifiers", "owner", ""),
    ("1.10", "transactions", "provider", ""),
    ("1.10", "planned_disbursements", "provider", ""),
    ("1.4", "transactions", "provider_activity", ""),
    ("1.4", "planned_disbursements", "provider_activity", ""),
    ("1.15", "transactions", "receiver", ""),
    ("1.15", "planned_disbursements", "receiver", ""),
    ("1.5", "transactions", "receiver_activity", ""),
    ("1.5", "planned_disbursements", "receiver_activity", ""),
    ("1.8", "participating_orgs", "ref", ""),
    ("1.9", "participating_orgs", "activity_identifier", ""),
)
_ORGANISATIONS = {"1.3", "1.14", "1.11", "1.10", "1.15", "1.8"}
"""Beginnings of the numbers of rules that exist on symbols, too."""
_VALUES = (("8.8", "baseline"), ("8.9", "target"), ("8.10", "actual"))
_COUNTED = {"1", "2", "3", "4"}
"""Measures that are numbers: unit, percentage, nominal, ordinal; 5 is qualitative."""


def _texts(column: str, kind: str, is_broken: Callable[[str], object]) -> Callable[[Row], bool]:
    def is_broken_row(row: Row) -> bool:
        return bool((not kind or row.get("type") == kind) and is_broken(written(row.get(column))))

    return is_broken_row


def _identifier_rules() -> Iterator[Rule]:
    for number, table, column, kind in _IDENTIFIERS:
        yield standard_rule(
            f"{number}.1",
            f"{column} of {table} begins and ends without space",
            places(table, _texts(column, kind, lambda text: text != text.strip())),
            is_binding=False,
        )
        if number in _ORGANISATIONS:
            yield standard_rule(
                f"{number}.13",
                f"{column} of {table} holds none of the symbols / & | ?",
                places(table, _texts(column, kind, _SYMBOLS.search)),
                is_binding=False,
            )


def _is_own_publisher(row: Row) -> bool:
    return bool(written(row.get("reporting_org"))) and row.get("iati_identifier") == row.get("reporting_org")


def _without_prefix(subject: Subject) -> Iterator[str]:
    record = subject.record
    earlier = (written(row.get("ref")) for row in record.inside("other_identifiers", "type", "B1"))
    known = [written(record.activity.get("reporting_org")), *earlier]
    identifier = written(record.activity.get("iati_identifier"))
    if identifier and not any(identifier.startswith(f"{prefix}-") for prefix in known if prefix):
        yield f"activities: {identifier}"


def _without_language(subject: Subject) -> Iterator[str]:
    if not written(subject.record.activity.get("language")) and "<narrative>" in subject.xml:
        yield "activities"


def _without_currency(subject: Subject) -> Iterator[str]:
    if written(subject.record.activity.get("default_currency")):
        return
    for table in ("transactions", "budgets", "planned_disbursements"):
        for number, row in enumerate(subject.record.rows(table), 1):
            if row.get("value") is not None and not written(row.get("currency")):
                yield f"{table} {number}"


def _nameless(side: str) -> Callable[[Row], bool]:
    """Return whether a party is there by its activity or type only."""

    def is_nameless(row: Row) -> bool:
        is_named = written(row.get(side)) or written(row.get(f"{side}_name"))
        is_there = written(row.get(f"{side}_activity")) or written(row.get(f"{side}_type"))
        return bool(is_there and not is_named)

    return is_nameless


def _is_nameless(row: Row) -> bool:
    return not written(row.get("ref")) and not written(row.get("name"))


def _is_dac_marker(row: Row) -> bool:
    return written(row.get("vocabulary")) in {"", "1"}


def _is_own_marker(row: Row) -> bool:
    return row.get("vocabulary") == "99"


def _values(kind: str, is_broken: Callable[[str, str], bool]) -> Callable[[Subject], Iterator[str]]:
    """Return a finder of values of a kind that do not suit the measure of their indicator."""

    def find(subject: Subject) -> Iterator[str]:
        measures = {
            row.get("indicator"): written(row.get("measure")) for row in subject.record.rows("indicators")
        }
        for number, row in enumerate(subject.record.rows("indicator_values"), 1):
            measure = measures.get(row.get("indicator"), "")
            if row.get("kind") == kind and is_broken(measure, written(row.get("value"))):
                yield f"indicator_values {number}"

    return find


def _is_missing(measure: str, value: str) -> bool:
    return measure in _COUNTED and not value


def _is_no_number(measure: str, value: str) -> bool:
    return measure in _COUNTED and bool(value) and not _NUMBER.fullmatch(value)


def _is_beside_quality(measure: str, value: str) -> bool:
    return measure == "5" and bool(value)


def _value_rules() -> Iterator[Rule]:
    for number, kind in _VALUES:
        yield standard_rule(
            f"{number}.1", f"the {kind} of a measure that counts has a value", _values(kind, _is_missing)
        )
        yield standard_rule(
            f"{number}.2",
            f"the {kind} of a measure that counts is a number",
            _values(kind, _is_no_number),
            is_binding=False,
        )
        yield standard_rule(
            f"{number}.3",
            f"the {kind} of a qualitative measure has no value",
            _values(kind, _is_beside_quality),
            is_binding=False,
        )


NAMING_RULES: tuple[Rule, ...] = (
    standard_rule(
        "1.1.3", "the activity is not named like its publisher", places("activities", _is_own_publisher)
    ),
    standard_rule(
        "1.1.21",
        "the identifier begins with that of the publisher, or with an earlier one of type B1, and a hyphen",
        _without_prefix,
        is_binding=False,
    ),
    *_identifier_rules(),
    standard_rule("4.1.1", "the activity has a language, or each text has one", _without_language),
    standard_rule("7.8.1", "the activity has a currency, or each amount has one", _without_currency),
    *(
        standard_rule(number, f"a {side} has reference or name", places(table, _nameless(side)))
        for number, side in (("6.9.1", "provider"), ("6.9.2", "receiver"))
        for table in ("transactions", "planned_disbursements")
    ),
    standard_rule(
        "6.10.1",
        "a participating organisation has reference or name",
        places("participating_orgs", _is_nameless),
    ),
    standard_rule(
        "6.14.1",
        "a policy marker of the OECD DAC has a significance",
        need_when("policy_markers", "significance", _is_dac_marker),
    ),
    standard_rule(
        "6.13.1",
        "a policy marker of the publisher's own has a name",
        need_when("policy_markers", "name", _is_own_marker),
    ),
    *_value_rules(),
)
"""Rules on names and values, of the standard ruleset."""
