"""The command that appraises a project: cost-benefit analysis with every convention named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from accord.cli.appraisal_options import (
    AppraisalArgument,
    OutOption,
    ParametersOption,
    TemplateOption,
    YearsOption,
)
from accord.cli.output import JsonOption, check_files, print_json, print_line, print_table, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
    from accord.methods.appraisal.risk import RiskResult
    from accord.sources.appraisal.reading import AppraisalFiles

__all__ = ["appraise"]

_SHOWN, _HEADING = 8, 20


def appraise(
    file: AppraisalArgument = None,
    out: OutOption = None,
    template: TemplateOption = None,
    years: YearsOption = "2026-2055",
    *,
    parameters: ParametersOption = False,
    json: JsonOption = False,
) -> None:
    """Appraise a project: financial and economic cost-benefit analysis.

    Prints net present value, rates of return (all are counted, none is preferred), benefit-cost ratios by
    every convention, 3 % and 5 % beside the declared rate, funding gap, sensitivity, switching values, risk.
    Exit code 1 if something must be known before a number is quoted: it is named.
    """
    from accord.methods.appraisal.findings import findings
    from accord.methods.appraisal.running import appraise as run
    from accord.sources.appraisal.reading import read_appraisal

    if parameters:
        from accord.cli.appraisal_parameters import list_parameters

        list_parameters(file, json=json)
        return
    if template is not None or file is None:
        from accord.cli.appraisal_template import write_template

        write_template(template, years, file)
        return
    check_files([file])
    if out is not None:
        _check_folder(out)
    files = read_appraisal(file)
    result = run(files.spec, files.parameters)
    found = list(findings(result))
    if files.unread:
        found.append(f"sheets that were not read: {', '.join(files.unread)}")
    if json:
        from accord.cli.appraisal_json import appraisal_json

        print_json(appraisal_json(result, files, found))
    else:
        _print(result)
    if out is not None:
        _write(out, result, files)
    for text in found:
        say(f"finding  {text}")
    if found:
        raise typer.Exit(1)


def _check_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        from accord.errors import Problem, UsageError

        raise UsageError(
            Problem(
                id="ACC-292",
                what="The page cannot be written: there is a file where its folder should be.",
                file=str(out),
                expected="a folder, or a name that is free",
                fix="Name another folder with --out.",
            )
        )


def _print(result: AppraisalResult) -> None:
    from accord.methods.appraisal.footnote import appraisal_footnote
    from accord.methods.appraisal.wording import frame_words

    print_line(f"{result.spec.title}")
    print_line(f"  {'against':{_HEADING}}{result.spec.counterfactual}")
    for heading, text in frame_words(result):
        print_line(f"  {heading.lower():{_HEADING}}{text}")
    for each in result.analyses.values():
        _print_analysis(result, each)
    _print_gap(result)
    _print_capital(result)
    note = appraisal_footnote(result)
    if note:
        print_line(f"\n{note}")


def _print_analysis(result: AppraisalResult, each: AnalysisResult) -> None:
    from accord.methods.appraisal.naming import rate_words
    from accord.methods.appraisal.wording import declared_words, said_bar, said_returns, shown_number

    name, unit = each.analysis.value, result.spec.unit
    print_line(f"\n{name.capitalize()} analysis ({declared_words(each.rate)})")
    rates = each.at.items()
    headings = [
        "",
        *(f"{rate_words(rate)}{' declared' if at is each.declared else ''}" for rate, at in rates),
    ]
    rows = [[f"NPV, {unit}", *(f"{at.values.net:,.2f}" for _, at in rates)]]
    for convention in each.declared.ratios:
        chosen = " (declared)" if convention is result.spec.conventions.bcr else ""
        name = f"ratio {convention.replace('_', ' ')}{chosen}"
        rows.append([name, *(shown_number(at.ratios[convention]) for _, at in rates)])
    print_table(headings, rows, numeric=len(headings) - 1)
    others = (
        f"{convention.replace('_', ' ')} {value:,.2f}"
        for convention, value in each.declared.by_discounting.items()
        if convention is not result.spec.conventions.discounting
    )
    print_line(f"NPV by another convention of discounting: {', '.join(others)}")
    print_line(
        f"Rate of return: {_share(each.returns.rate)}. {said_returns(each.returns)}{said_bar(each.rate)}"
    )
    rows = [
        [
            row.variable,
            shown_number(row.elasticity),
            row.reason or _share(row.switching),
            f"{row.low:,.2f}",
            f"{row.high:,.2f}",
        ]
        for row in each.sensitivity[:_SHOWN]
    ]
    step = f"{float(result.spec.step):.0%}"
    print_table(["variable", "% for 1 %", "NPV is 0 at", f"-{step}", f"+{step}"], rows, numeric=2)
    if len(each.sensitivity) > _SHOWN:
        print_line(f"{len(each.sensitivity) - _SHOWN} more variables: --json or --out lists all of them")
    risk = each.risk
    if risk is not None:
        print_line(
            f"Risk: {_below(risk, each)} of {risk.draws - risk.failed:,} draws; mean NPV"
            f" {shown_number(risk.mean_npv)}, mean rate {_share(risk.mean_rate)}"
        )
        if risk.independent is not None:
            print_line(
                f"Were the risks independent: {_below(risk.independent, each)}; the difference is what"
                " correlation does"
            )


def _below(risk: RiskResult, each: AnalysisResult) -> str:
    from accord.methods.appraisal.naming import rate_words

    said = f"NPV below zero in {_share(risk.share_npv_below_zero)}"
    if each.rate.one is None:
        return said
    rate = rate_words(each.rate.value)
    return f"{said}, rate of return below {rate} in {_share(risk.share_rate_below)}"


def _print_gap(result: AppraisalResult) -> None:
    from accord.methods.appraisal.wording import shown_number

    if (gap := result.gap) is None:
        return
    absent = "not stated" if result.spec.grant is None and gap.rate is not None else "none"
    print_line(
        f"\nFunding gap: rate {_share(gap.rate)} (investment {gap.discounted_investment:,.2f}, net revenue"
        f" {gap.discounted_net_revenue:,.2f}, discounted); decision amount"
        f" {shown_number(gap.decision_amount, absent=absent)}; grant {shown_number(gap.grant, absent=absent)}"
    )


def _print_capital(result: AppraisalResult) -> None:
    from accord.methods.appraisal.naming import rate_words
    from accord.methods.appraisal.wording import said_returns

    capital = result.capital
    if capital is None:
        return
    unit = result.spec.unit
    values = ", ".join(f"{value:,.2f} at {rate_words(rate)}" for rate, value in capital.npv.items())
    print_line(f"\nNational capital: NPV {values}, {unit}; rate of return {_share(capital.returns.rate)}.")
    print_line(
        f"{said_returns(capital.returns)} Least cumulated cash {float(capital.lowest_cash):,.2f} {unit}."
    )
    for each in capital.financiers:
        values = ", ".join(f"{value:,.2f} at {rate_words(rate)}" for rate, value in each.npv.items())
        print_line(
            f"Capital of {each.financier.id}: NPV {values}, {unit}; rate of return"
            f" {_share(each.returns.rate)}. {said_returns(each.returns)}"
        )


def _share(value: float | None) -> str:
    from accord.methods.appraisal.wording import shown_number

    return shown_number(value, "share")


def _write(out: Path, result: AppraisalResult, files: AppraisalFiles) -> None:
    import csv
    import io

    from accord.cleaning.values import without_formula
    from accord.methods.appraisal.figures import appraisal_figures
    from accord.publish.appraisal_page import appraisal_page

    out.mkdir(parents=True, exist_ok=True)
    name = result.spec.id
    (out / f"{name}.html").write_text(appraisal_page(result, files.files), encoding="utf-8")
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    rows: list[Sequence[object]] = [
        (figure.id, figure.label, figure.value, figure.unit, figure.method, figure.reason)
        for figure in appraisal_figures(result)
    ]
    writer.writerow(("figure", "label", "value", "unit", "method", "reason"))
    writer.writerows(map(without_formula, row) for row in rows)
    (out / f"{name}.csv").write_text(buffer.getvalue(), encoding="utf-8")
    say(f"{name}.html and {name}.csv stand in {out.name}")
