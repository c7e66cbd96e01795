"""How well a fact is evidenced, where its row stands, which document says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from accord.domain.period import PartialDate

__all__ = ["NOWHERE", "Authority", "Evidence", "Origin", "Source", "weakest"]


class Evidence(StrEnum):
    """Evidence level of a claim; ``unverified`` claims never count towards a rating."""

    SEEN = "seen"
    PARTIAL = "partial"
    DERIVED = "derived"
    UNVERIFIED = "unverified"

    @property
    def is_verified(self) -> bool:
        """Whether a row of this level may be shown as fact."""
        return self is not Evidence.UNVERIFIED

    @property
    def rank(self) -> int:
        """0 for the strongest level, 3 for the weakest."""
        return tuple(Evidence).index(self)


def weakest(levels: Iterable[Evidence]) -> Evidence | None:
    """Return the weakest of some evidence levels, or None when there is none."""
    return max(levels, key=lambda level: level.rank, default=None)


class Authority(StrEnum):
    """What kind of publisher speaks, from closest to the fact to furthest from it."""

    REGISTER = "register"
    OFFICIAL = "official"
    RESEARCH = "research"
    PRESS = "press"
    OWN = "own"

    @property
    def rank(self) -> int:
        """0 for a register kept by the body that decides, 4 for our own arithmetic."""
        return tuple(Authority).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The place of a content row.

    Attributes:
        file: File name below the declaration's folder.
        line: Line on which the row starts, counted from 1.
    """

    file: str
    line: int


NOWHERE = Origin(file="", line=0)
"""The origin of a row that was not read from a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or page of the public record that says something.

    Attributes:
        id: Stable id.
        title: Title of the document, in English (ours where the original is in another language).
        publisher: Who published it.
        url: Address at which it was found.
        authority: What kind of publisher.
        date_read: Day on which it was entered into Accord.
        published: Date that the document states, as precise as it states it; None if undated.
        language: ISO 639-1 code of the text that was read.
        note: What a reader should know about it.
    """

    id: str
    title: str
    publisher: str
    url: str
    authority: Authority
    date_read: PartialDate
    published: PartialDate | None = None
    language: str = "en"
    note: str = ""
    origin: Origin = NOWHERE

    @property
    def known_from(self) -> PartialDate:
        """Date from which its claims can be known: publication if stated, else reading."""
        return self.published or self.date_read
