"""The band of a hit, from name evidence and identity evidence apart, and the words that explain it."""

from __future__ import annotations

from accord.domain.listing import ListedName
from accord.domain.screening import Band, IdentityEvidence, NamePart, Query, Verdict
from accord.methods.screening.explaining import Alignment
from accord.methods.screening.reading import reading_gap

__all__ = ["ALERT_SCORE", "band_of", "explain"]

ALERT_SCORE = 0.7
"""Name evidence from which on a hit may open an alert; 1 % of innocent persons reach it by name alone."""
_STRONG_SCORE = 0.85


def band_of(score: float, *, is_weak: bool, parts: tuple[NamePart, ...], evidence: Verdict) -> Band:
    """Return the band of a hit.

    Args:
        score: Name evidence, 0 to 1.
        is_weak: True if the nearest name is a weak alias; it confirms and never opens.
        parts: Alignment of the names.
        evidence: Identity evidence taken together.
    """
    if evidence is Verdict.CONTRADICTS:
        return Band.CONTRADICTED
    supports = evidence is Verdict.SUPPORTS
    if supports and score >= ALERT_SCORE:
        return Band.MATCH if score >= _STRONG_SCORE or is_weak else Band.POSSIBLE
    if is_weak or score < ALERT_SCORE or _rests_on_one_word(parts):
        return Band.NAME_ONLY
    return Band.POSSIBLE


def _rests_on_one_word(parts: tuple[NamePart, ...]) -> bool:
    """Tell whether one word is all that agrees, unless both names are that very word."""
    agreeing = [part for part in parts if part.asked and part.listed and not part.is_initial]
    words = sum(len(part.asked.split()) for part in agreeing)
    return words == 1 and (len(parts) > 1 or agreeing[0].likeness < 1)


def explain(
    query: Query, listed: ListedName, aligned: Alignment, evidence: tuple[IdentityEvidence, ...]
) -> str:
    """Say in plain words why a listing came up.

    Args:
        query: Who was asked for.
        listed: Name of the listing that came nearest.
        aligned: Alignment of the names.
        evidence: What the other attributes say.
    """
    parts = aligned.parts
    said = [_said(part) for part in parts if part.asked and part.listed]
    left = [part.asked for part in parts if not part.listed]
    missing = [part.listed for part in parts if not part.asked]
    text = "; ".join(said)
    if left:
        text += f"; not in the listed name: {', '.join(left)}"
    if missing:
        text += f"; only in the listed name: {', '.join(missing)}"
    text += "".join(
        f". {sentence}"
        for sentence, is_true in (
            ("The list itself calls this name weak", listed.is_weak),
            ("The legal forms differ", aligned.is_other_form),
            ("A father's name on one side is the own name on the other", aligned.is_moved_father),
            (reading_gap(query.name, query.kind), True),
        )
        if is_true and sentence
    )
    for each in evidence:
        verb = {"supports": "agrees", "contradicts": "differs", "silent": "says nothing"}[each.verdict]
        text += f". {each.field.capitalize()} {verb} ({each.asked} / {each.listed})"
    if not evidence:
        text += ". No other attribute to compare"
    return f"{query.name} ~ {listed.text}: {text}."


def _said(part: NamePart) -> str:
    if part.is_initial:
        return f"{part.asked} and {part.listed} have the same initial"
    if part.likeness == 1:
        return f"{part.listed} is the same ({part.bits:.1f} bits)"
    return f"{part.asked} is like {part.listed} ({part.likeness:.0%} of {part.bits:.1f} bits)"
