"""The ids that rows of a network use of other rows."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.declaration import Declaration
from accord.domain.evidence import Origin
from accord.domain.network_change import EffectKind

__all__ = ["network_references"]

_SECTION = "section of the network"
_TARGETS = {EffectKind.SHORTENS_WAIT: "crossing", EffectKind.RETIMES_TRANSFER: "place"}


def network_references(declaration: Declaration) -> Iterator[tuple[Origin, str, str, str, str]]:
    """Yield place, row, field, id and kind of each reference.

    Args:
        declaration: All rows of a declaration.
    """
    for place in declaration.network_places:
        if place.partner:
            yield place.origin, place.id, "partner", place.partner, "partner"
    for section in declaration.network_sections:
        yield section.origin, section.id, "begins", section.begins, "place"
        yield section.origin, section.id, "ends", section.ends, "place"
        for row in section.memberships:
            yield row.origin, section.id, "memberships", row.source, "source"
    for crossing in declaration.network_crossings:
        yield crossing.origin, crossing.id, "section", crossing.section, _SECTION
        for field, name in (("there", crossing.there), ("back", crossing.back)):
            if name:
                yield crossing.origin, crossing.id, field, name, "delay"
        for wait in crossing.observed:
            yield wait.origin, crossing.id, "observed", wait.source, "source"
    for effect in declaration.network_effects:
        kind = _TARGETS.get(effect.kind, _SECTION)
        yield effect.origin, effect.id, "project", effect.project, "project"
        yield effect.origin, effect.id, "target", effect.target, kind
