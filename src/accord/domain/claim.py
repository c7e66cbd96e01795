"""Who said which value about what, when, in which document."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = [
    "Attribute",
    "AttributeKind",
    "ChoiceName",
    "Claim",
    "Qualifier",
    "SpreadMeaning",
    "Value",
    "parse_topic",
    "topic_id",
]

Value = Decimal | str | bool
"""A number, a word or text, or whether an event happened."""


class AttributeKind(StrEnum):
    """What the values of an attribute are."""

    MONEY = "money"
    NUMBER = "number"
    EVENT = "event"
    STAGE = "stage"
    TEXT = "text"


class SpreadMeaning(StrEnum):
    """What it means when claims about one topic differ."""

    CONFLICT = "conflict"
    REVISION = "revision"


class ChoiceName(StrEnum):
    """Names of the rules that choose among claims; ``methods.choosing`` says what each does."""

    CLOSEST_THEN_LATEST = "closest_then_latest"
    LATEST = "latest"
    HIGHEST = "highest"
    LOWEST = "lowest"


class Qualifier(StrEnum):
    """How the publisher hedged a number."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    UP_TO = "up to"
    AT_LEAST = "at least"
    MORE_THAN = "more than"

    @property
    def bounds_below(self) -> bool:
        """Whether the true value is known not to be smaller."""
        return self in {Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN}

    @property
    def bounds_above(self) -> bool:
        """Whether the true value is known not to be larger."""
        return self in {Qualifier.EXACT, Qualifier.UP_TO, Qualifier.NEARLY}

    @classmethod
    def of_bounds(cls, *, below: bool, above: bool) -> Qualifier:
        """Return the hedge of a computed value whose bounds are known or not."""
        if below and above:
            return cls.EXACT
        if below:
            return cls.AT_LEAST
        return cls.UP_TO if above else cls.ABOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A property about which claims are made.

    Attributes:
        id: Stable id.
        label: Name on pages.
        kind: What its values are.
        unit: Unit of a number; empty for money (each claim names its currency) and for words.
        rule: Name of the rule that chooses among claims.
        spread: Whether differing values are a conflict or a revision over time.
        stage: Stage that a project reached when the event happened; empty for none.
        note: What a reader should know.
    """

    id: str
    label: str
    kind: AttributeKind
    unit: str = ""
    rule: ChoiceName = ChoiceName.CLOSEST_THEN_LATEST
    spread: SpreadMeaning = SpreadMeaning.CONFLICT
    stage: str = ""
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one document; never overwritten, only joined by later claims.

    Attributes:
        id: Stable id.
        subject: Id of the commitment, project, partner or declaration it is about.
        attribute: Id of the attribute.
        value: Number, word, or ``true``/``false`` for an event that did or did not happen.
        source: Id of the document that says so.
        evidence: Evidence level.
        partner: Partner for which it holds; empty for the region as a whole.
        unit: Currency of money; unit of a number if it differs from the attribute's.
        qualifier: How the publisher hedged it.
        date: When the thing happened or the value held, as precise as stated.
        place: Where in the document it stands.
        note: What a reader should know.
    """

    id: str
    subject: str
    attribute: str
    value: Value
    source: str
    evidence: Evidence
    partner: str = ""
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    date: PartialDate | None = None
    place: str = ""
    note: str = ""
    origin: Origin = NOWHERE

    @property
    def topic(self) -> str:
        """Id of what the claim is about; claims with one topic are alternatives."""
        return topic_id(self.subject, self.attribute, self.partner)


def topic_id(subject: str, attribute: str, partner: str = "") -> str:
    """Return ``subject.attribute`` or ``subject.attribute.partner``."""
    return ".".join(part for part in (subject, attribute, partner) if part)


def parse_topic(
    name: str, *, subjects: Container[str], attributes: Container[str], partners: Container[str]
) -> tuple[str, str, str] | None:
    """Take a topic id apart, whatever dots its parts contain.

    Args:
        name: Id such as ``T01.grant`` or ``PKG-1.paid.ALB``.
        subjects: Ids of what claims can be about.
        attributes: Ids of attributes.
        partners: Ids of partners.

    Returns:
        Subject, attribute and partner (empty for the region), or None if it is no topic.
    """
    for place, sign in enumerate(name):
        if sign != "." or name[:place] not in subjects:
            continue
        rest = name[place + 1 :]
        if rest in attributes:
            return name[:place], rest, ""
        attribute, _, partner = rest.rpartition(".")
        if attribute in attributes and partner in partners:
            return name[:place], attribute, partner
    return None
