"""Evidence levels and the day from which a document is known."""

from __future__ import annotations

from accord.domain.evidence import Authority, Evidence, weakest
from made_up import source


def test_only_unverified_evidence_is_not_verified() -> None:
    assert [level for level in Evidence if not level.is_verified] == [Evidence.UNVERIFIED]


def test_the_weakest_level_is_the_last_of_seen_partial_derived_unverified() -> None:
    assert weakest([Evidence.SEEN, Evidence.DERIVED, Evidence.PARTIAL]) is Evidence.DERIVED
    assert weakest([Evidence.SEEN, Evidence.PARTIAL]) is Evidence.PARTIAL
    assert weakest([Evidence.UNVERIFIED, Evidence.SEEN]) is Evidence.UNVERIFIED


def test_the_weakest_of_nothing_is_unknown_not_the_strongest() -> None:
    assert weakest([]) is None


def test_a_register_stands_closest_to_the_fact_and_our_notes_furthest() -> None:
    ranks = sorted(Authority, key=lambda authority: authority.rank)
    assert [rank.value for rank in ranks] == ["register", "official", "research", "press", "own"]


def test_a_document_is_known_from_its_publication() -> None:
    assert str(source("a", published="2019-11").known_from) == "2019-11"


def test_an_undated_document_is_known_from_the_day_on_which_it_was_read() -> None:
    assert str(source("a", published=None).known_from) == "2024-01-15"
