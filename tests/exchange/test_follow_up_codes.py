"""Every code is explained, and none stands in two lists."""

from __future__ import annotations

from itertools import combinations

from accord.exchange import follow_up_codes as codes

LISTS = (
    (codes.Urgency, codes.URGENCY_TEXTS),
    (codes.Access, codes.ACCESS_TEXTS),
    (codes.Refusal, codes.REFUSAL_TEXTS),
    (codes.Outcome, codes.OUTCOME_TEXTS),
    (codes.Worth, codes.WORTH_TEXTS),
)


def test_every_code_has_a_sentence() -> None:
    for words, texts in LISTS:
        assert set(texts) == set(words)
        assert all(text.endswith(".") for text in texts.values())


def test_no_code_means_two_things() -> None:
    for (one, _), (other, _) in combinations(LISTS, 2):
        assert {word.value for word in one}.isdisjoint(word.value for word in other)
