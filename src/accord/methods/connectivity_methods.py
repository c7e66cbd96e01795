"""The methods on networks and on the appraisal of projects, for the reference."""

from __future__ import annotations

from accord.methods.announced_broadband import ANNOUNCED_BROADBAND_METHOD
from accord.methods.appraisal.naming import APPRAISAL_METHOD
from accord.methods.broadband.naming import AFFORDABILITY_METHOD, GAP_METHOD, PLAN_METHOD
from accord.methods.method_entry import MethodEntry, method_entry
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.portfolio.naming import PORTFOLIO_METHOD

__all__ = ["CONNECTIVITY_METHODS"]

CONNECTIVITY_METHODS: tuple[MethodEntry, ...] = (
    method_entry(
        ANNOUNCED_BROADBAND_METHOD,
        "broadband",
        "What an announced sum buys at the cost per household of each project on record: if it pays for"
        " everything, and if it pays the part that a grant paid there. Neither reading is taken for claimed;"
        " nothing is converted.",
        "Own definition; see docs/explanation/what-broadband-money-buys.md.",
    ),
    method_entry(
        AFFORDABILITY_METHOD,
        "broadband",
        "The price of a basket a month by income per head a month, for each group that is stated, at a"
        " limit. Nothing is converted; another currency, an older income or none has no answer. Of a"
        " partner the incomes of two years and the publisher's own share are compared; where they fall on"
        " both sides of the limit it depends. The poorest two fifths have the share of income that a survey"
        " gave them.",
        "Broadband Commission of ITU and UNESCO, advocacy target 2: 2 % of monthly income per head, as far as"
        " it was read; decisions/0027-broadband-plans.md.",
    ),
    method_entry(
        GAP_METHOD,
        "broadband",
        "Covered for certain, perhaps covered where technologies may overlap, uncovered, and not known, which"
        " add up to the total. In a settlement a statement at a lower speed says nothing about a higher one;"
        " passed, covered, connected and used are counted apart. What is not known is never taken for"
        " uncovered. Of a partner the share in reach of a lower speed, or of a fixed network, is the most"
        " that can be in reach of a gigabit: below all it answers no, and never yes.",
        "Own definition; see decisions/0027-broadband-plans.md.",
    ),
    method_entry(
        PLAN_METHOD,
        "broadband",
        "Buys bundles of settlements that share a way to the backbone, by weighted households for the money,"
        " then single ones that still fit; every shared step is paid once. The same bundles give an upper"
        " bound. A settlement of which households, coverage, way or cost are not known is in no plan.",
        "After Horn, SIAM Journal on Applied Mathematics 23 (1972), from memory; the bound is tested against"
        " an exact solver; decisions/0027-broadband-plans.md.",
    ),
    method_entry(
        APPRAISAL_METHOD,
        "appraisal",
        "Discounts flows by declared conventions, at one rate or at rates that fall with time, after"
        " inflation is taken out; benefit-cost ratios by seven conventions, and other rates beside the"
        " declared one. All internal rates of return above -100 % are counted by Sturm's theorem; several"
        " or none give no value. An analysis without lines is left out, not zero. A parameter that was not"
        " read is refused unless it is allowed by name.",
        "After European Commission, Guide to cost-benefit analysis of investment projects (2008), as far as"
        " it was read; decisions/0025-appraisal-conventions.md.",
    ),
    method_entry(
        NETWORK_METHOD,
        "network",
        "Shortest times between all places, with typical waiting at crossings; what each project gains"
        " alone, last, and by Shapley value over all sets. Nothing is projected for pairs that are not"
        " connected. Lengths are added up by how they are known and by their tier on the day; the longest"
        " reported waits stand beside the distribution and are never drawn from.",
        "After Shapley, Contributions to the Theory of Games II (1953); see"
        " docs/explanation/what-a-project-changes.md.",
    ),
    method_entry(
        PORTFOLIO_METHOD,
        "portfolio",
        "Chooses candidates of greatest benefit under rules, as a mixed-integer programme with a stated gap;"
        " benefits of sets count as sets. Then least grants, then ids decide. An unknown benefit, cost or"
        " grant is never chosen; money that is not stated proves no leverage.",
        "HiGHS through scipy.optimize.milp; Junker, QuickXplain (AAAI 2004), from memory;"
        " decisions/0026-portfolio-choice.md.",
    ),
)
"""All methods on networks, appraisal, broadband and portfolios."""
