"""What others publish on broadband in each partner, read strictly: units, sizes, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.domain.broadband_facts import FactKind, FactSeries, PartnerFact, flattened
from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.row_problems import row_problem
from accord.sources.rows import read_row

__all__ = ["FACTS", "parse_facts"]

FACTS = Path(__file__).parent / "partners.yml"
"""Values of partners that come with Accord."""

_PARTS = {"percent": 100, "per 100 people": 100}
"""Largest possible value of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    series: tuple[FactSeries, ...]


def parse_facts(content: str | bytes, *, file: str) -> tuple[PartnerFact, ...]:
    """Read a file of values of partners.

    Args:
        content: The whole file.
        file: Its name, for errors.

    Returns:
        The values in the order of the file, each with what its series says.

    Raises:
        InputDataError: It is not YAML (ACC-301 to ACC-303), a key is wrong (ACC-304 to ACC-307), a value
            stands twice (ACC-875), or its unit, size or speed cannot be that of its kind (ACC-975).
    """
    problems: list[Problem] = []
    read = read_row(_Facts, read_marked_yaml(content, file=file), file=file, problems=problems)
    if read is None or problems:
        raise InputDataError(*problems)
    facts = tuple(fact for series in read.series for fact in flattened(series))
    problems = [*_repeated(facts), *(problem for fact in facts for problem in _impossible(fact))]
    if problems:
        raise InputDataError(*problems)
    return facts


def _repeated(facts: tuple[PartnerFact, ...]) -> Iterator[Problem]:
    first: dict[str, PartnerFact] = {}
    for fact in facts:
        if fact.id in first:
            yield row_problem(
                fact,
                "ACC-875",
                "A row stands twice.",
                field="year",
                value=fact.id,
                expected=f"each once; it first stands on line {first[fact.id].origin.line}",
                fix="Remove one of the two, or give the other document a series of its own.",
            )
        first.setdefault(fact.id, fact)


def _impossible(fact: PartnerFact) -> Iterator[Problem]:
    most = _PARTS.get(fact.unit)
    has_speed = fact.kind is FactKind.REACH_AT_SPEED
    faults = (
        (fact.unit != fact.kind.unit, "unit", fact.unit, fact.kind.unit),
        (
            fact.value < 0 or (most is not None and fact.value > most),
            "value",
            str(fact.value),
            "0 or more" if most is None else f"from 0 to {most}",
        ),
        (
            (fact.speed_mbit is not None and fact.speed_mbit > 0) is not has_speed,
            "speed_mbit",
            "" if fact.speed_mbit is None else str(fact.speed_mbit),
            "a speed in Mbit/s above 0" if has_speed else "none",
        ),
    )
    for is_wrong, field, value, expected in faults:
        if is_wrong:
            yield row_problem(
                fact,
                "ACC-975",
                "A value of a partner has a unit or a size that its kind cannot have.",
                field=field,
                value=value,
                expected=f"{expected}, for `kind: {fact.kind.value}`",
                fix="Write the value as its document states it, in that unit; nothing is converted.",
            )
