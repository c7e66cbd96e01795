"""An appraisal as JSON: frame, lines, figures, findings, and the files from which it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.domain.appraisal_parameters import Parameter
    from accord.domain.recorded_cell import RecordedCell
    from accord.methods.appraisal.line_building import Line
    from accord.methods.appraisal.results import AppraisalResult
    from accord.sources.appraisal.reading import AppraisalFiles

    Row = dict[str, object]

__all__ = ["appraisal_json", "line_json", "parameter_json", "row_json"]


def appraisal_json(result: AppraisalResult, files: AppraisalFiles, found: Sequence[str]) -> Row:
    """Return a whole appraisal."""
    from accord.methods.appraisal.figure_making import financing_id, line_id
    from accord.methods.appraisal.figures import appraisal_figures
    from accord.methods.appraisal.footnote import appraisal_footnote
    from accord.methods.appraisal.naming import APPRAISAL_METHOD
    from accord.methods.appraisal.recorded_rows import recorded_rows
    from accord.store.figure_json import figure_json

    spec = result.spec
    return {
        "project": spec.id,
        "title": spec.title,
        "partner": spec.partner or None,
        "method": APPRAISAL_METHOD,
        "counterfactual": spec.counterfactual,
        "unit": spec.unit,
        "price_base": spec.price_base,
        "base_year": spec.base_year,
        "years": list(spec.years),
        "conventions": {
            "discounting": spec.conventions.discounting.value,
            "bcr": spec.conventions.bcr.value,
            "residual": spec.residual.method.value,
        },
        "rates_of_return": {
            each.analysis.value: {
                "count": each.returns.count.value,
                "roots": list(each.returns.roots),
                "sign_changes": each.returns.sign_changes,
            }
            for each in result.analyses.values()
        },
        "figures": [figure_json(figure) for figure in appraisal_figures(result)],
        "lines": [
            {"line": line_id(spec.id, each.analysis, line.id), **line_json(line)}
            for each in result.analyses.values()
            for line in each.lines
        ],
        "financing": [
            {
                "line": financing_id(spec.id, line.row.id),
                "kind": line.row.kind.value,
                "sources": [float(amount) for amount in line.sources],
                "uses": [float(amount) for amount in line.uses],
                "made": line.made,
                "source": line.row.source,
                "file": line.row.origin.file,
                "place": f"line {line.row.origin.line}",
            }
            for line in (result.capital.lines if result.capital else ())
        ],
        "parameters": [parameter_json(parameter) for parameter in result.parameters.values()],
        "rows": [row_json(cell) for cell in recorded_rows(result, files.files, files.name)],
        "findings": list(found),
        "footnote": appraisal_footnote(result) or None,
        "files": dict(files.files),
    }


def row_json(cell: RecordedCell) -> Row:
    """Return one row that entered: a line, a parameter, or what is declared as a whole."""
    return {
        "id": cell.id,
        "says": cell.says,
        "file": cell.file,
        "place": cell.place,
        "sha256": cell.sha256,
    }


def line_json(line: Line) -> Row:
    """Return one line of money; costs are below zero."""
    return {
        "kind": line.kind.value,
        "amounts": [float(amount) for amount in line.signed],
        "made": line.made,
        "source": line.source,
        "file": line.origin.file,
        "place": f"line {line.origin.line}",
    }


def parameter_json(parameter: Parameter) -> Row:
    """Return one parameter with its source."""
    return {
        "parameter": parameter.id,
        "title": parameter.title,
        "value": None if parameter.value is None else float(parameter.value),
        "value_year": parameter.value_year,
        "growth": None if parameter.growth is None else float(parameter.growth),
        "grows_with": parameter.grows_with or None,
        "elasticity": float(parameter.elasticity),
        "points": {str(point.year): float(point.value) for point in parameter.points},
        "transfer_of": parameter.transfer_of or None,
        "income": parameter.income or None,
        "income_of_source": parameter.income_of_source or None,
        "price_level": parameter.price_level or None,
        "price_level_of_source": parameter.price_level_of_source or None,
        "prices": parameter.prices or None,
        "unit": parameter.unit,
        "price_base": parameter.price_base,
        "valid_from": parameter.valid_from,
        "valid_until": parameter.valid_until,
        "source": parameter.source,
        "url": parameter.url or None,
        "evidence": parameter.evidence.value,
        "date_read": str(parameter.date_read),
        "note": parameter.note or None,
        "file": parameter.origin.file,
        "place": f"line {parameter.origin.line}",
    }
