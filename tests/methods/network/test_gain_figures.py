"""What projects save, place by place: alone and together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from accord.domain.network_change import EffectKind, Network
from accord.methods.network.analysis import analyse_network
from accord.methods.network.reach import minutes_by_place
from accord.methods.network.report import Measured, Question
from accord.methods.network_figures import report_figures
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


def saved(network: Network, *projects: str) -> dict[str, float | None]:
    """What is said to be saved, by the id of the figure without its first and last word."""
    question = Question(day=DAY, draws=0, projects=projects)
    figures = report_figures(analyse_network(network, question), network)
    return {
        name.removeprefix("network.").removesuffix(".minutes_saved"): None
        if figure.value is None
        else float(str(figure.value))
        for name, figure in figures.items()
        if name.endswith(".minutes_saved") and not figure.partner
    }


def test_minutes_saved_by_hand() -> None:
    # From A: 300 people 15 minutes nearer and 100 people 15 nearer, so 15; from B: 100 of 200 people, so 7.5;
    # from C: 100 of 400 people, so 3.75. The closed way of 90 minutes was never the shortest.
    assert saved(line()) == {
        **{"A": 15.0, "B": 7.5, "C": 3.75},
        **{"P1.A": 15.0, "P1.B": 7.5, "P1.C": 3.75},
        **{"P2.A": 0.0, "P2.B": 0.0, "P2.C": 0.0},
    }


def test_a_place_whose_people_are_unknown_has_no_saving() -> None:
    # Now only A and B count: 15 minutes each way.
    assert saved(line(people_of_c=None), "P1") == {"A": 15.0, "B": 15.0, "P1.A": 15.0, "P1.B": 15.0}


def test_places_that_cannot_be_reached_make_a_saving_unknown() -> None:
    cut = Network(
        places=(place("A", 100), place("B", 300), place("C", 100)),
        sections=(section("AB"),),
        effects=(effect("P1", EffectKind.RETIMES, "road-AB", "15"),),
    )
    assert saved(cut) == dict.fromkeys(("A", "B", "C", "P1.A", "P1.B", "P1.C"))


def test_a_project_that_is_not_asked_for_or_changes_no_way_is_left_out() -> None:
    assert not [name for name in saved(line(), "P1") if name.startswith("P2")]
    rows = line()
    elsewhere = Network(
        places=rows.places, sections=rows.sections, effects=(effect("P3", EffectKind.CLOSES, "road-ZZ"),)
    )
    assert saved(elsewhere) == {}


@settings(max_examples=25, deadline=None)
@given(networks(most_projects=3))
def test_the_mean_over_all_people_is_the_published_gain_alone(network: Network) -> None:
    """Weighted by journeys, what places save is what the project saves on its own."""
    report = analyse_network(network, Question(day=DAY, draws=0))
    if report.attribution is None or report.measured is not Measured.MINUTES:
        return
    before = minutes_by_place(report.before, report.graph.population)
    people = {row.id: float(row.population) for row in network.places if row.population}
    total = sum(people.values())
    journeys = {name: count * (total - count) for name, count in people.items()}
    for project, alone in zip(report.attribution.projects, report.attribution.alone, strict=True):
        gains = before - report.alone_by_place[project]
        by_id = {row.id: float(gain) for row, gain in zip(report.graph.places, gains, strict=True)}
        all_saved = sum(by_id[name] * weight for name, weight in journeys.items())
        assert all_saved / sum(journeys.values()) == pytest.approx(alone, abs=1e-6)
