"""The partners of a declaration with their dated names and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = ["Partner", "PartnerCode", "PartnerName", "Tile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerName:
    """A name that was in official use during some time.

    Attributes:
        label: The name as written on pages.
        valid_from: First day, or None for "since before the declaration".
        valid_to: Last day, or None for "still".
    """

    label: str
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether the name was in use on a day."""
        began = self.valid_from is None or self.valid_from.first_day <= day
        ended = self.valid_to is not None and self.valid_to.last_day < day
        return began and not ended


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerCode:
    """A code of a partner in one scheme.

    Attributes:
        scheme: Name of the scheme, e.g. ``iso2`` or ``wbif``.
        code: The code.
        evidence: Evidence level of the code.
        note: What a reader should know.
    """

    scheme: str
    code: str
    evidence: Evidence
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Place of a partner in the tile map: a grid cell, not a geography.

    Attributes:
        column: Column, from 0 at the left.
        row: Row, from 0 at the top.
    """

    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One of the partners that a declaration addresses.

    Attributes:
        id: Three letters, stable through changes of name.
        names: Names with the time during which each was in use.
        codes: Codes in other schemes.
        tile: Place in the tile map.
        footnote: Text that must stand on every page that names the partner; empty if none.
        source: Id of the source of names and codes.
        evidence: Evidence level of the names.
        note: What a reader should know.
    """

    id: str
    names: tuple[PartnerName, ...]
    codes: tuple[PartnerCode, ...]
    tile: Tile
    source: str
    evidence: Evidence
    footnote: str = ""
    note: str = ""
    origin: Origin = NOWHERE

    def name_on(self, day: date) -> str:
        """Return the name in use on a day; the id if no name covers that day."""
        return next((name.label for name in self.names if name.is_valid_on(day)), self.id)
