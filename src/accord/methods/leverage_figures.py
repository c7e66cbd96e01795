"""The figures that publish leverage: ratio, both sides, and how far an announcement is identified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from accord.domain.claim import Qualifier, Value
from accord.domain.declaration import Declaration
from accord.domain.evidence import weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.announced_leverage import AnnouncedTest
from accord.methods.leverage import LeverageResult
from accord.methods.leverage_scopes import ScopeLeverage, leverage_scopes

__all__ = ["ANNOUNCED_METHOD", "left_out_by_reason", "leverage_figure_id", "leverage_figures"]

ANNOUNCED_METHOD = "announced_leverage 1.0"
"""Name and version as published with the test of an announcement."""


def leverage_figure_id(scope: str, definition: str = "", part: str = "") -> str:
    """Return the id of a figure of leverage.

    Args:
        scope: Id of a package or a project.
        definition: Id of a definition; empty for what holds under all of them.
        part: Empty for the ratio; else ``above``, ``below``, ``reach``, ``shortfall``,
            ``grants_unidentified``, ``needed_of_rest``, or without a definition ``needed``.
    """
    return ".".join(word for word in ("leverage", scope, definition, part) if word)


def left_out_by_reason(result: LeverageResult) -> dict[str, list[str]]:
    """Return the lines on neither side, by the reason why, in the order of the lines."""
    grouped: dict[str, list[str]] = {}
    for left_out in result.left_out:
        grouped.setdefault(left_out.reason, []).append(left_out.line)
    return grouped


def leverage_figures(declaration: Declaration) -> dict[str, Figure]:
    """Return the figures of leverage of all packages and projects.

    Args:
        declaration: The content as known on a day.

    Returns:
        Figures by id, in the order of their ids.
    """
    found: list[Figure] = []
    for scope in leverage_scopes(declaration):
        for result in scope.results:
            found += _result_figures(scope, result)
        for test in scope.tests:
            found += _test_figures(scope, test)
        if scope.tests:
            found.append(_needed(scope))
    return {figure.id: figure for figure in sorted(found, key=lambda figure: figure.id)}


def _result_figures(scope: ScopeLeverage, result: LeverageResult) -> Iterator[Figure]:
    definition = result.definition
    name = leverage_figure_id(scope.id, definition.id)
    sides = (
        ("above", "Above the line", result.numerator, result.above, definition.numerator),
        ("below", "Below the line", result.denominator, result.below, definition.denominator),
    )
    for part, word, amount, lines, counted in sides:
        yield Figure(
            id=f"{name}.{part}",
            label=f"{word}, {definition.title.lower()}: {scope.label}",
            value=amount,
            unit=result.unit if amount is not None else "",
            method=definition.method,
            inputs=_inputs(lines, InputRole.TERM) or _inputs(scope.projects[:1], InputRole.DEFINITION),
            evidence=result.evidence if lines else None,
            reason=f"{'Counted' if lines else 'None identified'}: {counted}.",
            subject=scope.id,
        )
    left_out = left_out_by_reason(result).items()
    reasons = [f"On neither side, {', '.join(lines)}: {reason}" for reason, lines in left_out]
    yield Figure(
        id=name,
        label=f"Leverage, {definition.title.lower()}: {scope.label}",
        value=result.value,
        unit="ratio",
        method=definition.method,
        inputs=(
            FigureInput(id=f"{name}.above", role=InputRole.NUMERATOR),
            FigureInput(id=f"{name}.below", role=InputRole.DENOMINATOR),
            *_inputs((row.line for row in result.left_out), InputRole.NOT_COUNTED),
        ),
        parameters={"round": scope.terms.round} if scope.terms.round else {},
        qualifier=result.qualifier,
        evidence=result.evidence if result.value is not None else None,
        reason=" ".join((result.reason, *_one_sided(result), *reasons)),
        subject=scope.id,
    )


def _one_sided(result: LeverageResult) -> Iterator[str]:
    for side, names in (("above", result.without_numerator), ("below", result.without_denominator)):
        if names:
            yield f"Nothing {side} the line is identified for {', '.join(names)}."


def _needed(scope: ScopeLeverage) -> Figure:
    return Figure(
        id=leverage_figure_id(scope.id, part="needed"),
        label=f"Leverage announced: {scope.label}",
        value=scope.tests[0].needed,
        unit="ratio",
        method=ANNOUNCED_METHOD,
        inputs=(
            FigureInput(id=scope.announced[0].id, role=InputRole.NUMERATOR),
            FigureInput(id=scope.announced[1].id, role=InputRole.DENOMINATOR),
        ),
        qualifier=_hedge(scope),
        evidence=weakest(claim.evidence for claim in scope.announced[:2]),
        reason="Announced amount for each unit of announced grants.",
        subject=scope.id,
    )


def _hedge(scope: ScopeLeverage) -> Qualifier:
    return scope.announcement.qualifier if scope.announcement else Qualifier.EXACT


def _test_figures(scope: ScopeLeverage, test: AnnouncedTest) -> Iterator[Figure]:
    definition = test.result.definition
    name = leverage_figure_id(scope.id, definition.id)
    sides = (f"{name}.above", f"{name}.below")
    promise, grants = scope.announced[0].id, scope.announced[1].id
    rest = (f"{name}.shortfall", f"{name}.grants_unidentified")
    values: tuple[tuple[str, str, Value | None, tuple[str, ...], str], ...] = (
        ("shortfall", "Announced less identified", test.shortfall, (promise, sides[0]), ""),
        (
            "grants_unidentified",
            "Announced grants less identified ones",
            test.grants_unidentified,
            (grants, sides[1]),
            "",
        ),
        (
            "needed_of_rest",
            "What each unit of the other grants would have to draw in",
            test.needed_of_rest,
            rest,
            "Announced less identified, for each unit of the grants that are not identified.",
        ),
        (
            "reach",
            "Whether what was announced is reached",
            test.reach.value,
            (*(claim.id for claim in scope.announced), *sides),
            " ".join((test.reason, *test.missing)),
        ),
    )
    roles = {"needed_of_rest": (InputRole.NUMERATOR, InputRole.DENOMINATOR)}
    for part, word, value, inputs, reason in values:
        used = roles.get(part, (InputRole.MINUEND, InputRole.SUBTRAHEND))
        is_verdict = part == "reach"
        yield Figure(
            id=f"{name}.{part}",
            label=f"{word}, {definition.title.lower()}: {scope.label}",
            value=value,
            unit=_unit(part, value, scope),
            method=ANNOUNCED_METHOD,
            inputs=_inputs(inputs, InputRole.EVIDENCE)
            if is_verdict
            else tuple(FigureInput(id=one, role=role) for one, role in zip(inputs, used, strict=True)),
            qualifier=_hedge(scope)
            if value is not None and part in {"shortfall", "needed_of_rest"}
            else Qualifier.EXACT,
            evidence=test.result.evidence if value is not None else None,
            reason=reason or ("" if value is not None else "Nothing is identified on this side."),
            subject=scope.id,
        )


def _unit(part: str, value: Value | None, scope: ScopeLeverage) -> str:
    if not isinstance(value, Decimal):
        return ""
    return "ratio" if part == "needed_of_rest" else scope.terms.unit


def _inputs(names: Iterable[str], role: InputRole) -> tuple[FigureInput, ...]:
    return tuple(FigureInput(id=name, role=role) for name in names)
