"""The answers of each partner to "fast, cheap and for all", as rows for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from accord.cli.output import print_line

if TYPE_CHECKING:
    from accord.domain.broadband_facts import PartnerFact
    from accord.domain.declaration import Declaration
    from accord.domain.figure import Figure

    Row = dict[str, object]

__all__ = ["facts_json", "print_partner_tests", "tests_json"]

_BESIDE = {
    "speed": (("speed_median", "median of tests, Mbit/s"),),
    "price": (
        ("price_share", "% of income of the year before"),
        ("price_share_same_year", "% of income of the same year"),
    ),
    "price_poorest": (("price_share_poorest", "% of theirs, about"),),
    "gigabit": (
        ("gigabit_gap", "missing, percentage points"),
        ("gigabit_most", "at most, % of households"),
    ),
    "mobile_5g": (("mobile_5g_gap", "missing, percentage points"),),
}
"""Numbers that are printed below an answer: last part of their ids, and words."""

_WORDS, _CELL = 56, 9


def print_partner_tests(declared: Declaration, figures: Mapping[str, Figure]) -> None:
    """Print each question with the answer of each partner, and below it the number that it rests on."""
    from accord.methods.broadband.fact_figures import partner_figure_id
    from accord.methods.broadband.partner_tests import TEST_QUESTIONS, answer_count_id

    known, dark = (figures.get(answer_count_id(part)) for part in ("known", "not_known"))
    if known is None or dark is None:
        return
    partners = [row.id for row in declared.partners]
    print_line(f"\nFast, cheap and for all? {known.value} answers are known, {dark.value} nobody gave")
    print_line(f"  {'':{_WORDS}}" + _cells(partners))
    for test, question in TEST_QUESTIONS.items():
        said = [figures[partner_figure_id(partner, test)] for partner in partners]
        print_line(f"  {question:{_WORDS}}" + _cells([_short(row) for row in said]))
        for part, words in _BESIDE.get(test, ()):
            rows = [figures[partner_figure_id(partner, part)] for partner in partners]
            if any(row.value is not None for row in rows):
                print_line(f"    {words:{_WORDS - 2}}" + _cells([_short(row) for row in rows]))
    print_line("  depends: on which side of the limit it falls depends on the income that is taken")
    name = partner_figure_id(partners[0], "price")
    print_line(f"  Why, with source and line: accord why {name} --from {declared.header.id}")


def tests_json(declared: Declaration, figures: Mapping[str, Figure]) -> list[Row]:
    """Return for each partner and question the answer, its figure, and why; empty if nothing was asked."""
    from accord.methods.broadband.fact_figures import partner_figure_id
    from accord.methods.broadband.partner_tests import TEST_QUESTIONS

    return [
        {
            "partner": partner.id,
            "test": test.value,
            "question": question,
            "value": figure.value,
            "figure": figure.id,
            "reason": figure.reason,
        }
        for partner in declared.partners
        for test, question in TEST_QUESTIONS.items()
        if (figure := figures.get(partner_figure_id(partner.id, test))) is not None
    ]


def facts_json(facts: Sequence[PartnerFact]) -> Iterator[Row]:
    """Yield what others publish on each partner, with source and year."""
    for row in facts:
        yield {
            "fact": row.id,
            "partner": row.partner,
            "kind": row.kind.value,
            "title": row.title,
            "year": row.year,
            "value": float(row.value),
            "unit": row.unit,
            "speed_mbit": None if row.speed_mbit is None else float(row.speed_mbit),
            "source": row.source,
            "url": row.url,
            "evidence": row.evidence.value,
            "note": row.note,
        }


def _short(figure: Figure) -> str:
    from accord.cleaning.values import shown_value

    return shown_value(figure.value)


def _cells(words: Sequence[str]) -> str:
    return "".join(f"{word:>{_CELL}}" for word in words)
