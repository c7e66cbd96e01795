"""Why a settlement is in or out, as numbers and in words."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.broadband import Settlement
from accord.domain.broadband_plan import PlanReading
from accord.domain.broadband_standing import WhyOut
from accord.methods.broadband.explaining import Explanation, explanations
from accord.methods.broadband.running import run_broadband
from methods.broadband.villages import FIBRE, WIRELESS, absences, call, case, village


def explained(rows: list[Settlement], envelope: int, **more: object) -> dict[str, Explanation]:
    stated = case(rows, envelope, **more)
    result = run_broadband(stated)
    return explanations(stated, result.settlements, result.plans[PlanReading.ALONE])


def test_who_shares_a_way_is_named_on_both_sides() -> None:
    found = explained([village("near", "pop", 5), village("east", "near", 1)], 12_000)
    assert found["near"].shares == ("east",)
    assert found["east"].together_with == ("near",)
    assert found["near"].sentences == (
        "In: 10 households by fibre, for EUR 2,000 within the settlement (EUR 200 each).",
        "Its way adds EUR 5,000 of steps that nothing before it had paid for.",
        "Chosen together with East, because they share a way.",
        "Its way also serves East; each step is paid once.",
    )


def test_a_backbone_in_the_village_costs_nothing() -> None:
    found = explained([village("a", "pop", 0)], 5_000)
    assert found["a"].sentences[1] == "Its way costs nothing: the backbone is there."


def test_what_is_out_says_what_it_would_cost_beside_the_plan() -> None:
    rows = [village("a", "pop", 0, 100), village("far", "pop", 3), village("big", "pop", 0, 80)]
    found = explained(rows, 12_000)  # a costs 11,000 and is 110 each; far 5,000; big 9,000 and is 112.50
    far = found["far"]
    assert (far.why, far.cheapest, far.missing_path) == (WhyOut.TOO_DEAR, 500, 3000)
    assert far.sentences == (
        "Out: 10 households would cost at least EUR 500 for each weighted household, EUR 3,000 of it in all"
        " for steps that the plan does not build. The dearest whole bundle that is in costs EUR 110.",
        "Of EUR 12,000, EUR 1,000 are left.",
    )


def test_what_would_be_worth_it_and_does_not_fit_says_so() -> None:
    rows = [village("big", "pop", 0, 100), village("small", "pop", 0)]
    found = explained(rows, 10_999)
    assert found["big"].why is WhyOut.DOES_NOT_FIT
    assert found["big"].sentences[0].endswith(", and does not fit.")


def test_each_absence_is_said_in_words() -> None:
    rows, said = absences()
    found = explained(rows, 5_000, coverage=said)
    assert {name: each.sentences for name, each in found.items()} == {
        "covered": ("Out: no household is known to be unserved.",),
        "silent": (
            "Out: nobody said whether its households are covered; what is not known does not count as"
            " unserved.",
        ),
        "uncounted": ("Out: the number of its households is not stated.",),
        "lost": ("Out: no way to a point of presence is stated for it.",),
        "behind": ("Out: its way leads through a settlement for which no further way is stated.",),
        "unmeasured": ("Out: the length of the step from Unmeasured is not stated.",),
        "beyond": ("Out: the length of the step from Unmeasured is not stated.",),
        "thin": ("Out: fibre: no cost, because its density is not known.",),
    }


def test_every_settlement_is_explained_once() -> None:
    rows = [village(f"v{at}", "pop", at, 10 + at, density=Decimal(50 * at)) for at in range(6)]
    found = explained(rows, 20_000)
    assert list(found) == [row.id for row in rows]
    assert {each.is_in for each in found.values()} == {True, False}
    assert all((each.choice is None) == (each.why is not None) for each in found.values())


def test_a_technology_that_would_count_for_more_says_what_it_lacks() -> None:
    # 3 sites at 5,000 for 120 households, and 120 at 10: 16,200; fibre costs 1,000 + 120 * 200 = 25,000
    rows = [village("a", "pop", 0, 120, density=Decimal(60), population=Decimal(360))]
    weights = {FIBRE: Decimal(1), WIRELESS: Decimal("0.5")}
    found = explained(rows, 20_000, call=call(20_000, weights=weights))
    assert found["a"].sentences[2:] == (
        "By fibre it would count for 120 households in place of 60, for EUR 8,800 more; EUR 3,800 are left.",
    )
