"""What each project alone saves, place by place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from accord.domain.network_change import EffectKind, Network
from accord.methods.network.analysis import analyse_network
from accord.methods.network.gains_by_place import gains_by_place
from accord.methods.network.report import Measured, Question
from made_up_networks import DAY, effect, networks, place, section


def line(*, people_of_c: int | None = 100) -> Network:
    """A, B, C in a row, 30 minutes apart; P1 halves the first section, P2 closes nothing that is used."""
    return Network(
        places=(place("A", 100), place("B", 300), place("C", people_of_c)),
        sections=(section("AB"), section("BC"), section("AC", "90")),
        effects=(
            effect("P1", EffectKind.RETIMES, "road-AB", "15"),
            effect("P2", EffectKind.CLOSES, "road-AC"),
        ),
    )


def test_minutes_saved_by_hand() -> None:
    # From A: 300 people 15 minutes nearer and 100 people 15 nearer, so 15; from B: 100 of 200 people, so 7.5;
    # from C: 100 of 400 people, so 3.75. The closed way of 90 minutes was never the shortest.
    found = gains_by_place(line(), day=DAY)
    assert found["P1"] == pytest.approx({"A": 15.0, "B": 7.5, "C": 3.75})
    assert found["P2"] == {"A": 0.0, "B": 0.0, "C": 0.0}


def test_a_place_whose_people_are_unknown_saves_nobody_knows_what() -> None:
    # Now only A and B count: 15 minutes each way.
    assert gains_by_place(line(people_of_c=None), day=DAY)["P1"] == {"A": 15.0, "B": 15.0, "C": None}


def test_a_project_that_is_not_asked_for_or_changes_no_way_is_left_out() -> None:
    assert list(gains_by_place(line(), day=DAY, projects=("P1",))) == ["P1"]
    rows = line()
    elsewhere = Network(
        places=rows.places, sections=rows.sections, effects=(effect("P3", EffectKind.CLOSES, "road-ZZ"),)
    )
    assert gains_by_place(elsewhere, day=DAY) == {}


@settings(max_examples=25, deadline=None)
@given(networks(most_projects=3))
def test_the_mean_over_all_people_is_the_published_gain_alone(network: Network) -> None:
    """Weighted by journeys, what places save is what the project saves on its own."""
    report = analyse_network(network, Question(day=DAY, draws=0))
    if report.attribution is None or report.measured is not Measured.MINUTES:
        return
    found = gains_by_place(network, day=DAY)
    people = {row.id: float(row.population) for row in network.places if row.population}
    total = sum(people.values())
    journeys = {name: count * (total - count) for name, count in people.items()}
    for project, alone in zip(report.attribution.projects, report.attribution.alone, strict=True):
        saved = sum((found[project][name] or 0.0) * weight for name, weight in journeys.items())
        assert saved / sum(journeys.values()) == pytest.approx(alone, abs=1e-6)
