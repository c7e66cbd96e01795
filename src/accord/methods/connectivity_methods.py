"""The methods on networks and on the appraisal of projects, for the reference."""

from __future__ import annotations

from accord.methods.appraisal.naming import APPRAISAL_METHOD
from accord.methods.method_entry import MethodEntry, method_entry
from accord.methods.network.analysis import NETWORK_METHOD

__all__ = ["CONNECTIVITY_METHODS"]

CONNECTIVITY_METHODS: tuple[MethodEntry, ...] = (
    method_entry(
        APPRAISAL_METHOD,
        "appraisal",
        "Discounts flows by declared conventions; benefit-cost ratios by five conventions, and other rates"
        " beside the declared one. All internal rates of return above -100 % are counted by Sturm's theorem;"
        " several or none give no value. An analysis without lines is left out, not zero. A parameter that"
        " was not read is refused unless it is allowed by name.",
        "After European Commission, Guide to cost-benefit analysis of investment projects (2008), as far as"
        " it was read; decisions/0025-appraisal-conventions.md.",
    ),
    method_entry(
        NETWORK_METHOD,
        "network",
        "Shortest times between all places, with typical waiting at crossings; what each project gains alone,"
        " last, and by Shapley value over all sets. Nothing is projected for pairs that are not connected.",
        "After Shapley, Contributions to the Theory of Games II (1953); see"
        " docs/explanation/what-a-project-changes.md.",
    ),
)
"""All methods on networks and appraisal."""
