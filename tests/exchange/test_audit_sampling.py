"""A sample is drawn again by anybody with the seed, and its size says what it can find."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.audit_sampling import (
    Draw,
    LoggedRequest,
    draw_sample,
    escape_probability,
    logged_requests,
    most_bad,
)
from accord.exchange.logbook.entries import Entry, EntryKind
from exchange.inspected import ASKER, ask


def request(index: int, elements: int, asker: str = ASKER) -> LoggedRequest:
    fields: dict[str, str | int] = {"asker": asker, "request": f"r-{index}", "elements": elements}
    at = datetime(2030, 1, 31, tzinfo=UTC)
    return LoggedRequest(index=index, entry=Entry(kind=EntryKind.ADMITTED, at=at, fields=fields))


def test_the_same_seed_draws_the_same_sample_whatever_the_order() -> None:
    requests = [request(3, 32), request(7, 1), request(9, 256)]
    first = draw_sample(b"s" * 32, requests, 20)
    assert first == draw_sample(b"s" * 32, requests[::-1], 20)
    assert first != draw_sample(b"t" * 32, requests, 20)
    assert len(set(first)) == 20
    assert list(first) == sorted(first)


@given(counts=st.lists(st.integers(min_value=0, max_value=40), max_size=5), size=st.integers(0, 100))
def test_a_sample_is_without_repetition_and_never_beyond_the_log(counts: list[int], size: int) -> None:
    requests = [request(index, count) for index, count in enumerate(counts)]
    drawn = draw_sample(bytes(32), requests, size)
    assert len(drawn) == len(set(drawn)) == min(size, sum(counts))
    assert all(0 <= draw.place < counts[draw.index] for draw in drawn)


def test_every_element_is_drawn_about_equally_often() -> None:
    """10 elements, 3 drawn, 2,000 seeds: 600 expected each, deviation sqrt(2000 x .3 x .7) = 20.5."""
    requests = [request(1, 4), request(2, 6)]
    drawn: Counter[Draw] = Counter()
    for number in range(2_000):
        drawn.update(draw_sample(number.to_bytes(32, "big"), requests, 3))
    assert len(drawn) == 10
    assert all(abs(count - 600) < 5 * 20.5 for count in drawn.values())


def test_only_admitted_requests_of_the_asker_are_drawn_from() -> None:
    mine, other = ask("01-234-AB", index=4).logged, request(5, 32, asker="somebody-else")
    evaluated = Entry(kind=EntryKind.EVALUATED, at=mine.entry.at, fields={"asker": ASKER})
    entries = [(4, mine.entry), (5, other.entry), (6, evaluated)]
    assert logged_requests(entries, ASKER) == (mine,)


@given(total=st.integers(1, 9), bad=st.integers(0, 9), drawn=st.integers(0, 9))
def test_the_probability_to_miss_all_is_that_of_counting_subsets(total: int, bad: int, drawn: int) -> None:
    """Counted by hand: of all subsets of the sample's size, those that hold no bad element."""
    bad, drawn = min(bad, total), min(drawn, total)
    subsets = list(combinations(range(total), drawn))
    missed = sum(all(element >= bad for element in subset) for subset in subsets)
    assert escape_probability(total, bad, drawn) == pytest.approx(missed / len(subsets))


def test_what_a_clean_sample_leaves_open() -> None:
    """59 of 1,000,000 drawn, none bad: 0.95^59 = 0.0485, so that up to just under 5 % may be."""
    assert most_bad(1_000_000, 59) / 1_000_000 == pytest.approx(0.0495, abs=0.0006)
    assert most_bad(32, 32) == 0
    assert most_bad(32, 0) == 32
    bad = most_bad(500, 60)
    assert escape_probability(500, bad, 60) > 0.05 >= escape_probability(500, bad + 1, 60)


@pytest.mark.parametrize(("seed", "size"), [(b"short", 1), (bytes(32), -1)])
def test_a_sample_without_a_seed_or_size_is_refused(seed: bytes, size: int) -> None:
    with pytest.raises(ValueError, match="a seed of 32 bytes"):
        draw_sample(seed, [], size)
