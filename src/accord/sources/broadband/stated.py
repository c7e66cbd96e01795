"""What a folder on broadband states in YAML: costs, targets, limits and the call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol, TypeVar

from accord.domain.appraisal_parameters import Parameter
from accord.domain.broadband_call import AffordabilityLimit, BroadbandTarget, CostParameter
from accord.domain.evidence import Origin
from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.row_problems import row_problem
from accord.sources.rows import read_row

__all__ = [
    "BENCHMARKS",
    "PARAMETERS",
    "SHIPPED",
    "TARGETS",
    "joined_parameters",
    "parse_benchmarks",
    "parse_parameters",
    "parse_targets",
]

SHIPPED = Path(__file__).parent
"""Folder of what comes with Accord."""

PARAMETERS = SHIPPED / "parameters.yml"
"""Costs that come with Accord."""

TARGETS = SHIPPED / "targets.yml"
"""Targets and limits that come with Accord."""

BENCHMARKS = SHIPPED / "benchmarks.yml"
"""Values of others, for comparison only."""

_DENSITY, _FIBRE_UNIT = "density.", "fibre.unit."


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def origin(self) -> Origin: ...


Row = TypeVar("Row")
Item = TypeVar("Item", bound=_Named)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameters:
    parameters: tuple[CostParameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Targets:
    targets: tuple[BroadbandTarget, ...] = ()
    limits: tuple[AffordabilityLimit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Benchmarks:
    benchmarks: tuple[Parameter, ...]


def parse_parameters(content: str | bytes, *, file: str) -> dict[str, CostParameter]:
    """Read a file of costs.

    Raises:
        InputDataError: It is not YAML (ACC-301 to ACC-303), a row is wrong (ACC-304 to ACC-307), stands twice
            (ACC-875), or contradicts itself (ACC-884).
    """
    found = _by_id(_whole(_Parameters, content, file).parameters)
    problems = [problem for row in found.values() for problem in _wrong_cost(row)]
    if problems:
        raise InputDataError(*problems)
    return found


def joined_parameters(
    shipped: Mapping[str, CostParameter], own: Mapping[str, CostParameter], currency: str
) -> dict[str, CostParameter]:
    """Return the costs of a folder with those that come with Accord where it states none.

    A folder with classes of density of its own uses only its own classes; one in another currency uses no
    amount that comes with Accord, since nothing is converted.

    Args:
        shipped: Costs that come with Accord.
        own: Costs of the folder.
        currency: Currency of the call; empty without one.
    """
    if currency:
        shipped = {name: row for name, row in shipped.items() if not _is_foreign(row, currency)}
    if not any(name.startswith(_DENSITY) for name in own):
        return {**shipped, **own}
    left = {name: row for name, row in shipped.items() if not name.startswith((_DENSITY, _FIBRE_UNIT))}
    return {**left, **own}


def parse_targets(
    content: str | bytes, *, file: str
) -> tuple[dict[str, BroadbandTarget], dict[str, AffordabilityLimit]]:
    """Read a file of targets and limits.

    Raises:
        InputDataError: As for ``parse_parameters``.
    """
    read = _whole(_Targets, content, file)
    targets, limits = _by_id(read.targets), _by_id(read.limits)
    problems = [_wrong_share(row) for row in limits.values() if not 0 < row.share <= 1]
    problems += [
        _wrong_share(row) for row in targets.values() if not 0 < row.share <= 1 or row.speed_mbit < 0
    ]
    if problems:
        raise InputDataError(*problems)
    return targets, limits


def parse_benchmarks(content: str | bytes, *, file: str) -> dict[str, Parameter]:
    """Read a file of values for comparison.

    Raises:
        InputDataError: As for ``parse_parameters``.
    """
    return _by_id(_whole(_Benchmarks, content, file).benchmarks)


def _whole(row_type: type[Row], content: str | bytes, file: str) -> Row:
    problems: list[Problem] = []
    read = read_row(row_type, read_marked_yaml(content, file=file), file=file, problems=problems)
    if read is None or problems:
        raise InputDataError(*problems)
    return read


def _by_id(rows: tuple[Item, ...]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for row in rows:
        if row.id in found:
            raise InputDataError(
                row_problem(
                    row,
                    "ACC-875",
                    "A row stands twice.",
                    field="id",
                    value=row.id,
                    expected=f"each once; it first stands on line {found[row.id].origin.line}",
                    fix="Remove one of the two.",
                )
            )
        found[row.id] = row
    return found


def _is_foreign(row: CostParameter, currency: str) -> bool:
    return row.price_base is not None and not row.unit.startswith(f"{currency}/")


def _wrong_share(row: BroadbandTarget | AffordabilityLimit) -> Problem:
    return row_problem(
        row,
        "ACC-884",
        "A share is not above 0 and at most 1, or a speed is below 0.",
        field="share",
        value=str(row.share),
        expected="a part of one: 80 % is 0.8; a speed of 0 where only a technology is asked",
        fix="Divide the percentage by 100.",
    )


def _wrong_cost(row: CostParameter) -> list[Problem]:
    low, high = row.low, row.high
    is_money = "/" in row.unit and row.unit[:3].isupper() and row.unit[3:4] == "/"
    scaled = any(word in row.unit.casefold() for word in ("thousand", "million", "'000", "keur", "meur"))
    faults: tuple[tuple[bool, str, str, str, str], ...] = (
        (row.value < 0, "A cost or size is below zero.", "value", str(row.value), "zero or more"),
        (
            (low is None) != (high is None) or not (low or Decimal(0)) <= row.value <= (high or row.value),
            "A range does not hold its value, or has one end only.",
            "low",
            f"low {low}, value {row.value}, high {high}",
            "low <= value <= high, or neither of the two",
        ),
        (
            scaled,
            "A cost is in thousands or millions.",
            "unit",
            row.unit,
            "whole units of the currency: EUR/km, EUR/premises, EUR/site",
        ),
        (
            is_money and row.price_base is None,
            "A cost has no year of its prices.",
            "price_base",
            "missing",
            "the year to whose prices the amount belongs",
        ),
        (not row.source.strip(), "A cost has no source.", "source", "", "the document that states it"),
    )
    return [
        row_problem(
            row,
            "ACC-884",
            what,
            field=field,
            value=value,
            expected=expected,
            fix="Correct the key that is named; multiply an amount in thousands by 1000.",
        )
        for is_wrong, what, field, value, expected in faults
        if is_wrong
    ]
