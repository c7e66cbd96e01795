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
        InputDataError: It is not YAML (ACC-301 to ACC-303), a row is wrong (ACC-304 to ACC-307), or a
            parameter contradicts itself (ACC-805).
    """
    problems: list[Problem] = []
    read = read_row(_File, read_marked_yaml(content, file=file), file=file, problems=problems)
    if read is None or problems:
        raise InputDataError(*problems)
    return checked_parameters(read.parameters)


def checked_parameters(parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    """Return parameters by name.

    Raises:
        InputDataError: One contradicts itself or stands twice (ACC-805).
    """
    problems: list[Problem] = []
    found: dict[str, Parameter] = {}
    for parameter in parameters:
        what, fix = _wrong(parameter, found)
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
    if (parameter.value is None) == (not years):
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
    if parameter.elasticity != 1 and not grows:
        return "A parameter has an elasticity but no growth.", "Add `grows_with` and `value_year`."
    if parameter.is_rate and parameter.value is not None and not -1 < parameter.value < 1:
        return "A rate is no share between -1 and 1.", "Write 5 % as 0.05."
    if not parameter.source.strip():
        return "A parameter has no source.", "Name the document that states it."
    return "", ""
