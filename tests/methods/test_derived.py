"""Figures computed from other figures or from financing lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.definition import DerivedFigure, DerivedName
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.domain.project import FinancingLine, LineKind
from accord.errors import InputDataError
from accord.methods.derived import DERIVED_METHODS, derived_figures
from made_up import derived, figure
from support import parse_lake

EMPTY = parse_lake()


def compute(*definitions: DerivedFigure, known: tuple[Figure, ...] = ()) -> dict[str, Figure]:
    return derived_figures(replace(EMPTY, derived=definitions), {row.id: row for row in known})


def computed(method: str, *figures: Figure) -> Figure:
    return compute(derived(method, *(row.id for row in figures)), known=figures)["D"]


def line(name: str, amount: str, kind: LineKind, *, code: str = "", unit: str = "EUR") -> FinancingLine:
    return FinancingLine(
        id=name,
        project="BYPASS",
        kind=kind,
        financier="Bank of the Lake",
        amount=Decimal(amount),
        unit=unit,
        source="pact-text",
        evidence=Evidence.SEEN,
        grant_code=code,
    )


BYPASS = (
    # A bypass financed like the one of Budva (WBIF register): studies of 5.095m and works of 41.15m as
    # grants, a loan of 50m, an external loan of 75m, the rest of 292.952m from other sources.
    line("L1", "5095000", LineKind.WBIF_GRANT, code="TA"),
    line("L2", "41150000", LineKind.WBIF_GRANT, code="INV"),
    line("L3", "50000000", LineKind.LOAN),
    line("L4", "75000000", LineKind.EXTERNAL_LOAN),
    line("L5", "121707000", LineKind.OWN_CONTRIBUTION),
)


def of_lines(*kinds: str, lines: tuple[FinancingLine, ...] = BYPASS, codes: tuple[str, ...] = ()) -> Figure:
    definition = replace(derived("sum_of_lines", projects=("BYPASS",), kinds=kinds), grant_codes=codes)
    return derived_figures(replace(EMPTY, derived=(definition,), lines=lines), {})["D"]


def refusal(*definitions: DerivedFigure, known: tuple[Figure, ...] = ()) -> str:
    with pytest.raises(InputDataError) as caught:
        compute(*definitions, known=known)
    (problem,) = caught.value.problems
    assert problem.row
    assert problem.expected
    assert problem.fix
    return problem.id


def test_lines_are_added_by_kind_and_by_grant_code() -> None:
    assert of_lines().value == Decimal(292_952_000)
    assert of_lines("WBIF Grant").value == Decimal(46_245_000)
    assert of_lines("Loan", "External Loan").value == Decimal(125_000_000)
    assert of_lines("WBIF Grant", codes=("INV",)).value == Decimal(41_150_000)
    assert of_lines("Loan").unit == "EUR"
    assert of_lines("Loan").evidence is Evidence.SEEN


def test_no_line_of_a_kind_is_unknown_and_not_zero() -> None:
    nothing = of_lines("External Grant")
    assert nothing.value is None
    assert nothing.reason == "No financing line of this kind was known."
    assert nothing.inputs


def test_an_unverified_line_is_listed_and_not_added() -> None:
    lines = (*BYPASS[:2], replace(BYPASS[2], evidence=Evidence.UNVERIFIED))
    total = of_lines(lines=lines)
    assert total.value == Decimal(46_245_000)
    assert [(part.id, part.role.value) for part in total.inputs][-1] == ("L3", "not counted")


def test_lines_of_another_project_are_left_out() -> None:
    other = replace(BYPASS[0], id="X", project="QUAY")
    assert of_lines(lines=(*BYPASS, other)).value == Decimal(292_952_000)


def test_money_that_is_only_anticipated_is_said_to_be_so() -> None:
    lines = (BYPASS[0], replace(BYPASS[1], is_anticipated=True))
    assert of_lines(lines=lines).reason == (
        "Sum of 2 financing lines, 1 of them only anticipated by the register."
    )


@pytest.mark.parametrize(
    ("top", "bottom", "expected"),
    [
        # The leverage of one project under three definitions (amounts above).
        (125_000_000, 41_150_000, "3.04"),  # 125 / 41.15      = 3.03766...
        (50_000_000, 46_245_000, "1.08"),  # 50 / 46.245      = 1.08120...
        (292_952_000, 46_245_000, "6.33"),  # 292.952 / 46.245 = 6.33478...
    ],
)
def test_a_ratio_is_worked_out_by_hand(top: int, bottom: int, expected: str) -> None:
    ratio = computed("ratio", figure("A", top), figure("B", bottom))
    assert isinstance(ratio.value, Decimal)
    assert ratio.value.quantize(Decimal("0.01")) == Decimal(expected)
    assert ratio.value.as_tuple().exponent == -6
    assert [part.role.value for part in ratio.inputs] == ["numerator", "denominator"]


def test_a_division_by_zero_is_unknown_with_a_reason() -> None:
    ratio = computed("ratio", figure("A", 5), figure("B", 0))
    assert (ratio.value, ratio.reason) == (None, "The denominator is zero.")


def test_a_ratio_with_an_unknown_side_is_unknown_and_names_it() -> None:
    for figures in ((figure("A", None), figure("B", 5)), (figure("B", 5), figure("A", None))):
        ratio = computed("ratio", *figures)
        assert (ratio.value, ratio.reason) == (None, "Unknown, because this is unknown: A.")


@pytest.mark.parametrize(
    ("top", "bottom", "expected"),
    [
        ("exact", "exact", "exact"),
        ("up to", "exact", "up to"),
        ("at least", "exact", "at least"),
        # A quotient by something that may be larger can only be smaller.
        ("exact", "at least", "up to"),
        ("exact", "about", "about"),
    ],
)
def test_a_ratio_keeps_the_hedge_of_its_sides(top: str, bottom: str, expected: str) -> None:
    left = figure("A", 6, qualifier=Qualifier(top))
    ratio = computed("ratio", left, figure("B", 3, qualifier=Qualifier(bottom)))
    assert (ratio.value, ratio.qualifier.value) == (2, expected)


@pytest.mark.parametrize(
    ("top", "bottom", "allowed"),
    [
        # 6 or more divided by 3 or more may be anything: 100/3 and 6/100 both fit.
        ("at least", "at least", {"about"}),
        ("exact", "up to", {"at least"}),
        ("exact", "more than", {"up to"}),
    ],
)
def test_a_ratio_never_states_a_false_bound(top: str, bottom: str, allowed: set[str]) -> None:
    left = figure("A", 6, qualifier=Qualifier(top))
    ratio = computed("ratio", left, figure("B", 3, qualifier=Qualifier(bottom)))
    assert ratio.qualifier.value in allowed


def test_a_sum_with_an_unknown_term_is_a_lower_bound() -> None:
    total = computed("sum_of_figures", figure("A", 25), figure("B", None), figure("C", 185))
    assert (total.value, total.qualifier) == (Decimal(210), Qualifier.AT_LEAST)
    assert total.reason == "Sum of 2 figures; 1 more is unknown, so the true sum may be larger."


def test_a_sum_of_known_terms_is_exact() -> None:
    total = computed("sum_of_figures", figure("A", 25), figure("B", 0))
    assert (total.value, total.qualifier, total.unit) == (Decimal(25), Qualifier.EXACT, "EUR")


def test_a_sum_without_any_known_term_is_unknown_and_not_zero() -> None:
    total = computed("sum_of_figures", figure("A", None), figure("B", None))
    assert (total.value, total.reason) == (None, "None of the terms is known.")


def test_a_lower_bound_among_the_terms_makes_the_sum_a_lower_bound() -> None:
    total = computed("sum_of_figures", figure("A", 5, qualifier=Qualifier.AT_LEAST), figure("B", 1))
    assert total.qualifier is Qualifier.AT_LEAST


@pytest.mark.parametrize("hedge", ["about", "nearly", "up to", "more than"])
@pytest.mark.parametrize("method", ["sum_of_figures", "difference"])
def test_a_hedge_does_not_vanish_in_a_sum_or_a_difference(method: str, hedge: str) -> None:
    total = computed(method, figure("A", 5, qualifier=Qualifier(hedge)), figure("B", 1))
    assert total.qualifier is not Qualifier.EXACT


def test_a_difference_subtracts_the_second_from_the_first() -> None:
    rest = computed("difference", figure("A", 190_000_000), figure("B", 147_422_000))
    assert (rest.value, rest.unit) == (Decimal(42_578_000), "EUR")
    assert computed("difference", figure("A", 5), figure("B", None)).value is None


def test_the_weakest_evidence_and_any_dispute_are_inherited() -> None:
    weak = figure("A", 5, evidence=Evidence.DERIVED)
    total = computed("sum_of_figures", weak, replace(figure("B", 1), is_disputed=True))
    assert (total.evidence, total.is_disputed) == (Evidence.DERIVED, True)


def test_figures_are_computed_after_their_inputs_whatever_the_order() -> None:
    definitions = (
        derived("ratio", "SUM", "A", name="LAST"),
        derived("sum_of_figures", "A", "B", name="SUM"),
    )
    results = compute(*definitions, known=(figure("A", 2), figure("B", 4)))
    assert (results["SUM"].value, results["LAST"].value) == (6, 3)


def test_figures_that_need_each_other_are_refused() -> None:
    circle = (derived("sum_of_figures", "E", name="D"), derived("sum_of_figures", "D", name="E"))
    assert refusal(*circle) == "ACC-324"
    assert refusal(derived("sum_of_figures", "D")) == "ACC-324"


def test_different_units_are_never_combined() -> None:
    known = (figure("A", 1), figure("B", 1, unit="CRW"))
    for method in ("sum_of_figures", "difference", "ratio"):
        assert refusal(derived(method, "A", "B"), known=known) == "ACC-323"
    with pytest.raises(InputDataError, match="ACC-323"):
        of_lines(lines=(BYPASS[0], replace(BYPASS[1], unit="CRW")))


@pytest.mark.parametrize("method", ["ratio", "difference"])
@pytest.mark.parametrize("inputs", [(), ("A",), ("A", "A", "A")])
def test_a_method_of_two_figures_takes_exactly_two(method: str, inputs: tuple[str, ...]) -> None:
    assert refusal(derived(method, *inputs), known=(figure("A", 1),)) == "ACC-322"


def test_every_name_has_a_method() -> None:
    assert [method.name for method in DERIVED_METHODS] == list(DerivedName)


@given(st.lists(st.one_of(st.none(), st.integers(-100, 100)), min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_terms_does_not_change_a_sum(values: list[int | None], random: Random) -> None:
    figures = [figure(f"F{number}", value) for number, value in enumerate(values)]
    before = computed("sum_of_figures", *figures)
    random.shuffle(figures)
    after = computed("sum_of_figures", *figures)
    assert (before.value, before.qualifier, before.unit) == (after.value, after.qualifier, after.unit)


def test_the_lake_pact_has_no_derived_figures(lake_declaration: Declaration) -> None:
    assert derived_figures(lake_declaration, {}) == {}
