"""The footnote that must stand below an appraisal."""

from __future__ import annotations

from accord.methods.appraisal.results import AppraisalResult
from accord.methods.footnotes import kosovo_footnote

__all__ = ["appraisal_footnote"]


def appraisal_footnote(result: AppraisalResult) -> str:
    """Return the footnote on Kosovo* if an appraisal is of it or names it in words, otherwise nothing."""
    spec = result.spec
    return kosovo_footnote((spec.partner,), (spec.title, spec.note, spec.counterfactual))
