"""How long the sections of a network are, how that is known, and which tier they belong to on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, Section, Tier
from accord.domain.network_change import Network

__all__ = ["ModeLengths", "mode_lengths", "total_km"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeLengths:
    """The sections of one mode in use on a day.

    Attributes:
        mode: The mode.
        day: The day.
        known: Sections whose length is known.
        unknown: Sections whose length is unknown; no sum counts them, and that is no zero.
    """

    mode: Mode
    day: date
    known: tuple[Section, ...]
    unknown: tuple[Section, ...]

    @property
    def read(self) -> tuple[Section, ...]:
        """Sections whose length was read in a source, whole or in part."""
        return self._of_levels(Evidence.SEEN, Evidence.PARTIAL)

    @property
    def derived(self) -> tuple[Section, ...]:
        """Sections whose length follows from what was read."""
        return self._of_levels(Evidence.DERIVED)

    @property
    def guessed(self) -> tuple[Section, ...]:
        """Sections whose length is a guess."""
        return self._of_levels(Evidence.UNVERIFIED)

    def in_tier(self, tier: Tier | None) -> tuple[Section, ...]:
        """Return the sections of known length in a tier on the day.

        Args:
            tier: The tier; None for sections of which no tier is stated.
        """
        return tuple(row for row in self.known if row.tier_on(self.day) is tier)

    def _of_levels(self, *levels: Evidence) -> tuple[Section, ...]:
        return tuple(row for row in self.known if row.evidence in levels)


def mode_lengths(network: Network, day: date) -> Iterator[ModeLengths]:
    """Yield the sections of each mode that has some in use, roads first.

    Args:
        network: The network. Planned sections are not in use, as long as no project has opened them.
        day: The day.
    """
    used = [row for row in network.sections if row.is_in_use_on(day) and not row.is_planned]
    for mode in Mode:
        rows = [row for row in used if row.mode is mode]
        if rows:
            yield ModeLengths(
                mode=mode,
                day=day,
                known=tuple(row for row in rows if row.length_km is not None),
                unknown=tuple(row for row in rows if row.length_km is None),
            )


def total_km(sections: tuple[Section, ...]) -> Decimal:
    """Return the sum of the lengths that are known, in kilometres; 0 for no sections."""
    return sum((row.length_km for row in sections if row.length_km is not None), start=Decimal(0))
