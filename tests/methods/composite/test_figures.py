"""The figures of a composite: each score with its interval and n, or no score at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.domain.figure import InputRole
from accord.methods.composite.figures import partners_of
from methods.composite.recorded import SCORES, SOURCES, SPEC, VARIED, published


def test_a_score_has_its_interval_level_n_and_counts(tmp_path: Path) -> None:
    figures, cells = published(tmp_path)
    # By hand: KSV has quiet 100 and noise (60 - 45) / 20 = 75, the median of 40, 45, 60 standing in.
    score = figures["composite.calm.KSV"]
    assert (score.value, score.n, score.level, score.partner) == (Decimal("87.5"), 1, Decimal("0.9"), "KOS")
    assert score.lower is not None
    assert score.upper is not None
    assert score.lower <= Decimal("87.5") <= score.upper
    assert (score.parameters["imputed"], score.parameters["of"]) == ("1", "2")
    assert "1 of 2 indicators in the data, 1 imputed" in score.reason
    assert figures["composite.calm.A"].partner == ""
    roles = {part.id: part.role for part in score.inputs}
    assert roles["cell.calm.quiet.KSV"] is InputRole.TERM
    assert roles["cell.calm.noise.B"] is InputRole.COUNTED
    assert all(part.id in cells for part in score.inputs)
    assert cells["cell.calm.noise.KSV"].says == "noise of KSV: not known"
    assert cells["cell.calm.noise.B"].place == "line 3, column noise"


def test_a_rank_has_its_range_and_rests_on_the_score(tmp_path: Path) -> None:
    rank = published(tmp_path)[0]["composite.calm.KSV.rank"]
    assert rank.value == 1
    assert rank.lower is not None
    assert rank.upper is not None
    assert 1 <= rank.lower <= rank.upper <= 4
    assert [part.id for part in rank.inputs] == ["composite.calm.KSV"]


def test_failed_replications_are_counted_on_every_figure(tmp_path: Path) -> None:
    # D has the lowest value of both indicators, and so noughts that no geometric mean can take.
    figures, _ = published(tmp_path)
    whole = figures["composite.calm"]
    assert int(whole.parameters["failed"]) > 100
    assert f"{whole.parameters['failed']} failed" in whole.reason
    assert "geometric" in whole.reason
    assert figures["composite.calm.A"].parameters["failed"] == whole.parameters["failed"]
    assert [part.id for part in whole.inputs] == [f"composite.calm.{unit}" for unit in ("A", "B", "KSV", "D")]


def test_without_uncertainty_there_is_no_score_and_the_reason_says_how_to_add_it(tmp_path: Path) -> None:
    figures, _ = published(tmp_path, SPEC)
    assert {figure.value for figure in figures.values()} == {None, Decimal(0)}
    assert "Add, for instance, `uncertainty:" in figures["composite.calm"].reason
    assert "uncertainty" in figures["composite.calm.A"].reason
    assert "composite.calm.A.rank" not in figures


def test_if_every_replication_fails_there_is_no_score(tmp_path: Path) -> None:
    spec = SPEC + VARIED.replace("[arithmetic, geometric]", "[geometric]")
    figures, _ = published(tmp_path, spec)
    assert figures["composite.calm.A"].value is None
    assert "300 failed" in figures["composite.calm.A"].reason
    assert "no replication is left" in figures["composite.calm.A"].reason


def test_a_mean_of_sources_has_the_interval_of_the_rounded_score_and_no_rank(tmp_path: Path) -> None:
    # By hand: A 50, deviation 10, error 5.7735, times 1.65 is 9.526. KSV: mean 33.667, rounded 34, deviation
    # .57735, error 1/3, bounds 34 +- .55: around the rounded score. B has two sources and so no score.
    figures, _ = published(tmp_path, SOURCES, SCORES)
    first, kosovo, second = (figures[f"composite.fair.{unit}"] for unit in ("A", "KSV", "B"))
    assert (first.value, first.lower, first.upper) == (50, Decimal("40.47"), Decimal("59.53"))
    assert (kosovo.value, kosovo.lower, kosovo.upper) == (34, Decimal("33.45"), Decimal("34.55"))
    assert (first.level, first.n) == (Decimal("0.9"), 3)
    assert (second.value, second.n) == (None, 2)
    assert second.reason.startswith("No score: too little is known")
    assert not any(name.endswith(".rank") for name in figures)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(values=st.lists(st.one_of(st.none(), st.integers(0, 99)), min_size=8, max_size=8))
def test_no_figure_has_a_value_without_bounds_around_nothing(
    tmp_path: Path, values: list[int | None]
) -> None:
    cells = ["" if value is None else str(value) for value in values]
    rows = [f"{unit},{cells[2 * n]},{cells[2 * n + 1]}" for n, unit in enumerate("ABCD")]
    table = "place,quiet,noise\n" + "\n".join(rows) + "\n"
    spec = SPEC.replace("{method: minmax}", "{method: rank}") + VARIED
    if all(any(cells[2 * n + k] for n in range(4)) for k in range(2)):
        figures, _ = published(tmp_path, spec, table)
        for figure in figures.values():
            if figure.value is not None and figure.id != "composite.calm":
                assert figure.lower is not None
                assert figure.upper is not None
                assert figure.lower <= figure.upper
                assert figure.n is not None
                assert figure.level == Decimal("0.9")


@pytest.mark.parametrize(("factor", "lowest"), [(1, "0.01"), (1000, "0.000001")])
def test_numbers_are_rounded_to_four_digits_and_at_most_six_decimals(
    tmp_path: Path, factor: int, lowest: str
) -> None:
    ends = f"{{method: minmax, lower: {Decimal(1) / factor}, upper: {Decimal(100) / factor / 50}}}"
    spec = SPEC.replace("{method: minmax}", ends) + VARIED
    score = published(tmp_path, spec)[0]["composite.calm.A"]
    assert isinstance(score.value, Decimal)
    assert -6 <= int(score.value.as_tuple().exponent) <= 0
    assert Decimal(lowest) >= Decimal(1).scaleb(int(score.value.as_tuple().exponent))


def test_units_are_partners_whatever_the_table_calls_them_and_others_are_none() -> None:
    partners = {"ALB", "KOS", "SRB", "lake"}
    assert partners_of(("ALB", "KSV", "Serbia", "ROM", "lake", "Hill"), partners) == {
        "ALB": "ALB",
        "KSV": "KOS",
        "Serbia": "SRB",
        "lake": "lake",
    }
