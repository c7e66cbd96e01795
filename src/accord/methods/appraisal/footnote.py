"""The footnote on Kosovo*: its words, and whether it must stand below an appraisal."""

from __future__ import annotations

from accord.methods.appraisal.results import AppraisalResult

__all__ = ["KOSOVO_FOOTNOTE", "needs_footnote"]

KOSOVO_FOOTNOTE = (
    "* This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and"
    " the ICJ Opinion on the Kosovo declaration of independence."
)


def needs_footnote(result: AppraisalResult) -> bool:
    """Whether the footnote on Kosovo* must stand below the result."""
    spec = result.spec
    return spec.partner == "KOS" or "kosovo" in f"{spec.title} {spec.note} {spec.counterfactual}".casefold()
