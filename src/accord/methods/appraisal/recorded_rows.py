"""What an appraisal was computed from, row by row, so that its figures can be traced to files and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from accord.cleaning.sentences import short_number
from accord.domain.appraisal_flows import Analysis
from accord.domain.evidence import Origin
from accord.domain.recorded_cell import RecordedCell
from accord.methods.appraisal.figure_making import (
    capital_id,
    financier_id,
    financing_id,
    frame_id,
    line_id,
    parameter_id,
)
from accord.methods.appraisal.findings import findings
from accord.methods.appraisal.footnote import appraisal_footnote
from accord.methods.appraisal.naming import appraisal_id, percent
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
from accord.methods.appraisal.wording import (
    correlation_words,
    financier_words,
    frame_words,
    parameter_words,
    risk_words,
)

__all__ = ["net_id", "recorded_rows"]

_SHEET = ", sheet "


def net_id(project: str, analysis: Analysis) -> str:
    """Return the id of the net flows of an analysis."""
    return appraisal_id(project, "net", analysis)


def recorded_rows(result: AppraisalResult, hashes: Mapping[str, str], file: str) -> Iterator[RecordedCell]:
    """Yield the appraisal as declared, its lines, its financing and its parameters.

    Args:
        result: The appraisal.
        hashes: Hash of each file that was read, by name.
        file: Name of the appraisal itself.
    """
    spec = result.spec
    whole = Origin(file=file, line=1)
    yield _cell(frame_id(spec.id), _declared(result), whole, hashes)
    for analysis in result.analyses.values():
        yield _cell(
            net_id(spec.id, analysis.analysis), _net(result, analysis), Origin(file=file, line=1), hashes
        )
        for line in analysis.lines:
            amounts = _by_year(spec.years, line.signed)
            says = f"{line.id} ({line.kind.value}), {spec.unit}: {amounts}. {line.made}. {line.source}"
            yield _cell(line_id(spec.id, analysis.analysis, line.id), says, line.origin, hashes)
    for each in result.capital.lines if result.capital else ():
        says = (
            f"{each.row.id} ({each.row.kind.value}), {spec.unit}: pays {_by_year(spec.years, each.sources)};"
            f" is paid {_by_year(spec.years, each.uses)}. {each.made}. {each.row.source}"
        )
        yield _cell(financing_id(spec.id, each.row.id), says, each.row.origin, hashes)
    if result.capital:
        says = (
            f"net flows of national capital, {spec.unit}: {_by_year(spec.years, result.capital.net)};"
            f" cumulated cash: {_by_year(spec.years, result.capital.cash)}"
        )
        yield _cell(capital_id(spec.id), says, whole, hashes)
        for owner in result.capital.financiers:
            says = (
                f"{owner.financier.id}: {financier_words(owner.financier)}. Net flows of its capital,"
                f" {spec.unit}: {_by_year(spec.years, owner.net)}"
            )
            yield _cell(financier_id(spec.id, owner.financier.id), says, owner.financier.origin, hashes)
    for name, parameter in result.parameters.items():
        yield _cell(parameter_id(spec.id, name), parameter_words(parameter), parameter.origin, hashes)


def _cell(name: str, says: str, origin: Origin, hashes: Mapping[str, str]) -> RecordedCell:
    file, _, sheet = origin.file.partition(_SHEET)
    place = f"sheet {sheet}, line {origin.line}" if sheet else f"line {origin.line}"
    return RecordedCell(id=name, says=says, file=file, sha256=hashes[file], place=place)


def _by_year(years: tuple[int, ...], amounts: tuple[object, ...]) -> str:
    """Return amounts with their years; equal ones that follow each other stand together."""
    said = [short_number(float(str(amount))) for amount in amounts]
    parts = []
    for amount, run in groupby(zip(years, said, strict=True), key=lambda each: each[1]):
        first, *others = [year for year, _ in run]
        parts.append(f"{first} to {others[-1]}: {amount}" if others else f"{first}: {amount}")
    return "; ".join(parts)


def _declared(result: AppraisalResult) -> str:
    spec = result.spec
    parts = [f"{spec.title}. Against: {spec.counterfactual}", spec.note]
    parts += [f"{heading}: {text}" for heading, text in frame_words(result)]
    parts += [f"risk {text}" for text in risk_words(result)]
    parts += [f"risks {text}" for text in correlation_words(result)]
    for analysis in result.analyses:
        parts += [f"{analysis.value} risks {text}" for text in correlation_words(result, analysis)]
    parts.append(f"draws {spec.risk_run.draws}, seed {spec.risk_run.seed}, step {percent(spec.step)} %")
    if spec.grant:
        parts.append(f"grant at {spec.grant.max_rate} of {spec.grant.eligible_cost} ({spec.grant.source})")
    parts.append("years " + ", ".join(map(str, spec.years)))
    parts += [f"finding: {text}" for text in findings(result)]
    parts.append(appraisal_footnote(result))
    return ". ".join(part.rstrip(".") for part in parts if part)


def _net(result: AppraisalResult, analysis: AnalysisResult) -> str:
    name, unit = analysis.analysis.value, result.spec.unit
    return f"net {name} flows, {unit}, undiscounted: {_by_year(result.spec.years, analysis.net)}"
