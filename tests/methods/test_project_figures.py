"""The progress of projects as figures: furthest stage, conflicts, change of cost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from accord.domain.claim import Claim, Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.figure import InputRole
from accord.domain.period import PartialDate
from accord.methods.project_figures import project_figures, project_timeline


def test_the_furthest_stage_that_is_stated_is_published_with_what_contradicts(
    sofia_declaration: Declaration,
) -> None:
    figure = project_figures(sofia_declaration)["stages.T08"]
    assert (figure.value, figure.method, figure.subject) == ("works", "stage_timeline 1.0", "T08")
    assert "Works is dated 2019-07, before Grant agreement on 2019-08-01" in figure.reason
    assert "Passed without a statement: Identified, Application, Endorsed, Approved" in figure.reason
    roles = {part.id: part.role for part in figure.inputs}
    assert roles["T08-stage"] is InputRole.EVIDENCE
    assert roles["T08-grant-agreement"] is InputRole.EVIDENCE


def test_an_event_counts_as_the_stage_that_its_attribute_names(sofia_declaration: Declaration) -> None:
    steps = {step.stage.id: step for step in project_timeline("T08", sofia_declaration).steps}
    assert [said.id for said in steps["grant_agreement"].statements] == ["T08-grant-agreement"]
    nameless = tuple(replace(row, stage="") for row in sofia_declaration.attributes)
    without = project_timeline("T08", replace(sofia_declaration, attributes=nameless))
    assert {step.stage.id: step for step in without.steps}["grant_agreement"].statements == ()


def test_a_project_of_which_nobody_says_a_stage_has_no_figure(sofia_declaration: Declaration) -> None:
    assert "stages.T09" not in project_figures(sofia_declaration)


def cost(name: str, amount: int, date: str, qualifier: Qualifier = Qualifier.EXACT) -> Claim:
    return Claim(
        id=name,
        subject="T09",
        attribute="cost",
        value=Decimal(amount),
        unit="EUR",
        source="accord-notes",
        evidence=Evidence.SEEN,
        date=PartialDate(date),
        qualifier=qualifier,
    )


def test_a_later_cost_is_published_as_a_change_to_the_first_and_to_the_one_before(
    sofia_declaration: Declaration,
) -> None:
    claims = (
        cost("c1", 200, "2018"),
        cost("c2", 220, "2019"),
        cost("c3", 275, "2020", Qualifier.AT_LEAST),
    )
    undated = tuple(replace(row, published=None) for row in sofia_declaration.sources)
    figures = project_figures(replace(sofia_declaration, claims=claims, sources=undated))
    # By hand: 220/200 is 10 % more, 275/200 is 37.5 % more, 275/220 is 25 % more.
    changes = {name: (figure.value, figure.qualifier) for name, figure in figures.items()}
    assert changes == {
        "cost_drift.c2.since_first": (Decimal(10), Qualifier.EXACT),
        "cost_drift.c2.since_previous": (Decimal(10), Qualifier.EXACT),
        "cost_drift.c3.since_first": (Decimal("37.5"), Qualifier.AT_LEAST),
        "cost_drift.c3.since_previous": (Decimal(25), Qualifier.AT_LEAST),
    }
    assert [part.id for part in figures["cost_drift.c3.since_first"].inputs] == ["c3", "c1"]


def test_a_cost_of_zero_is_no_base_for_a_change(sofia_declaration: Declaration) -> None:
    undated = tuple(replace(row, published=None) for row in sofia_declaration.sources)
    claims = (cost("c1", 0, "2018"), cost("c2", 220, "2019"))
    figure = project_figures(replace(sofia_declaration, claims=claims, sources=undated))[
        "cost_drift.c2.since_first"
    ]
    assert (figure.value, figure.reason) == (None, "The earlier cost is zero.")
