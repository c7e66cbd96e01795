"""How the score of a unit is explained: steps, shares, and the cells behind them."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.composite import ValueTable
from accord.domain.composite_steps import (
    Aggregation,
    Imputation,
    ImputationMethod,
    Mean,
    Normalisation,
    NormalisationMethod,
    Screening,
    ScreeningMethod,
)
from accord.methods.composite.cells import CellTables, used_cells
from accord.methods.composite.chain import run_chain
from accord.methods.composite.table import CompositeInputs
from accord.methods.composite.unit_descent import unit_descent
from methods.composite.made_up import inputs, spec, table, tree

NAN = np.nan
MINMAX = Normalisation(method=NormalisationMethod.MINMAX)
ROWS: list[list[float]] = [[0, 10, 5, 1], [10, 30, NAN, 2], [5, 20, 15, 3], [2, NAN, 5, NAN]]
GROUPS = {"U00": "x", "U01": "x", "U02": "x", "U03": "y"}
SMALL = CompositeInputs(data=table(np.array(ROWS, float)), groups=GROUPS)
FILL = Imputation(method=ImputationMethod.GROUP_MEAN, by="coast")


def test_every_step_of_a_unit_is_told_and_contributions_add_up_to_its_score() -> None:
    # By hand for U01: a 10 of 0 to 10 is 100; b 30 of 10 to 30 turned round is 0; c is filled with the mean
    # of 5 and 15 in its group, 10 of 5 to 15 is 50; d 2 of 1 to 3 is 50. Both groups: 50.
    settings = spec(normalisation=MINMAX, imputation=FILL)
    found = unit_descent(settings, run_chain(settings, tree(), SMALL), SMALL, "U01")
    a, b, c, d = found.indicators
    assert (c.raw, c.denominated, c.imputed, c.normalised) == (None, None, 10.0, 50.0)
    assert (c.flags, c.stand_ins) == (("imputed",), ("U00", "U02"))
    assert [step.normalised for step in (a, b, d)] == [100.0, 0.0, 50.0]
    points = [step.contribution for step in found.indicators]
    assert points == pytest.approx([100 / 3, 0, 50 / 6, 50 / 6])
    assert found.groups[-1].score == pytest.approx(50)
    assert [(group.code, group.n, group.n_imputed, group.of) for group in found.groups] == [
        ("left", 2, 0, 2),
        ("right", 1, 1, 2),
        ("top", 3, 1, 4),
    ]


def test_a_value_that_no_known_one_stands_behind_adds_nothing_and_is_not_nought() -> None:
    # U03 is alone in its group: b and d stay unknown, and a and c carry the whole weight of their groups.
    settings = spec(normalisation=MINMAX, imputation=FILL)
    found = unit_descent(settings, run_chain(settings, tree(), SMALL), SMALL, "U03")
    left = found.groups[0]
    assert [(each.value, each.share, each.term) for each in left.members] == [(20.0, 1.0, 20.0), (None,) * 3]
    assert found.indicators[1].flags == ("unknown",)
    assert found.indicators[1].contribution is None
    assert found.groups[-1].score == pytest.approx(20 * 2 / 3 + 0 / 3)


def test_terms_of_a_geometric_mean_are_logarithms_and_have_no_contributions() -> None:
    settings = spec(
        normalisation=MINMAX,
        imputation=FILL,
        aggregation=Aggregation(methods=(Mean.GEOMETRIC,), floor=Decimal(1)),
    )
    found = unit_descent(settings, run_chain(settings, tree(), SMALL), SMALL, "U01")
    left, top = found.groups[0], found.groups[-1]
    # By hand: b is nought, raised to the floor of 1: the square root of 100 times 1 is 10.
    assert [each.value for each in left.members] == [100.0, 1.0]
    assert [each.term for each in left.members] == pytest.approx([np.log(100) / 2, 0])
    assert left.score == pytest.approx(10)
    assert top.score == pytest.approx(np.exp(sum(each.term or 0 for each in top.members)))
    assert {step.contribution for step in found.indicators} == {None}


def test_a_unit_that_was_screened_out_has_no_groups_and_says_why() -> None:
    settings = spec(screening=Screening(method=ScreeningMethod.AVAILABILITY, least_share=Decimal("0.6")))
    found = unit_descent(settings, run_chain(settings, tree(), SMALL), SMALL, "U03")
    assert (found.is_included, found.groups) == (False, ())
    assert found.screening == "too few values (2 of 4)"
    assert (found.indicators[0].raw, found.indicators[0].normalised) == (2.0, None)


@given(st.integers(0, 50))
def test_contributions_add_up_to_the_score_of_every_unit(seed: int) -> None:
    made, settings = inputs(seed), spec(normalisation=MINMAX)
    chain = run_chain(settings, tree(), made)
    for unit in chain.units:
        found = unit_descent(settings, chain, made, unit)
        score = found.groups[-1].score
        if score is not None:
            assert sum(step.contribution or 0 for step in found.indicators) == pytest.approx(score)
        for group in found.groups:
            shares = [member.share for member in group.members if member.share is not None]
            assert not shares or sum(shares) == pytest.approx(1)


def test_cells_name_file_line_and_hash_and_the_values_behind_an_imputed_one() -> None:
    units = ("U00", "U01", "U02", "U03")
    rows = tuple(tuple(None if np.isnan(cell) else cell for cell in row) for row in ROWS)
    lines = {(unit, code): line for line, unit in enumerate(units, 2) for code in "abcd"}
    data = ValueTable(units=units, columns=tuple("abcd"), rows=rows, lines=lines)
    groups = ValueTable(
        units=units, columns=(), rows=((),) * 4, lines={(unit, "coast"): n for n, unit in enumerate(units, 2)}
    )
    settings = spec(normalisation=MINMAX, imputation=FILL)
    tables = CellTables(spec=settings, data=data, errors=None, units=groups, hashes={"": "0" * 64})
    chain = run_chain(settings, tree(), SMALL)
    found = used_cells(tables, unit_descent(settings, chain, SMALL, "U01"))
    by_id = {used.cell.id: used for used in found}
    assert by_id["cell.made-up.c.U01"].cell.says == "c of U01: not known"
    assert by_id["cell.made-up.c.U00"].role == "stand-in"
    assert by_id["cell.made-up.c.U00"].cell.place == "line 2, column c"
    assert by_id["cell.made-up.units.coast.U01"].role == "group"
    assert by_id["cell.made-up.a.U01"].cell.sha256 == "0" * 64
    assert len(found) == 4 + 2 + 1
