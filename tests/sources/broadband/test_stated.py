"""What comes with Accord on broadband is cited, dated and graded; what was not read is not there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.evidence import Evidence
from accord.errors import InputDataError
from accord.sources.broadband.stated import (
    BENCHMARKS,
    PARAMETERS,
    TARGETS,
    joined_parameters,
    parse_benchmarks,
    parse_parameters,
    parse_targets,
)


def test_every_cost_that_comes_with_accord_has_source_grade_and_day() -> None:
    costs = parse_parameters(PARAMETERS.read_text(encoding="utf-8"), file="parameters.yml")
    assert costs
    for row in costs.values():
        assert row.source
        assert row.date_read
        assert row.evidence is not Evidence.UNVERIFIED
        assert row.price_base is not None or "EUR" not in row.unit


def test_no_cost_that_no_source_states_is_there() -> None:
    costs = parse_parameters(PARAMETERS.read_text(encoding="utf-8"), file="parameters.yml")
    assert {"fibre.node", "fixed_wireless.site", "microwave.hop"} & set(costs) == set()


def test_the_line_of_a_kilometre_is_what_two_statements_on_one_programme_give() -> None:
    costs = parse_parameters(PARAMETERS.read_text(encoding="utf-8"), file="parameters.yml")
    row = costs["fibre.backhaul"]
    # 152.7m over 5,000 km; 142m over 1,600 + 3,200 km, or over 3,200 km alone; to ten euro.
    assert row.value == Decimal("152.7") * 1_000_000 / 5_000
    assert row.low == round(Decimal(142_000_000) / 4_800, -1)
    assert row.high == round(Decimal(142_000_000) / 3_200, -1)
    assert (row.evidence, row.price_base) == (Evidence.DERIVED, 2025)


def test_targets_are_called_not_binding() -> None:
    targets, limits = parse_targets(TARGETS.read_text(encoding="utf-8"), file="targets.yml")
    assert set(targets) == {"gigabit", "populated_5g", "gigabit_schools"}
    assert all("bind" in row.note for row in targets.values())
    assert limits["itu_2"].share == Decimal("0.02")  # Broadband Commission, advocacy target 2


def test_values_for_comparison_have_a_year_and_an_address() -> None:
    rows = parse_benchmarks(BENCHMARKS.read_text(encoding="utf-8"), file="benchmarks.yml")
    assert rows
    for row in rows.values():
        assert row.url.startswith("http")
        assert row.valid_from is not None
        assert row.evidence is not Evidence.UNVERIFIED


def test_amounts_in_another_currency_do_not_stand_in() -> None:
    shipped = parse_parameters(PARAMETERS.read_text(encoding="utf-8"), file="parameters.yml")
    assert "fibre.unit.rural" in joined_parameters(shipped, {}, "EUR")
    assert set(joined_parameters(shipped, {}, "RSD")) == {"density.rural", "density.urban"}


def test_a_target_in_percent_is_refused() -> None:
    text = TARGETS.read_text(encoding="utf-8").replace("share: 0.02", "share: 2")
    with pytest.raises(InputDataError) as caught:
        parse_targets(text, file="targets.yml")
    assert caught.value.problems[0].id == "ACC-884"
    assert "80 % is 0.8" in str(caught.value)
