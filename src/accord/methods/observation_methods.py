"""The methods on observations, for the reference: latest values, progress, gaps, convergence, ranks."""

from __future__ import annotations

from accord.methods.convergence.closing_figures import CLOSING_METHOD
from accord.methods.convergence.gap_figures import BENCHMARK_METHOD, GAP_METHOD
from accord.methods.convergence.rank_figures import RANKING_METHOD
from accord.methods.convergence.spread_figures import BETA_METHOD, SIGMA_METHOD
from accord.methods.indicator_figures import LATEST_METHOD
from accord.methods.method_entry import MethodEntry, method_entry
from accord.methods.progress.figure_parts import CHANCE_METHOD, CHANGE_METHOD
from accord.methods.progress.rules import PROGRESS_RULES

__all__ = ["OBSERVATION_METHODS"]

_PROGRESS = "Own definition; see docs/explanation/progress-and-noise.md."
_OWN = "Own definition; see docs/explanation/own-pace-and-merits.md."

OBSERVATION_METHODS: tuple[MethodEntry, ...] = (
    method_entry(
        LATEST_METHOD,
        "observing",
        "Takes the latest value of a source's newest vintage, in its last segment. A partner without a"
        " value has none; an absence that the source states is said in its words.",
        "Own definition.",
    ),
    *(method_entry(rule.method, "progress", rule.text, rule.reference) for rule in PROGRESS_RULES),
    method_entry(
        CHANGE_METHOD,
        "progress",
        "Takes the base from the latest value, exactly, within one vintage and one segment. The interval"
        " comes from the two standard errors, which are taken to be independent unless a correlation is"
        " stated; without both there is none.",
        _PROGRESS,
    ),
    method_entry(
        CHANCE_METHOD,
        "progress",
        "Draws both values within their standard errors and states the share of draws in each class.",
        _PROGRESS,
    ),
    method_entry(
        BENCHMARK_METHOD,
        "comparing",
        "Takes the mean, unweighted or weighted, over members that are the same in all periods, or a"
        " published aggregate; the three never stand for each other. Too few members give none; who is left"
        " is named.",
        _OWN,
    ),
    method_entry(
        GAP_METHOD,
        "comparing",
        "Divides by the benchmark on ratio scales and takes the difference on interval scales. An interval"
        " stands only where both sides state their errors.",
        _OWN,
    ),
    method_entry(
        CLOSING_METHOD,
        "comparing",
        "Divides the last gap by the pace of the gap, a straight line by least squares, with an error that"
        " allows for years that resemble each other. The interval may run to never; a gap that grows is"
        " closed never, a pace that cannot be told from nought gives cannot say.",
        "After Fieller, Journal of the Royal Statistical Society B 16 (1954), and Satterthwaite, Biometrics"
        " Bulletin 2 (1946); the matching of the correlation is our own.",
    ),
    method_entry(
        SIGMA_METHOD,
        "comparing",
        "Compares the standard deviation among the same units in the first and the last period; their ratio"
        " has an interval that allows for the two being of the same units.",
        "After Barro and Sala-i-Martin, Journal of Political Economy 100 (1992), and Pitman and Morgan,"
        " Biometrika 31 (1939).",
    ),
    method_entry(
        BETA_METHOD,
        "comparing",
        "Regresses yearly growth on the initial level over units with a value in both periods; says what half"
        " of a gap takes. Catching up in this sense does not show that the spread shrinks.",
        "After Barro and Sala-i-Martin (1992); the warning after Friedman, Journal of Economic Literature 30"
        " (1992), and Quah, Scandinavian Journal of Economics 95 (1993).",
    ),
    method_entry(
        RANKING_METHOD,
        "comparing",
        "Draws all values within their standard errors, taken to be independent, and states the range of each"
        " rank and the share of draws in which the whole published order holds. Without errors the doubt is"
        " not known.",
        "After Goldstein and Spiegelhalter, Journal of the Royal Statistical Society A 159 (1996).",
    ),
)
"""All methods on observations, in the order in which they need each other."""
