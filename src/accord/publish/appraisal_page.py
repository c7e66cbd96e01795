"""The page of an appraisal: one file of HTML with its style and its charts in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.footnote import appraisal_footnote
from accord.methods.appraisal.results import AppraisalResult
from accord.publish.appraisal_view import appraisal_view

__all__ = ["appraisal_page"]

_HERE = Path(__file__).parent


def appraisal_page(result: AppraisalResult, files: Mapping[str, str]) -> str:
    """Return the whole page.

    Every number on it is a figure with an id, or stands in a row that names its file and place.

    Args:
        result: The appraisal.
        files: Hash of each file that was read, by name.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    figures = {figure.id: figure for figure in appraisal_figures(result)}

    def show(name: str) -> Markup:
        shown = figures[name].parameters["shown"]
        return Markup('<span data-why="{0}" title="{0}">{1}</span>').format(name, shown)

    return environment.get_template("appraisal.html").render(
        appraisal_view(result, figures, files),
        show=show,
        style=(_HERE / "static" / "accord.css").read_text(encoding="utf-8"),
        footnote=appraisal_footnote(result),
    )
