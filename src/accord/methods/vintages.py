"""The world as it was known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from accord.domain.declaration import Declaration
from accord.errors import Problem, UsageError

__all__ = ["known_on"]


def known_on(declaration: Declaration, day: date) -> Declaration:
    """Return the declaration with only the claims, financing lines and verifications known on a day.

    A statement is known from the end of the period that its document states as its date of
    publication; an undated document is known from the day on which it was read. Promises,
    measures and parameters are not filtered: they are the questions, not the answers.

    Args:
        declaration: All content.
        day: Last day of knowledge, included.

    Raises:
        UsageError: The day lies before the declaration was made (ACC-203).
    """
    made = declaration.header.date.first_day
    if day < made:
        raise UsageError(
            Problem(
                id="ACC-203",
                what="On this day the declaration had not been made.",
                value=day.isoformat(),
                expected=f"a day from {made.isoformat()} on",
                fix="Choose a later --as-of.",
            )
        )
    known = {source.id for source in declaration.sources if source.known_from.last_day <= day}
    return replace(
        declaration,
        claims=tuple(claim for claim in declaration.claims if claim.source in known),
        lines=tuple(line for line in declaration.lines if line.source in known),
        verifications=tuple(row for row in declaration.verifications if row.source in known),
    )
