"""The named rules by which a figure chooses among claims that say different things."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.claim import ChoiceName, Claim
from accord.domain.evidence import Source

__all__ = ["CHOICE_RULES", "ChoiceRule", "choice_rule"]

_Key = tuple[Decimal | int | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRule:
    """One way to choose among claims.

    Attributes:
        name: Name used in content.
        version: Raised when a published figure would change.
        text: What it does, in plain words.
        key: Order of preference, the smallest first; the claim's id decides ties.
    """

    name: ChoiceName
    version: str
    text: str
    key: Callable[[Claim, Source], _Key]

    @property
    def method(self) -> str:
        """Name and version as published with a figure."""
        return f"{self.name} {self.version}"

    def choose(self, claims: Sequence[Claim], sources: Mapping[str, Source]) -> Claim:
        """Return the preferred claim.

        Args:
            claims: At least one claim, all verified.
            sources: Sources by id.
        """
        return min(claims, key=lambda claim: (*self.key(claim, sources[claim.source]), claim.id))


def _known_day(source: Source) -> int:
    return source.known_from.last_day.toordinal()


def _closest_then_latest(claim: Claim, source: Source) -> _Key:
    return (source.authority.rank, claim.evidence.rank, -_known_day(source))


def _latest(claim: Claim, source: Source) -> _Key:
    day = claim.date.last_day.toordinal() if claim.date else _known_day(source)
    return (-day, source.authority.rank, claim.evidence.rank)


def _number(claim: Claim) -> Decimal:
    return claim.value if isinstance(claim.value, Decimal) else Decimal(0)


def _highest(claim: Claim, source: Source) -> _Key:
    return (-_number(claim), source.authority.rank)


def _lowest(claim: Claim, source: Source) -> _Key:
    return (_number(claim), source.authority.rank)


CHOICE_RULES: tuple[ChoiceRule, ...] = (
    ChoiceRule(
        name=ChoiceName.CLOSEST_THEN_LATEST,
        version="1.0",
        text=(
            "The publisher closest to the fact is preferred (register, official, research, press, own notes),"
            " then the stronger evidence level, then the later publication."
        ),
        key=_closest_then_latest,
    ),
    ChoiceRule(
        name=ChoiceName.LATEST,
        version="1.0",
        text="The claim about the latest date is preferred, then the publisher closest to the fact.",
        key=_latest,
    ),
    ChoiceRule(
        name=ChoiceName.HIGHEST,
        version="1.0",
        text="The largest value is preferred; for upper bounds.",
        key=_highest,
    ),
    ChoiceRule(
        name=ChoiceName.LOWEST,
        version="1.0",
        text="The smallest value is preferred; for cautious counts.",
        key=_lowest,
    ),
)


def choice_rule(name: ChoiceName) -> ChoiceRule:
    """Return the rule with a name; every name has one."""
    return next(rule for rule in CHOICE_RULES if rule.name is name)
