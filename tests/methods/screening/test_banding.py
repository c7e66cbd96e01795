"""How far a hit goes, and how it is told."""

from __future__ import annotations

import pytest

from accord.domain.listing import ListedName
from accord.domain.screening import Band, IdentityEvidence, NamePart, Query, Verdict
from accord.methods.screening.banding import ALERT_SCORE, band_of, explain
from accord.methods.screening.explaining import Alignment

SUPPORTS, SILENT, CONTRADICTS = Verdict.SUPPORTS, Verdict.SILENT, Verdict.CONTRADICTS
LOW = ALERT_SCORE - 0.01


def same(word: str, likeness: float = 1.0) -> NamePart:
    return NamePart(asked=word, listed=word, likeness=likeness, bits=8.0)


def left(word: str) -> NamePart:
    return NamePart(asked=word, listed="", likeness=0.0, bits=8.0)


INITIAL = NamePart(asked="n", listed="nikolina", likeness=0.5, bits=1.0)
TWO = (same("nikolina"), same("nepostojecha"))


@pytest.mark.parametrize(
    ("score", "is_weak", "parts", "evidence", "band"),
    [
        (0.95, False, TWO, SUPPORTS, Band.MATCH),
        (0.75, False, TWO, SUPPORTS, Band.POSSIBLE),
        (0.95, False, TWO, SILENT, Band.POSSIBLE),
        (1.0, False, TWO, CONTRADICTS, Band.CONTRADICTED),
        (LOW, False, TWO, SUPPORTS, Band.NAME_ONLY),
        (LOW, False, TWO, SILENT, Band.NAME_ONLY),
        (0.95, True, TWO, SILENT, Band.NAME_ONLY),  # a weak alias opens nothing
        (0.75, True, TWO, SUPPORTS, Band.MATCH),  # and confirms
        (0.9, False, (same("nikolina"), left("vrabac")), SILENT, Band.NAME_ONLY),  # one word is too little
        (0.9, False, (same("nepostojecha"), INITIAL), SILENT, Band.NAME_ONLY),  # and so with an initial
        (0.9, False, (same("nikolina"), left("vrabac")), SUPPORTS, Band.MATCH),
        (0.9, False, (same("neptun"),), SILENT, Band.POSSIBLE),  # unless it is all of both names
        (0.9, False, (same("neptun", 0.9),), SILENT, Band.NAME_ONLY),
        (0.9, False, (same("bit river"),), SILENT, Band.POSSIBLE),  # two words read as one are two
    ],
)
def test_bands(
    score: float, is_weak: bool, parts: tuple[NamePart, ...], evidence: Verdict, band: Band
) -> None:
    assert band_of(score, is_weak=is_weak, parts=parts, evidence=evidence) is band


def test_only_matches_and_possible_ones_open_an_alert() -> None:
    assert [band for band in Band if band.opens_alert] == [Band.MATCH, Band.POSSIBLE]


def told(
    parts: tuple[NamePart, ...],
    *evidence: IdentityEvidence,
    name: str = "Nikolina",
    is_weak: bool = False,
    is_other_form: bool = False,
    is_moved_father: bool = False,
) -> str:
    aligned = Alignment(parts, is_other_form, is_moved_father)
    return explain(Query(id="q", name=name), ListedName(text="Listed", is_weak=is_weak), aligned, evidence)


def test_every_part_is_told() -> None:
    missing = NamePart(asked="", listed="marija", likeness=0.0, bits=5.0)
    text = told((same("nikolina"), same("vrana", 0.9), INITIAL, left("vrabac"), missing))
    assert text == (
        "Nikolina ~ Listed: nikolina is the same (8.0 bits); vrana is like vrana (90% of 8.0 bits); "
        "n and nikolina have the same initial; not in the listed name: vrabac; "
        "only in the listed name: marija. No other attribute to compare."
    )


def test_whatever_lowers_a_score_is_told() -> None:
    text = told(TWO, is_weak=True, is_other_form=True, is_moved_father=True, name="riječ " * 50)
    assert "The list itself calls this name weak. The legal forms differ. A father's name" in text
    assert "Only the first 40 words of the name were compared." in text


@pytest.mark.parametrize(
    ("verdict", "words"), [(SUPPORTS, "agrees"), (SILENT, "says nothing"), (CONTRADICTS, "differs")]
)
def test_evidence_is_told_with_both_values(verdict: Verdict, words: str) -> None:
    evidence = IdentityEvidence(field="birth date", verdict=verdict, asked="1970", listed="1950")
    assert told(TWO, evidence).endswith(f". Birth date {words} (1970 / 1950).")
