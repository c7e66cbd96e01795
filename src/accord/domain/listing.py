"""What an authority's list says of a person, organisation or ship that it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = [
    "BirthDate",
    "Effect",
    "Identifier",
    "ListedName",
    "Listing",
    "ListingKind",
    "NameKind",
]


class ListingKind(StrEnum):
    """What is listed, in the words of FollowTheMoney schemata, as exchanged between systems."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    VESSEL = "Vessel"
    AIRCRAFT = "Airplane"
    UNKNOWN = "LegalEntity"


class NameKind(StrEnum):
    """How a list introduces a name."""

    PRIMARY = "primary"
    ALIAS = "alias"
    FORMER = "former"


class Effect(StrEnum):
    """What a listing means for whoever would pay; a debarment is no asset freeze."""

    ASSET_FREEZE = "asset freeze"
    DEBARMENT = "debarment"
    OTHER = "other measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One name of a listing, as the authority writes it.

    Attributes:
        text: The whole name.
        kind: Primary name, alias or former name.
        is_weak: True where the authority itself calls the alias weak or of low quality; such a name
            confirms a hit and never opens one (OFAC, FAQ 122 to 125).
        given: Given names, where the list keeps them apart; else empty.
        middle: Patronymic or other middle names, likewise.
        family: Family name, likewise.
        language: ISO 639 code that the list states, lower case; empty if none.
    """

    text: str
    kind: NameKind = NameKind.ALIAS
    is_weak: bool = False
    given: str = ""
    middle: str = ""
    family: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthDate:
    """When a person was born, as precisely as a list says: any day from ``earliest`` to ``latest``.

    Attributes:
        earliest: First day that is meant.
        latest: Last day that is meant; the same day if the day is known.
        is_circa: True where the list says "approximately".
    """

    earliest: date
    latest: date
    is_circa: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number that an office gave: passport, register, tax, IMO.

    Attributes:
        kind: What kind, in the words of the list; empty if not said.
        value: The number as written.
        country: ISO 3166-1 alpha-2 code of the office, lower case; empty if not said.
    """

    value: str
    kind: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One entry of one list.

    Attributes:
        id: Code of the list and the authority's own reference, such as ``eu:EU.1.2``.
        list: Code of the list (``eu``, ``un``, ``us``, ``uk``, ``ch``, ``wb``, or a user's own).
        kind: What is listed.
        names: All names, in the order of the file; at least one.
        effect: What the listing means.
        regime: Legal regime or regulation under which it stands, in the words of the list.
        programmes: Codes of sanctions programmes.
        listed_on: Day of designation (not of publication); None if not stated.
        ended_on: Day on which it ended or, for a debarment, ends; None if it is open or not stated.
        is_ended: True where the list keeps the entry as de-listed, even if no day is given.
        birth_dates: Each date that the list gives; several are alternatives.
        nationalities: ISO 3166-1 alpha-2 codes, lower case (``xk`` for Kosovo*); what has no code
            stands as the list writes it.
        countries: Codes of countries of addresses and registration, likewise.
        addresses: Addresses, each in one line.
        identifiers: Numbers of documents and registers.
        remarks: Free text of the list, each remark apart.
        references: References to the same entry on other lists, such as a UN reference number.
        place: Place of the entry in its file, such as a row or an element.
    """

    id: str
    list: str
    kind: ListingKind
    names: tuple[ListedName, ...]
    effect: Effect = Effect.ASSET_FREEZE
    regime: str = ""
    programmes: tuple[str, ...] = ()
    listed_on: date | None = None
    ended_on: date | None = None
    is_ended: bool = False
    birth_dates: tuple[BirthDate, ...] = ()
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    remarks: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    place: str = ""
