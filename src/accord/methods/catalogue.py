"""Every method by name, for the reference page: what it does, with which version, by which source."""

from __future__ import annotations

from dataclasses import dataclass

from accord.methods.choosing import CHOICE_RULES
from accord.methods.counting import COUNT_METHOD
from accord.methods.derived import DERIVED_METHODS
from accord.methods.measuring import MEASURE_METHOD
from accord.methods.rating import RATING_METHOD

__all__ = ["METHODS", "MethodEntry"]

_OWN = "Own definition; see docs/explanation/ratings.md."
_CHOICE = "Own definition; see docs/explanation/claims-and-figures.md."


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodEntry:
    """One method as readers find it: name, version, kind, text and reference."""

    name: str
    version: str
    kind: str
    text: str
    reference: str


def _entry(method: str, kind: str, text: str, reference: str = _OWN) -> MethodEntry:
    name, version = method.split(" ")
    return MethodEntry(name=name, version=version, kind=kind, text=text, reference=reference)


METHODS: tuple[MethodEntry, ...] = (
    *(_entry(rule.method, "choosing among claims", rule.text, _CHOICE) for rule in CHOICE_RULES),
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
    _entry(
        MEASURE_METHOD,
        "measuring",
        "Compares one figure with what a measure asks for: met scores one, not met scores zero, half way or"
        " more scores partly_score, unknown has no score.",
    ),
    _entry(
        RATING_METHOD,
        "rating",
        "Turns the measures of a commitment into one rating for a partner by the first row of the rating"
        " table that holds. Unverified claims are never counted; a measure without evidence is neither met"
        " nor zero."
        " The trend compares the score with the one at the start of the trend window.",
    ),
    _entry(COUNT_METHOD, "counting", "Counts rows. A count of zero is zero: every row was looked at."),
)
"""All methods, in the order in which a build uses them."""
