"""What an arc costs once projects are finished: alone, together, and with guesses drawn."""

from __future__ import annotations

import math

import numpy as np
import pytest

from accord.domain.network_change import EffectKind, Network
from accord.methods.network.delays import mean_delay
from accord.methods.network.graph import graph_of
from accord.methods.network.scenarios import drawn_scenario, likely_scenario
from made_up_networks import DAY, crossing, effect, place, profile, section

NETWORK = Network(
    places=(place("A"), place("B"), place("C")),
    sections=(section("AB", "30", guess=("20", "50")), section("BC", None, is_planned=True)),
    profiles=(profile("slow", "20", "60"),),
    crossings=(crossing("gate", "road-AB", there="slow", back="slow"),),
    effects=(
        effect("P0", EffectKind.RETIMES, "road-AB", "24", guess=("22", "29")),
        effect("P1", EffectKind.RETIMES, "road-AB", "18"),
        effect("P2", EffectKind.SHORTENS_WAIT, "gate", "0.5"),
        effect("P3", EffectKind.CLOSES, "road-AB"),
        effect("P4", EffectKind.OPENS, "road-BC", "12"),
    ),
)
WAIT = mean_delay(NETWORK.profiles[0])


def cost(arc: int, *projects: int) -> float:
    scenario = likely_scenario(graph_of(NETWORK, day=DAY), NETWORK.effects)
    return float(scenario.cost(arc, sum(1 << project for project in projects))[0])


def test_the_fastest_retiming_counts_shares_multiply_and_a_closed_section_stays_closed() -> None:
    assert cost(0) == pytest.approx(30 + WAIT)
    assert cost(0, 0) == pytest.approx(24 + WAIT)
    assert cost(0, 0, 1) == pytest.approx(18 + WAIT)
    assert cost(0, 1, 2) == pytest.approx(18 + WAIT / 2)
    assert math.isinf(cost(0, 0, 1, 2, 3))


def test_a_planned_section_is_closed_until_a_project_opens_it() -> None:
    assert math.isinf(cost(2))
    assert math.isinf(cost(2, 0, 1, 2))
    assert cost(2, 4) == 12
    assert cost(3, 4) == 12


def test_draws_stay_within_the_guess_are_seeded_and_alike_in_both_directions() -> None:
    graph = graph_of(NETWORK, day=DAY)
    drawn = drawn_scenario(graph, NETWORK.effects, np.random.default_rng(8), 200)
    before, after = drawn.cost(0, 0) - WAIT, drawn.cost(0, 1) - WAIT
    assert len(before) == drawn.draws == 200
    assert 20 <= min(before) < 25 < 40 < max(before) <= 50
    assert 22 <= min(after) < 23 < 28 < max(after) <= 29
    assert (drawn.cost(0, 0) == drawn.cost(1, 0)).all()
    assert drawn.cost(0, 2) - WAIT == pytest.approx([18.0] * 200)
    assert drawn.costs(0, draw=7)[0] == drawn.cost(0, 0)[7]
    assert drawn.part(5, 9).cost(0, 1).tolist() == drawn.cost(0, 1)[5:9].tolist()
    again = drawn_scenario(graph, NETWORK.effects, np.random.default_rng(8), 200)
    assert (again.cost(0, 0) == drawn.cost(0, 0)).all()
