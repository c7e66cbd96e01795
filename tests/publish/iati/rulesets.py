"""A tester of IATI rulesets, for the kinds of rule of the standard ruleset and of its meta tests.

Written from the specification (https://github.com/IATI/IATI-Rulesets/blob/version-2.03/SPEC_JS.rst, and
SPEC_PY.rst for ``dependent`` and ``start``). Where a path gives several dates, all of them are judged. No
register of publishers is at hand: a rule that spares registered ones is applied to all, and the rule on the
prefixes of agencies to none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from lxml import etree

Case = Mapping[str, Any]
Element: TypeAlias = Any
"""An element of lxml, which has no types."""
_OF_AGENCIES = ["ORG-ID-PREFIX"]
_LONGEST = 365
_ALL = {
    "lang": ("descendant::narrative", "@xml:lang"),
    "sector": ("transaction", "sector"),
    "currency": ("descendant::value|descendant::forecast|descendant::loan-status", "@currency"),
}
"""What must hold of each of some elements if there is not one for all of them."""


@dataclass(frozen=True)
class Violation:
    """A rule that an element breaks; the identifier is that of its activity."""

    rule: str
    severity: str
    identifier: str


def violations(ruleset: Mapping[str, Any], document: Element, now: datetime) -> Iterator[Violation]:
    """Yield the rules that elements of a document break.

    Args:
        ruleset: The ruleset as its JSON says it.
        document: The root element.
        now: Moment after which everything is the future.
    """
    for context, rules in ruleset.items():
        for element in document.xpath(context):
            for kind, entry in rules.items():
                for case in entry["cases"]:
                    yield from _judge(element, kind, case, now)


def _judge(element: Element, kind: str, case: Case, now: datetime) -> Iterator[Violation]:
    if "condition" in case and not element.xpath(case["condition"]):
        return
    if kind == "loop":
        yield from _loop(element, case, now)
    elif not _KINDS[kind](element, case, now):
        info = case.get("ruleInfo", {})
        identifier = element.xpath("string(ancestor-or-self::iati-activity/iati-identifier)")
        yield Violation(info.get("id", kind), info.get("severity", "error"), identifier)


def _loop(element: Element, case: Case, now: datetime) -> Iterator[Violation]:
    """Judge by the rules inside once for each different value, put in the place of ``$1``."""
    for value in sorted({str(found) for found in element.xpath(case["foreach"])}):
        for kind, entry in case["do"].items():
            for inner in entry["cases"]:
                # The field ``subs`` of one rule forgets its condition; ``$1`` means the value all the same.
                yield from _judge(element, kind, {key: _put(one, value) for key, one in inner.items()}, now)


def _put(part: Any, value: str) -> Any:
    if isinstance(part, str):
        return part.replace("$1", value)
    return [_put(one, value) for one in part] if isinstance(part, list) else part


def _found(element: Element, case: Case) -> list[Any]:
    return [match for path in case["paths"] for match in element.xpath(path)]


def _texts(element: Element, case: Case) -> list[str]:
    return [_text(match) for match in _found(element, case)]


def _text(match: Any) -> str:
    return match.xpath("string()") if isinstance(match, etree._Element) else str(match)


def _dates(element: Element, path: str, now: datetime) -> list[date]:
    if path == "NOW":
        return [now.date()]
    found = (re.match(r"\d{4}-\d\d-\d\d", _text(match)) for match in element.xpath(path))
    return [date.fromisoformat(match[0]) for match in found if match]


def _moments(element: Element, path: str) -> list[datetime]:
    """Return the moments at a path; what is none is not judged, as the specification has it."""
    found = []
    for match in element.xpath(path):
        with suppress(ValueError):
            found.append(datetime.fromisoformat(_text(match)))
    return [moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in found]


def _only_one_of(element: Element, case: Case, _now: datetime) -> bool:
    count = len(_found(element, case))
    return all(count == 0 if element.xpath(path) else count == 1 for path in case["excluded"])


def _one_or_all(element: Element, case: Case, _now: datetime) -> bool:
    elements, needed = _ALL[case["all"]]
    return bool(element.xpath(case["one"])) or all(one.xpath(needed) for one in element.xpath(elements))


def _dependent(element: Element, case: Case, _now: datetime) -> bool:
    return len({bool(element.xpath(path)) for path in case["paths"]}) == 1


def _strict_sum(element: Element, case: Case, _now: datetime) -> bool:
    return sum(map(Decimal, _texts(element, case)), Decimal(0)) == Decimal(str(case["sum"]))


def _date_order(element: Element, case: Case, now: datetime) -> bool:
    less, more = (_dates(element, case[key], now) for key in ("less", "more"))
    return not (less and more) or max(less) <= min(more)


def _between_dates(element: Element, case: Case, now: datetime) -> bool:
    found, start, end = (_dates(element, case[key], now) for key in ("date", "start", "end"))
    return not (found and start and end) or all(max(start) <= day <= min(end) for day in found)


def _time_limit(element: Element, case: Case, now: datetime) -> bool:
    start, end = (_dates(element, case[key], now) for key in ("start", "end"))
    return not (start and end) or (max(end) - min(start)).days <= _LONGEST


def _starts_with(element: Element, case: Case, _now: datetime) -> bool:
    paths = case.get("prefix") or [case["start"]]
    if paths == _OF_AGENCIES:
        return True
    found = (_text(match) for path in paths for match in element.xpath(path))
    prefixes = tuple(prefix + case.get("separator", "") for prefix in found)
    return all(text.startswith(prefixes) for text in _texts(element, case))


def _range(element: Element, case: Case, _now: datetime) -> bool:
    low, high = (Decimal(str(case.get(key, infinity))) for key, infinity in (("min", "-inf"), ("max", "inf")))
    return all(low <= Decimal(text) <= high for text in _texts(element, case))


_KINDS: Mapping[str, Callable[[Element, Case, datetime], bool]] = {
    "atleast_one": lambda element, case, _now: bool(_found(element, case)),
    "no_more_than_one": lambda element, case, _now: len(_found(element, case)) <= 1,
    "only_one_of": _only_one_of,
    "one_or_all": _one_or_all,
    "dependent": _dependent,
    "unique": lambda element, case, _now: len(texts := _texts(element, case)) == len(set(texts)),
    "sum": lambda element, case, now: not _found(element, case) or _strict_sum(element, case, now),
    "strict_sum": _strict_sum,
    "date_order": _date_order,
    "date_now": lambda element, case, now: all(moment <= now for moment in _moments(element, case["date"])),
    "between_dates": _between_dates,
    "time_limit": _time_limit,
    "regex_matches": lambda element, case, _now: all(
        not text or re.search(case["regex"], text) for text in _texts(element, case)
    ),
    "regex_no_matches": lambda element, case, _now: all(
        not text or not re.search(case["regex"], text) for text in _texts(element, case)
    ),
    "startswith": _starts_with,
    "no_spaces": lambda element, case, _now: all(text == text.strip() for text in _texts(element, case)),
    "range": _range,
    "if_then": lambda element, case, _now: not element.xpath(case["if"]) or bool(element.xpath(case["then"])),
}
