"""Figures that are computed from other figures or from financing lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.definition import DerivedFigure, DerivedName
from accord.domain.evidence import Evidence, weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine
from accord.errors import InputDataError, Problem

__all__ = ["DERIVED_METHODS", "DerivedMethod", "derived_figures"]

_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    value: Decimal | None
    unit: str
    inputs: tuple[FigureInput, ...]
    qualifier: Qualifier = Qualifier.EXACT
    reason: str = ""
    evidence: Evidence | None = None
    last_evidence: PartialDate | None = None
    is_disputed: bool = False


class _Carried(TypedDict):
    """What a derived figure inherits from the figures that it uses."""

    evidence: Evidence | None
    last_evidence: PartialDate | None
    is_disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedMethod:
    """A named calculation.

    Attributes:
        name: Name used in content.
        version: Raised when a published figure would change.
        text: What it does with values and with absences, in plain words.
        reference: Where the definition comes from.
        compute: The calculation.
    """

    name: DerivedName
    version: str
    text: str
    reference: str
    compute: Callable[[DerivedFigure, Mapping[str, Figure], tuple[FinancingLine, ...]], _Result]

    @property
    def method(self) -> str:
        """Name and version as published with a figure."""
        return f"{self.name} {self.version}"


def derived_figures(declaration: Declaration, known: Mapping[str, Figure]) -> dict[str, Figure]:
    """Compute every derived figure of the content, inputs before those that use them.

    Args:
        declaration: The content as known on a day.
        known: Topic figures by id.

    Returns:
        Derived figures by id, in the order of their ids.

    Raises:
        InputDataError: A wrong number of inputs (ACC-322), mixed units (ACC-323), or a figure
            that needs itself (ACC-324).
    """
    waiting = {definition.id: definition for definition in declaration.derived}
    done: dict[str, Figure] = {}
    while waiting:
        ready = [
            definition
            for definition in waiting.values()
            if not any(name in waiting for name in definition.inputs)
        ]
        if not ready:
            raise _refuse(
                next(iter(waiting.values())),
                "ACC-324",
                what="Figures need each other in a circle.",
                value=", ".join(sorted(waiting)),
                expected="inputs that can be computed first",
                fix="Break the circle.",
            )
        for definition in ready:
            done[definition.id] = _compute(definition, {**known, **done}, declaration.lines)
            del waiting[definition.id]
    return dict(sorted(done.items()))


def _compute(
    definition: DerivedFigure, known: Mapping[str, Figure], lines: tuple[FinancingLine, ...]
) -> Figure:
    method = next(method for method in DERIVED_METHODS if method.name is definition.method)
    result = method.compute(definition, known, lines)
    return Figure(
        id=definition.id,
        label=definition.label,
        value=result.value,
        unit=result.unit,
        method=method.method,
        parameters=_parameters(definition),
        inputs=result.inputs,
        qualifier=result.qualifier,
        is_disputed=result.is_disputed,
        evidence=result.evidence,
        last_evidence=result.last_evidence,
        reason=" ".join(part for part in (result.reason, definition.note) if part),
        subject=definition.id.split(".", maxsplit=1)[0],
    )


def _parameters(definition: DerivedFigure) -> dict[str, str]:
    given = {
        "projects": definition.projects,
        "kinds": definition.kinds,
        "grant_codes": definition.grant_codes,
    }
    return {name: ", ".join(values) for name, values in given.items() if values}


def _sum_of_lines(
    definition: DerivedFigure, _known: Mapping[str, Figure], lines: tuple[FinancingLine, ...]
) -> _Result:
    chosen = [
        line
        for line in lines
        if line.project in definition.projects
        and (not definition.kinds or line.kind in definition.kinds)
        and (not definition.grant_codes or line.grant_code in definition.grant_codes)
    ]
    counted = [line for line in chosen if line.evidence.is_verified]
    inputs = tuple(
        FigureInput(id=line.id, role=InputRole.TERM if line in counted else InputRole.NOT_COUNTED)
        for line in chosen
    )
    if not counted:
        return _Result(
            value=None,
            unit="",
            inputs=inputs or tuple(FigureInput(id=p, role=InputRole.DEFINITION) for p in definition.projects),
            reason="No financing line of this kind was known.",
        )
    unit = _one_unit(definition, (line.unit for line in counted))
    anticipated = sum(line.is_anticipated for line in counted)
    note = f", {anticipated} of them only anticipated by the register" if anticipated else ""
    return _Result(
        value=sum((line.amount for line in counted), Decimal(0)),
        unit=unit,
        inputs=inputs,
        evidence=weakest(line.evidence for line in counted),
        reason=f"Sum of {len(counted)} financing line{'s' if len(counted) > 1 else ''}{note}.",
    )


def _sum_of_figures(
    definition: DerivedFigure, known: Mapping[str, Figure], _lines: tuple[FinancingLine, ...]
) -> _Result:
    figures = [known[name] for name in definition.inputs]
    numbers = [figure for figure in figures if isinstance(figure.value, Decimal)]
    inputs = tuple(FigureInput(id=figure.id, role=InputRole.TERM) for figure in figures)
    if not numbers:
        return _Result(value=None, unit="", inputs=inputs, reason="None of the terms is known.")
    unknown = len(figures) - len(numbers)
    qualifier = Qualifier.of_bounds(
        below=all(figure.qualifier.bounds_below for figure in numbers),
        above=not unknown and all(figure.qualifier.bounds_above for figure in numbers),
    )
    reason = (
        f"Sum of {len(numbers)} figures."
        if not unknown
        else (
            f"Sum of {len(numbers)} figures; {unknown} more {'is' if unknown == 1 else 'are'} unknown,"
            " so the true sum may be larger."
        )
    )
    return _Result(
        value=sum((figure.value for figure in numbers if isinstance(figure.value, Decimal)), Decimal(0)),
        unit=_one_unit(definition, (figure.unit for figure in numbers)),
        inputs=inputs,
        qualifier=qualifier,
        reason=reason,
        **_carried(numbers),
    )


def _two_inputs(definition: DerivedFigure, known: Mapping[str, Figure]) -> tuple[Figure, Figure]:
    if len(definition.inputs) != 2:
        raise _refuse(
            definition,
            "ACC-322",
            what="The method takes exactly two inputs.",
            value=", ".join(definition.inputs) or "none",
            expected="two ids of figures",
            fix="List the two figures in the order that the method names.",
        )
    return known[definition.inputs[0]], known[definition.inputs[1]]


def _ratio(
    definition: DerivedFigure, known: Mapping[str, Figure], _lines: tuple[FinancingLine, ...]
) -> _Result:
    top, bottom = _two_inputs(definition, known)
    inputs = (
        FigureInput(id=top.id, role=InputRole.NUMERATOR),
        FigureInput(id=bottom.id, role=InputRole.DENOMINATOR),
    )
    if not isinstance(top.value, Decimal) or not isinstance(bottom.value, Decimal):
        unknown = top if not isinstance(top.value, Decimal) else bottom
        return _Result(
            value=None,
            unit="ratio",
            inputs=inputs,
            reason=f"Unknown, because this is unknown: {unknown.label}.",
        )
    if bottom.value == 0:
        return _Result(value=None, unit="ratio", inputs=inputs, reason="The denominator is zero.")
    _one_unit(definition, (top.unit, bottom.unit))
    return _Result(
        value=(top.value / bottom.value).quantize(_PLACES),
        unit="ratio",
        inputs=inputs,
        qualifier=_opposed(top.qualifier, bottom.qualifier),
        **_carried([top, bottom]),
    )


def _opposed(first: Qualifier, second: Qualifier) -> Qualifier:
    """Return the hedge of a value that grows with the first figure and shrinks with the second."""
    return Qualifier.of_bounds(
        below=first.bounds_below and second.bounds_above,
        above=first.bounds_above and second.bounds_below,
    )


def _difference(
    definition: DerivedFigure, known: Mapping[str, Figure], _lines: tuple[FinancingLine, ...]
) -> _Result:
    minuend, subtrahend = _two_inputs(definition, known)
    inputs = (
        FigureInput(id=minuend.id, role=InputRole.MINUEND),
        FigureInput(id=subtrahend.id, role=InputRole.SUBTRAHEND),
    )
    if not isinstance(minuend.value, Decimal) or not isinstance(subtrahend.value, Decimal):
        return _Result(value=None, unit="", inputs=inputs, reason="Unknown, because one side is unknown.")
    return _Result(
        value=minuend.value - subtrahend.value,
        unit=_one_unit(definition, (minuend.unit, subtrahend.unit)),
        inputs=inputs,
        qualifier=_opposed(minuend.qualifier, subtrahend.qualifier),
        **_carried([minuend, subtrahend]),
    )


def _carried(figures: Sequence[Figure]) -> _Carried:
    dates = [figure.last_evidence for figure in figures if figure.last_evidence is not None]
    return {
        "evidence": weakest(figure.evidence for figure in figures if figure.evidence is not None),
        "last_evidence": max(dates, key=lambda day: day.last_day, default=None),
        "is_disputed": any(figure.is_disputed for figure in figures),
    }


def _one_unit(definition: DerivedFigure, units: Iterable[str]) -> str:
    different = sorted(set(units))
    if len(different) > 1:
        raise _refuse(
            definition,
            "ACC-323",
            what="Values in different units cannot be combined.",
            value=", ".join(different),
            expected="one unit",
            fix="Convert at the source with a dated rate, as a claim of its own.",
        )
    return different[0]


def _refuse(
    definition: DerivedFigure, problem_id: str, *, what: str, value: str, expected: str, fix: str
) -> InputDataError:
    return InputDataError(
        Problem(
            id=problem_id,
            what=what,
            file=definition.origin.file,
            line=definition.origin.line,
            row=definition.id,
            field="inputs",
            value=value,
            expected=expected,
            fix=fix,
        )
    )


DERIVED_METHODS: tuple[DerivedMethod, ...] = (
    DerivedMethod(
        name=DerivedName.SUM_OF_LINES,
        version="1.0",
        text=(
            "Adds the financing lines of the named projects, of the named kinds and grant codes. Unverified"
            " lines are listed and not added. No line at all: unknown, not zero."
        ),
        reference="WBIF project pages: on every page that was read, the lines add up to the printed total.",
        compute=_sum_of_lines,
    ),
    DerivedMethod(
        name=DerivedName.SUM_OF_FIGURES,
        version="1.0",
        text=(
            "Adds figures. Hedges are kept: a bound survives only if every term has it, and an unknown term"
            " leaves a lower bound, published as `at least`."
        ),
        reference="Own definition.",
        compute=_sum_of_figures,
    ),
    DerivedMethod(
        name=DerivedName.RATIO,
        version="1.0",
        text="Divides the first figure by the second, to six places. Hedges are kept. Unknown if either is.",
        reference="The public record quotes leverage under several definitions; each figure names its own.",
        compute=_ratio,
    ),
    DerivedMethod(
        name=DerivedName.DIFFERENCE,
        version="1.0",
        text="Subtracts the second figure from the first. Hedges are kept. Unknown if either is.",
        reference="Own definition.",
        compute=_difference,
    ),
)
