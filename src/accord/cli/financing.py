"""The command that tests money against promises: leverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, SnapshotOption, load, print_json, print_line, print_table, say
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accord.domain.figure import Figure
    from accord.methods.announced_leverage import AnnouncedTest
    from accord.methods.leverage import LeverageResult
    from accord.methods.leverage_scopes import ScopeLeverage
    from accord.store.figure_json import Json

__all__ = ["leverage"]

_PARTS = ("shortfall", "grants_unidentified", "needed_of_rest")


def leverage(
    snapshot: SnapshotOption = None,
    project: Annotated[
        str | None, typer.Option(help="Only this project or package.", show_default=False)
    ] = None,
    definition: Annotated[str | None, typer.Option(help="Only this definition.", show_default=False)] = None,
    json: JsonOption = False,
) -> None:
    """Say how much other money stands beside the grants, under every definition.

    For each package and each project with a financing plan; an announced amount is tested under each
    definition. `why ID` explains every id that is printed.
    """
    from accord.methods.leverage_definitions import LEVERAGE_DEFINITIONS
    from accord.methods.leverage_scopes import leverage_scopes

    opened = load(snapshot)
    scopes = leverage_scopes(opened.declaration)
    _check("project", project, [scope.id for scope in scopes])
    _check("definition", definition, [row.id for row in LEVERAGE_DEFINITIONS])
    chosen = [
        (scope, [place for place, row in enumerate(LEVERAGE_DEFINITIONS) if definition in (None, row.id)])
        for scope in scopes
        if project in (None, scope.id)
    ]
    if json:
        print_json([_row(scope, place, opened.figures) for scope, places in chosen for place in places])
        return
    for scope, places in chosen:
        _print_scope(scope, places, opened.figures)
    if not chosen:
        say("No project has a financing plan, and no package is named.")


def _check(option: str, given: str | None, known: Sequence[str]) -> None:
    if given is not None and given not in known:
        raise UsageError(
            Problem(
                id="ACC-208",
                what=f"There is no {option} with this id whose leverage could be shown.",
                field=option,
                value=given,
                expected=", ".join(known) or "nothing: no financing plan is on record",
                fix="Choose one of these.",
            )
        )


def _row(scope: ScopeLeverage, place: int, figures: Mapping[str, Figure]) -> dict[str, Json]:
    from accord.cleaning.values import plain_value
    from accord.methods.leverage_figures import leverage_figure_id
    from accord.store.figure_json import figure_json

    result = scope.results[place]
    name = leverage_figure_id(scope.id, result.definition.id)
    ratio = figure_json(figures[name])
    left_out: list[Json] = [{"line": row.line, "reason": row.reason} for row in result.left_out]
    return {
        "scope": scope.id,
        "definition": result.definition.id,
        "figure": name,
        "value": ratio["value"],
        "shown": ratio["shown"],
        "numerator": plain_value(result.numerator),
        "denominator": plain_value(result.denominator),
        "unit": result.unit,
        "above": list(result.above),
        "below": list(result.below),
        "left_out": left_out,
        "reason": ratio["reason"],
        "announced": _announced(scope.tests[place], name, figures) if scope.tests else None,
    }


def _announced(test: AnnouncedTest, name: str, figures: Mapping[str, Figure]) -> Json:
    from accord.cleaning.values import plain_value

    return {
        "figure": f"{name}.reach",
        "reach": test.reach.value,
        "needed": plain_value(test.needed),
        **{part: plain_value(figures[f"{name}.{part}"].value) for part in _PARTS},
        "missing": list(test.missing),
        "reason": test.reason,
    }


def _print_scope(scope: ScopeLeverage, places: Sequence[int], figures: Mapping[str, Figure]) -> None:
    from accord.cleaning.values import shown_figure
    from accord.methods.leverage_figures import leverage_figure_id

    print_line(f"{scope.id}  {scope.label}")
    rows = []
    for place in places:
        name = leverage_figure_id(scope.id, scope.results[place].definition.id)
        parts = [shown_figure(figures[one]) for one in (f"{name}.above", f"{name}.below", name)]
        rows.append([name, *parts])
    print_table(["figure", "above the line", "below the line", "leverage"], rows, numeric=3)
    for place in places:
        _print_lines(scope.results[place])
    for place in places if scope.tests else ():
        _print_test(scope.tests[place])
    print_line()


def _print_lines(result: LeverageResult) -> None:
    from accord.methods.leverage_figures import left_out_by_reason

    print_line(f"  {result.definition.title}")
    print_line(f"    above     {', '.join(result.above) or 'none identified'}")
    print_line(f"    below     {', '.join(result.below) or 'none identified'}")
    for reason, lines in left_out_by_reason(result).items():
        print_line(f"    left out  {', '.join(lines)}: {reason}")
    if result.value is None:
        print_line(f"    no ratio  {result.reason}")


def _print_test(test: AnnouncedTest) -> None:
    print_line(f"  Announced, {test.result.definition.title.lower()}: {test.reach.value}")
    print_line(f"    {test.reason}")
    for missing in test.missing:
        print_line(f"    missing   {missing}")
