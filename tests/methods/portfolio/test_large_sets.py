"""Benefits of many candidates: split where they add up, fitted and computed where they do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from accord.domain.portfolio import Portfolio
from accord.domain.portfolio_reasons import FindingKind
from accord.methods.portfolio import large_sets
from accord.methods.portfolio.findings import findings_of
from accord.methods.portfolio.grouping import groups_of
from accord.methods.portfolio.large_sets import with_set_benefits
from accord.methods.portfolio.preparing import prepare
from accord.methods.portfolio.running import best_choice
from accord.methods.portfolio.set_parts import SetBenefits
from methods.portfolio.calls import call, candidate, envelope, joint

pytest.importorskip("scipy")

Of = Callable[[int], float]


def worth(of: Of) -> Callable[[Sequence[int]], NDArray[np.float64]]:
    return lambda sets: np.array([of(chosen) for chosen in sets])


def benefits(of: Of) -> SetBenefits:
    return SetBenefits(
        compute=lambda sets, _drawn: np.array([[of(chosen)] for chosen in sets]).reshape(-1, 1), draws=1
    )


def chain(chosen: int) -> float:
    """Parts 0, 1, 2 of one road bring 9 together and nothing otherwise; 3 brings 2, 4 brings 1."""
    return 9.0 * (chosen & 7 == 7) + 2.0 * (chosen >> 3 & 1) + 1.0 * (chosen >> 4 & 1)


def test_three_parts_of_a_road_are_one_group_though_no_pair_is_worth_anything() -> None:
    found = groups_of(worth(chain), 5)
    assert found.groups == ((0, 1, 2), (3,), (4,))
    assert found.pairs == ((0, 1), (0, 2), (1, 2))
    assert found.apart == pytest.approx(0)
    assert found.tolerance == pytest.approx(0.012)


def test_what_pairs_do_not_show_is_found_in_drawn_sets() -> None:
    """Exactly three of six bring 3: no pair shows it, whether nothing else is there or everything."""

    def three(chosen: int) -> float:
        return 10.0 * (chosen >> 6 & 1) + 3.0 * ((chosen & 63).bit_count() == 3)

    found = groups_of(worth(three), 7)
    assert found.pairs == ()
    assert found.groups == ((0, 1, 2, 3, 4, 5), (6,))
    assert found.apart == pytest.approx(0)


def spread(portfolio: Portfolio, of: Of) -> float:
    """The best benefit by trying every set that the envelope allows."""
    grants = [float(one.grant or 0) for one in portfolio.candidates]
    limit = float(portfolio.rules[0].value or 0)
    sets = np.arange(1 << len(grants))
    asked = sum(grant * (sets >> at & 1) for at, grant in enumerate(grants))
    fits = sets[(asked <= limit) & (asked > limit - 8)]  # benefits grow with every member
    return max(of(int(chosen)) for chosen in fits)


def made(count: int, of: Of, limit: int) -> tuple[Portfolio, Portfolio]:
    names = [f"m{number:02d}" for number in range(count)]
    rows = [candidate(name, 2 + number * 7 % 5, None) for number, name in enumerate(names)]
    plain = call(rows, envelope(limit))
    return plain, with_set_benefits(plain, joint("network", names), benefits(of))[0]


def in_blocks(chosen: int) -> float:
    """Four blocks of four; in each, three or more of them bring 5, and each brings its number by itself."""
    own = sum(1.0 + at % 3 for at in range(16) if chosen >> at & 1)
    return own + sum(5.0 for block in range(4) if (chosen >> 4 * block & 15).bit_count() >= 3)


def test_groups_that_add_up_give_the_best_of_all_sets() -> None:
    plain, with_benefits = made(16, in_blocks, 26)
    known, choice = with_benefits.approximation, best_choice(with_benefits)
    assert known is not None
    assert choice is not None
    assert [len(group) for group in known.groups] == [4, 4, 4, 4]
    assert known.fitted == ()
    assert known.apart == pytest.approx(0)
    assert choice.value == pytest.approx(spread(plain, in_blocks))
    assert [
        one.text for one in findings_of(prepare(with_benefits)) if one.kind is FindingKind.APPROXIMATE
    ] == [
        "Too many for what every set of them brings together. They fall into 4 groups (4 of 4), whose"
        " benefits are added up: of 120 sets that were computed as a whole, the furthest is EUR 0 million"
        " away from that sum."
    ]


def in_a_ring(chosen: int) -> float:
    """Neighbours in a ring of ten take a third of each other's benefit; three in a row give 1 back."""
    bits = [chosen >> at & 1 for at in range(10)]
    own = [3.0 + at % 4 for at in range(10)]
    found = sum(one * bit for one, bit in zip(own, bits, strict=True))
    for at in range(10):
        after, next_after = (at + 1) % 10, (at + 2) % 10
        found -= bits[at] * bits[after] * min(own[at], own[after]) / 3
        found += bits[at] * bits[after] * bits[next_after]
    return found


def test_a_group_that_is_too_large_is_fitted_chosen_computed_and_says_by_how_much_it_is_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(large_sets, "MOST_TOGETHER", 7)
    plain, with_benefits = made(10, in_a_ring, 19)
    known, choice = with_benefits.approximation, best_choice(with_benefits)
    assert known is not None
    assert choice is not None
    assert known.computed is not None
    assert len(known.groups) == 1
    assert known.computed == pytest.approx(in_a_ring(sum(1 << int(name[1:]) for name in choice.ids)))
    assert known.believed == pytest.approx(choice.value)
    text = [one.text for one in findings_of(prepare(with_benefits)) if one.kind is FindingKind.APPROXIMATE][
        -1
    ]
    assert "A choice that is better in truth may have been missed" in text
    assert "a difference of EUR" in text
    best = spread(plain, in_a_ring)
    assert 0.98 * best <= known.computed <= best + 1e-9


def test_up_to_fifteen_every_set_is_computed() -> None:
    _plain, with_benefits = made(5, chain, 30)
    assert with_benefits.approximation is None
    assert len(with_benefits.joint[0].values) == 32
    of_pairs = [with_benefits.joint[0].values[1 << one | 1 << two] for one, two in combinations(range(3), 2)]
    assert of_pairs == [0, 0, 0]
