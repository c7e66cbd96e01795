"""The figures of progress: ids, inputs, absences, targets that count and those that do not."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.commitment import Direction
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure, InputRole
from accord.domain.indicator import Indicator, Scale, Segment, Target
from accord.domain.observation import Absence, Series
from accord.domain.progress import ProgressTerms
from accord.methods.observing import latest_series
from accord.methods.progress.class_figures import progress_figure_id
from accord.methods.progress.figures import progress_figures
from methods.progress.series import absent, indicator, observation, series, target

PARTNERS = ("NOR", "SOU")


def figures(rows: list[Series], *goals: Target, terms: ProgressTerms | None = None) -> dict[str, Figure]:
    return progress_figures(rows, goals, PARTNERS, terms=terms or ProgressTerms())


def rising(of: Indicator, **more: object) -> list[Series]:
    return [series(of, {"2015": 50, "2018": 52, "2020": 60}, **more)]  # type: ignore[arg-type]


def roles(figure: Figure) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in figure.inputs:
        found.setdefault(each.role.value, []).append(each.id)
    return found


def test_a_class_names_its_observations_target_definition_and_terms() -> None:
    of = indicator()
    found = figures(rising(of), target(of, 80))["progress.ferries.book.NOR"]
    assert (found.value, found.method, found.n) == ("on_track", "cagr_pace 1.0", 3)
    assert roles(found) == {
        "observed": ["obs.ferries.NOR.2015.book.2024", "obs.ferries.NOR.2020.book.2024"],
        "target": ["goal"],
        "definition": ["ferries"],
    }
    expected = {"rule": "cagr_pace", "vintage": "2024", "segment": "all", "base": "2015", "last": "2020"}
    assert expected.items() <= found.parameters.items()
    assert found.parameters["due"] == "2030"
    assert (found.subject, found.partner, found.evidence) == ("ferries", "NOR", Evidence.SEEN)


def test_the_numbers_behind_a_class_carry_their_intervals() -> None:
    # 50 -> 60, errors of 1: the change is 10 +- 1.64485 * sqrt(2) = 2.32617.
    of = indicator()
    found = figures(rising(of, std_error=1), target(of, 80))
    change = found["progress.ferries.book.NOR.change"]
    assert (change.value, change.unit, change.level) == (10, "count", Decimal("0.90"))
    assert (change.lower, change.upper) == (Decimal("7.67383"), Decimal("12.3262"))
    assert roles(change) == {
        "minuend": ["obs.ferries.NOR.2020.book.2024"],
        "subtrahend": ["obs.ferries.NOR.2015.book.2024"],
    }
    pace = found["progress.ferries.book.NOR.pace"]
    assert pace.value == Decimal("1.16675")
    assert pace.lower is not None
    assert pace.upper is not None
    assert pace.lower < Decimal("1.16675") < pace.upper
    # 60 * 1.2 ** (10 / 5) = 86.4.
    projected = found["progress.ferries.book.NOR.projected"]
    assert projected.value == Decimal("86.4")
    assert projected.lower is not None
    chance = found["progress.ferries.book.NOR.chance"]
    assert chance.unit == "share"
    assert chance.parameters["seed"] == "1"
    assert found == figures(rising(of, std_error=1), target(of, 80))


def test_the_chance_agrees_with_a_calculation_on_paper() -> None:
    # On the line from exactly 0 to 150 with last ~ N(47.5, 2): R >= .95 is last >= 47.5: one half.
    # The base has no error, and R = last / 50.
    of = indicator(Scale.INTERVAL)
    rows = series(of, {"2015": 0, "2020": 47.5}, std_error=2)
    first = replace(rows.first, std_error=Decimal(0))
    exact = replace(rows, observations=(first, rows.last))
    found = figures([exact], target(of, 150))["progress.ferries.book.NOR.chance"]
    assert found.value == pytest.approx(Decimal("0.5"), abs=Decimal("0.02"))


def test_rules_that_disagree_stand_beside_each_other() -> None:
    # 50 -> 51, target 80: R = .1247 is limited, .1 on the line too; 51 * 1.02 ** 2 - 50 = 3.06 of 30.
    of = indicator()
    found = figures([series(of, {"2015": 50, "2020": 51})], target(of, 80))
    assert found["progress.ferries.book.NOR"].value == "limited"
    assert found["progress.ferries.book.NOR.linear_pace"].value == "limited"
    assert found["progress.ferries.book.NOR.projected_position"].value == "fair_progress"
    assert "shown beside cagr_pace" in found["progress.ferries.book.NOR.projected_position"].reason


def test_a_partner_without_a_value_that_another_has_is_no_data_never_a_blank() -> None:
    of = indicator()
    found = figures(rising(of), target(of, 80))["progress.ferries.book.SOU"]
    assert (found.value, found.n, found.evidence) == ("no_data", 0, None)
    assert roles(found) == {"target": ["goal"], "definition": ["ferries"]}
    silent = [
        *rising(of),
        series(of, {}, partner="SOU", absences=(absent(of, "2020", Absence.SUPPRESSED, partner="SOU"),)),
    ]
    stated = figures(silent, target(of, 80))["progress.ferries.book.SOU"]
    assert "1 suppressed" in stated.reason
    assert roles(stated)["gap"] == ["obs.ferries.SOU.2020.book.2024"]


def test_a_place_that_is_no_partner_has_no_figure_but_shows_that_there_are_values() -> None:
    of = indicator()
    found = figures([series(of, {"2015": 1, "2020": 2}, partner="FAR")], target(of, 80))
    assert {name: figure.value for name, figure in found.items()} == {
        "progress.ferries.book.NOR": "no_data",
        "progress.ferries.book.SOU": "no_data",
    }
    nobody = [series(of, {}, partner="NOR")]
    assert list(figures(nobody)) == ["progress.ferries.book.NOR"]


def test_an_unverified_target_is_named_and_does_not_count() -> None:
    of = indicator()
    found = figures(rising(of), target(of, 80, evidence=Evidence.UNVERIFIED))["progress.ferries.book.NOR"]
    assert (found.value, found.parameters["rule"]) == ("significant_improvement", "cagr_trend")
    assert "goal is unverified and does not count" in found.reason
    assert roles(found)["not counted"] == ["goal"]


def test_a_partners_own_target_goes_before_one_for_all_and_the_next_due_before_later_ones() -> None:
    of = indicator()
    goals = [
        target(of, 80, "2030", name="late"),
        target(of, 61, "2025", name="soon"),
        target(of, 55, "2018", name="past"),
    ]
    found = figures(rising(of), *goals)
    assert found["progress.ferries.book.NOR"].parameters["target"] == "soon"
    assert found["progress.ferries.book.NOR.late"].parameters["target"] == "late"
    assert found["progress.ferries.book.NOR.past"].value == "achieved"
    assert roles(found["progress.ferries.book.NOR"])["alternative"] == ["past", "late"]
    own = figures(rising(of), *goals, target(of, 90, name="own", partner="NOR"))
    assert own["progress.ferries.book.NOR"].parameters["target"] == "own"
    assert own["progress.ferries.book.SOU"].parameters["target"] == "past"


def test_without_a_direction_the_change_is_still_shown() -> None:
    of = indicator(direction=None)
    found = figures(rising(of), target(of, 80))
    assert found["progress.ferries.book.NOR"].value == "not_assessable"
    assert found["progress.ferries.book.NOR.change"].value == 10
    assert "progress.ferries.book.NOR.pace" not in found


def test_an_undefined_pace_is_unknown_with_the_reason_not_zero() -> None:
    of = indicator()
    found = figures([series(of, {"2015": 0, "2020": 5})], target(of, 80))
    pace = found["progress.ferries.book.NOR.pace"]
    assert pace.value is None
    assert "base of zero" in pace.reason
    assert found["progress.ferries.book.NOR.projected"].value is None
    assert found["progress.ferries.book.NOR.linear_pace"].value == "limited"


def test_a_change_of_a_percentage_is_in_percentage_points_and_one_of_words_is_words() -> None:
    share = indicator(unit="percent")
    assert figures(rising(share))["progress.ferries.book.NOR.change"].unit == "percentage points"
    words = indicator(Scale.ORDINAL)
    found = figures([series(words, {"2015": 1, "2020": 3})])
    assert found["progress.ferries.book.NOR.change"].value == "early to good"
    assert found["progress.ferries.book.NOR"].value == "better_level"
    assert list(found) == [
        "progress.ferries.book.NOR",
        "progress.ferries.book.NOR.change",
        "progress.ferries.book.SOU",
    ]


def test_two_series_for_one_id_are_refused_never_mixed() -> None:
    of = indicator()
    earlier = replace(rising(of)[0], vintage="2022")
    with pytest.raises(ValueError, match="one vintage and one segment"):
        figures([*rising(of), earlier])


def test_ids_are_fit_for_addresses_and_stay_different() -> None:
    one, other = progress_figure_id("a", "x y", "NOR"), progress_figure_id("a", "x/y", "NOR")
    assert one != other
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", one + other)
    of = indicator(direction=Direction.LOWER)
    for figure in figures(rising(of, std_error=1), target(of, 20)).values():
        assert re.fullmatch(r"[A-Za-z0-9_.-]+", figure.id)
        assert figure.inputs
        assert {each.role for each in figure.inputs} <= set(InputRole)


def test_only_the_newest_edition_and_its_last_segment_are_compared(lake_declaration: Declaration) -> None:
    """The scale turned in 2022: 30 of one method and 60 of the other are no change of 30."""
    old = Segment(id="old", direction=Direction.LOWER, last="2021")
    new = Segment(id="new", direction=Direction.HIGHER, first="2022")
    of = replace(indicator(Scale.INTERVAL), segments=(old, new))
    rows = []
    for vintage, years in (
        ("2023", {"2018": 30, "2021": 32, "2022": 61}),
        ("2024", {"2019": 31, "2022": 60, "2024": 63}),
    ):
        for year, value in years.items():
            segment = "old" if year < "2022" else "new"
            rows.append(replace(observation(of, year, value), vintage=vintage, segment=segment))
    declaration = replace(lake_declaration, indicators=(of,))
    found = progress_figures(latest_series(rows, declaration), [], ["NOR"])
    change = found["progress.ferries.book.NOR.change"]
    # 63 - 60 in the edition of 2024 and the new segment; nothing of 2023, nothing before 2022.
    assert (change.value, change.parameters["vintage"], change.parameters["segment"]) == (3, "2024", "new")
    assert (change.parameters["base"], change.parameters["last"]) == ("2022", "2024")


def test_what_was_drawn_can_be_drawn_again_from_the_parameters() -> None:
    of = indicator()
    found = figures(rising(of, std_error=1), target(of, 80))
    name = progress_figure_id("ferries", "book", "NOR")
    for part in ("", ".pace", ".projected", ".chance"):
        assert (found[f"{name}{part}"].parameters["draws"], found[f"{name}{part}"].parameters["seed"]) == (
            "10000",
            "1",
        )
    sure = figures(rising(of), target(of, 80))
    assert "draws" not in sure[f"{name}.pace"].parameters
