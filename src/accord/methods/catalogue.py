"""Every method by name, for the reference page: what it does, with which version, by which source."""

from __future__ import annotations

from accord.methods.choosing import CHOICE_RULES
from accord.methods.composite.naming import COMPOSITE_METHOD, SOURCE_MEAN_METHOD
from accord.methods.connectivity_methods import CONNECTIVITY_METHODS
from accord.methods.cost_drift import COST_DRIFT_METHOD
from accord.methods.counting import COUNT_METHOD
from accord.methods.delivery_figures import CHAIN_METHOD
from accord.methods.derived import DERIVED_METHODS
from accord.methods.leverage_definitions import LEVERAGE_DEFINITIONS
from accord.methods.leverage_figures import ANNOUNCED_METHOD
from accord.methods.measuring import MEASURE_METHOD
from accord.methods.method_entry import MethodEntry, method_entry
from accord.methods.observation_methods import OBSERVATION_METHODS
from accord.methods.payment_methods import PAYMENT_METHODS
from accord.methods.rating import RATING_METHOD
from accord.methods.stages import STAGES_METHOD
from accord.methods.ucm.edition import UCM_METHOD

__all__ = ["METHODS"]

_CHOICE = "Own definition; see docs/explanation/claims-and-figures.md."

METHODS: tuple[MethodEntry, ...] = (
    *(method_entry(rule.method, "choosing among claims", rule.text, _CHOICE) for rule in CHOICE_RULES),
    *(
        MethodEntry(
            name=method.name,
            version=method.version,
            kind="computing",
            text=method.text,
            reference=method.reference,
        )
        for method in DERIVED_METHODS
    ),
    method_entry(
        MEASURE_METHOD,
        "measuring",
        "Compares one figure with what a measure asks for: met scores one, not met scores zero, half way or"
        " more scores partly_score, unknown has no score.",
    ),
    method_entry(
        RATING_METHOD,
        "rating",
        "Turns the measures of a commitment into one rating for a partner by the first row of the rating"
        " table that holds. Unverified claims are never counted; a measure without evidence is neither met"
        " nor zero."
        " The trend compares the score with the one at the start of the trend window.",
    ),
    *(
        method_entry(
            definition.method,
            "leverage",
            f"Above the line: {definition.numerator}. Below it: {definition.denominator}. A loan that may be"
            " missing leaves the ratio `at least`, a grant that may be missing `up to`. Unverified lines and"
            " lines in another currency are named and left out; a side on which nothing was identified gives"
            " no ratio.",
            definition.source,
        )
        for definition in LEVERAGE_DEFINITIONS
    ),
    method_entry(
        ANNOUNCED_METHOD,
        "leverage",
        "Tests an announced amount under each definition: reached, not reached, or cannot be told while"
        " projects, grants or loans are not identified. What an upper bound promises is not broken by less.",
        "Own definition.",
    ),
    method_entry(
        STAGES_METHOD,
        "following projects",
        "Puts all statements about a project into the order of its stages and names the furthest that is"
        " stated. Nothing is chosen among them: amounts that differ, denials and dates against the order are"
        " named. A stage of which nobody speaks, though a later one is stated, is named and not filled in.",
        "Own definition; the stages stand in the content.",
    ),
    method_entry(
        COST_DRIFT_METHOD,
        "following projects",
        "Puts the statements of a project's cost into the order of their documents, and computes the change"
        " to the first and to the previous one in percent. Undated statements stand apart, amounts in"
        " different currencies are not compared, unverified claims are not counted.",
        "Own definition.",
    ),
    method_entry(
        CHAIN_METHOD,
        "following money",
        "Adds, for each step from the promise to what is in use, the amounts of the projects that are known"
        " to have got there, or the published flows that the declared rules join; never both. What documents"
        " contradict keeps its spread. A step that only a later one implies is `about`; projects that are"
        " uncertain, not found or without an amount are named, and leave `at least`. What no source splits by"
        " partner is not split. A step that nobody states is unknown, never zero.",
        "Own definition; what counts is declared in the content (`joins`, `join_rules`).",
    ),
    method_entry(
        COMPOSITE_METHOD,
        "scoring",
        "Divides, screens, imputes, treats, normalises and aggregates indicators as a specification says."
        " Unknown values stay unknown unless an imputation is stated; each filled or changed cell is flagged,"
        " and the number of indicators behind a score stands beside it. Replications that fail are counted"
        " and left out of the ranges of scores and ranks. A published score without an interval has no value,"
        " and a rank without a range does not exist.",
        "OECD and Joint Research Centre, Handbook on Constructing Composite Indicators (2008); details as"
        " COINr 1.1; Saltelli and others, Computer Physics Communications 181 (2010).",
    ),
    method_entry(
        SOURCE_MEAN_METHOD,
        "scoring",
        "Takes the mean of the sources that speak of a unit, rounded half up, with the standard error of the"
        " sources and an interval around the rounded score. Too few sources give no score, never nought.",
        "After Transparency International, Corruption Perceptions Index, technical methodology note.",
    ),
    method_entry(
        UCM_METHOD,
        "scoring",
        "Estimates an unobserved component from sources with errors of their own: one factor by maximum"
        " likelihood over representative sources, the others by regression on it, standardised in each year."
        " A cell that the sources do not identify has no estimates; a source without weight is named.",
        "Kaufmann, Kraay and Zoido-Lobatón, World Bank WPS 2195 (1999), in the edition of 2022 of the"
        " Worldwide Governance Indicators.",
    ),
    *OBSERVATION_METHODS,
    *PAYMENT_METHODS,
    *CONNECTIVITY_METHODS,
    method_entry(COUNT_METHOD, "counting", "Counts rows. A count of zero is zero: every row was looked at."),
)
"""All methods, in the order in which a build uses them."""
