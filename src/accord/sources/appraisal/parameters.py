"""Parameters of appraisals: those that come with Accord, and those of an author, which take their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from accord.domain.appraisal_parameters import Parameter
from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rows import read_row

__all__ = ["SHIPPED", "SHIPPED_NAME", "checked_parameters", "parse_parameters"]

SHIPPED = Path(__file__).parent / "parameters.yml"
"""The parameters that come with Accord."""

SHIPPED_NAME = "accord/parameters.yml"
"""How they are named beside files of a user; no file beside an appraisal can have this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file of parameters.

    Attributes:
        parameters: Its rows.
    """

    parameters: tuple[Parameter, ...]


def parse_parameters(content: str | bytes, *, file: str) -> dict[str, Parameter]:
    """Read a file of parameters.

    Raises:
        InputDataError: It is not YAML (ACC-301 to ACC-303), a row is wrong (ACC-304 to ACC-307), a parameter
            contradicts itself (ACC-805), or a transfer is not whole (ACC-960).
    """
    problems: list[Problem] = []
    read = read_row(_File, read_marked_yaml(content, file=file), file=file, problems=problems)
    if read is None or problems:
        raise InputDataError(*problems)
    return checked_parameters(read.parameters)


def checked_parameters(parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    """Return parameters by name.

    Raises:
        InputDataError: One contradicts itself or stands twice (ACC-805), or a transfer is not whole
            (ACC-960).
    """
    problems: list[Problem] = []
    found: dict[str, Parameter] = {}
    for parameter in parameters:
        fault = _half_a_transfer(parameter)
        what, fix = ("", "") if fault else _wrong(parameter, found)
        if fault:
            problems.append(
                Problem(
                    id="ACC-960",
                    what=f"A transfer of a value is not whole: {fault}.",
                    file=parameter.origin.file,
                    line=parameter.origin.line,
                    row=parameter.id,
                    value=parameter.transfer_of or "no transfer_of",
                    expected="`transfer_of` in place of a value, with any of these pairs: `income` and"
                    " `income_of_source`, `price_level` and `price_level_of_source`, `prices` and"
                    " `price_base`",
                    fix="Name the parameters: transfer_of: eu_life_2022, income: income_srb_2022,"
                    " income_of_source: income_eu_2022, elasticity: 0.8.",
                )
            )
        if what:
            problems.append(
                Problem(
                    id="ACC-805",
                    what=what,
                    file=parameter.origin.file,
                    line=parameter.origin.line,
                    row=parameter.id,
                    value="" if parameter.value is None else str(parameter.value),
                    expected="each parameter once, with one value or a path of at least two different years; "
                    "a rate as a share of 1",
                    fix=fix,
                )
            )
        found[parameter.id] = parameter
    if problems:
        raise InputDataError(*problems)
    return found


def _wrong(parameter: Parameter, found: dict[str, Parameter]) -> tuple[str, str]:
    years = [point.year for point in parameter.points]
    if parameter.id in found:
        return "A parameter stands twice.", "Give one of the two another name."
    if not parameter.transfer_of and (parameter.value is None) == (not years):
        return "A parameter has no value, or both a value and a path.", "State either `value` or `points`."
    if len(set(years)) != len(years) or len(years) == 1:
        return "A path has one year only, or one year twice.", "Write `value`, or each year once."
    grows = parameter.growth is not None or bool(parameter.grows_with)
    if grows != (parameter.value_year is not None) or (grows and parameter.value is None):
        return (
            "A parameter grows, but not from a stated year.",
            "Write `value`, `value_year` and `growth` or `grows_with`, or none of the last three.",
        )
    if (parameter.growth is not None and parameter.grows_with) or (parameter.growth or 0) <= -1:
        return (
            "A growth is stated twice, or is not above -1.",
            "Write 2 % as `growth: 0.02`.",
        )
    if parameter.elasticity != 1 and not grows and not parameter.income:
        return (
            "A parameter has an elasticity but no growth and no income.",
            "Add `grows_with` and `value_year`.",
        )
    if parameter.is_rate and parameter.value is not None and not -1 < parameter.value < 1:
        return "A rate is no share between -1 and 1.", "Write 5 % as 0.05."
    if not parameter.source.strip():
        return "A parameter has no source.", "Name the document that states it."
    return "", ""


def _half_a_transfer(parameter: Parameter) -> str:
    """Return what is missing from a transfer, or too much; empty if it is whole, or if there is none."""
    incomes = (parameter.income, parameter.income_of_source)
    levels = (parameter.price_level, parameter.price_level_of_source)
    terms = (*incomes, *levels, parameter.prices)
    if not parameter.transfer_of:
        return "it has terms but no `transfer_of`" if any(terms) else ""
    grows = (parameter.growth, parameter.value_year, parameter.grows_with or None)
    faults = (
        (parameter.value is not None or bool(parameter.points), "it has a value, too"),
        (
            any(each is not None for each in grows),
            "it grows; let the value grow from which it is transferred",
        ),
        (any(incomes) and not all(incomes), "one of the two incomes is missing"),
        (any(levels) and not all(levels), "one of the two price levels is missing"),
        (not any(terms), "it names neither incomes nor prices"),
        (bool(parameter.prices) and parameter.price_base is None, "`price_base` is missing"),
        (parameter.is_rate or parameter.is_index, f"its unit is `{parameter.unit}`"),
    )
    return next((text for is_wrong, text in faults if is_wrong), "")
