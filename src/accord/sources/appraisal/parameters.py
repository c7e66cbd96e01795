"""Parameters of appraisals: those that come with Accord, and those of an author, which take their place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from accord.domain.appraisal_parameters import Parameter
from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rows import read_row

__all__ = ["SHIPPED", "parse_parameters", "shipped_parameters"]

SHIPPED = Path(__file__).parent / "parameters.yml"
"""The parameters that come with Accord."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file of parameters.

    Attributes:
        parameters: Its rows.
    """

    parameters: tuple[Parameter, ...]


def shipped_parameters() -> dict[str, Parameter]:
    """Return the parameters that come with Accord, by name."""
    return parse_parameters(SHIPPED.read_text(encoding="utf-8"), file=SHIPPED.name)


def parse_parameters(text: str, *, file: str) -> dict[str, Parameter]:
    """Read a file of parameters.

    Raises:
        InputDataError: It is not YAML (ACC-301 to ACC-303), a row is wrong (ACC-304 to ACC-307), or a
            parameter contradicts itself (ACC-805).
    """
    problems: list[Problem] = []
    read = read_row(_File, read_marked_yaml(text, file=file), file=file, problems=problems)
    if read is None or problems:
        raise InputDataError(*problems)
    found: dict[str, Parameter] = {}
    for parameter in read.parameters:
        what, fix = _wrong(parameter, found)
        if what:
            problems.append(
                Problem(
                    id="ACC-805",
                    what=what,
                    file=file,
                    line=parameter.origin.line,
                    row=parameter.id,
                    expected="each parameter once, with one value or a path of at least two different years",
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
    if parameter.is_rate and parameter.value is not None and not 0 <= parameter.value < 1:
        return "A discount rate is no share between 0 and 1.", "Write 5 % as 0.05."
    if not parameter.source.strip():
        return "A parameter has no source.", "Name the document that states it."
    return "", ""
