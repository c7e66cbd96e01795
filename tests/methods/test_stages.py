"""The timeline of a project: stages in order, conflicts kept, what is missing named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.claim import Claim, Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate
from accord.domain.project import Stage
from accord.domain.register import StageRecord
from accord.methods.stage_statements import StageStatement, statements_of_claims, statements_of_records
from accord.methods.stages import StageStep, StageTimeline, StepState, stage_timeline

STAGES = tuple(
    Stage(id=name, label=name.title(), meaning="", source="notes", evidence=Evidence.DERIVED)
    for name in ("application", "approved", "contract", "works", "open")
)


def said(
    name: str,
    stage: str,
    date: str | None = None,
    *,
    evidence: Evidence = Evidence.SEEN,
    is_denial: bool = False,
) -> StageStatement:
    """A statement about the ferry terminal of Northshore."""
    return StageStatement(
        id=name,
        stage=stage,
        source="gazette",
        evidence=evidence,
        date=PartialDate(date) if date else None,
        is_denial=is_denial,
    )


def timeline(*statements: StageStatement) -> StageTimeline:
    return stage_timeline("N1", statements, STAGES)


def step(result: StageTimeline, stage: str) -> StageStep:
    return next(item for item in result.steps if item.stage.id == stage)


def sofia_timeline(declaration: Declaration, project: str) -> StageTimeline:
    statements = statements_of_claims(
        project, declaration.claims, events={"agreement_signed": "grant_agreement"}
    )
    return stage_timeline(project, statements, declaration.stages)


def test_stages_stand_in_their_order_and_say_what_is_known() -> None:
    result = timeline(said("c2", "works", "2021-12"), said("c1", "approved", "2018"))
    assert [item.state for item in result.steps] == [
        StepState.PASSED,
        StepState.STATED,
        StepState.PASSED,
        StepState.STATED,
        StepState.NOT_STATED,
    ]
    assert result.reached == "works"
    assert [item.missing for item in result.steps] == [
        ("statement",),
        ("amount",),
        ("statement",),
        ("amount",),
        ("statement",),
    ]


def test_the_date_of_a_stage_is_the_earliest_by_which_it_is_stated() -> None:
    # 2018 may be any day up to 31 December; May 2018 is over on the 31st of May.
    result = timeline(
        said("still", "approved", "2025"),
        said("year", "approved", "2018"),
        said("may", "approved", "2018-05"),
    )
    approved = step(result, "approved")
    assert approved.date == PartialDate("2018-05")
    assert [statement.id for statement in approved.statements] == ["may", "year", "still"]


def test_an_undated_statement_counts_and_its_date_is_missing() -> None:
    result = step(timeline(said("c1", "open")), "open")
    assert (result.state, result.date, result.missing) == (StepState.STATED, None, ("date", "amount"))


def test_an_unverified_statement_counts_for_nothing_and_is_listed() -> None:
    result = timeline(said("rumour", "open", "2024", evidence=Evidence.UNVERIFIED), said("c1", "approved"))
    assert result.reached == "approved"
    opened = step(result, "open")
    assert (opened.state, opened.statements, opened.not_counted) == (StepState.NOT_STATED, (), ("rumour",))


def test_a_denial_is_kept_beside_what_it_contradicts() -> None:
    result = timeline(said("yes", "works", "2021"), said("no", "works", "2022", is_denial=True))
    works = step(result, "works")
    assert (works.state, works.conflicts) == (StepState.STATED, ("Denied by no.",))
    alone = timeline(said("no", "works", is_denial=True))
    assert (step(alone, "works").state, alone.reached) == (StepState.DENIED, "")


def test_stages_dated_against_their_order_are_a_conflict() -> None:
    result = timeline(said("c1", "contract", "2019-08-01"), said("c2", "works", "2019-07"))
    assert result.conflicts == (
        "Works is dated 2019-07, before Contract on 2019-08-01, although it comes later.",
    )
    assert timeline(said("c1", "contract", "2019-08-01"), said("c2", "works", "2019")).conflicts == ()


def test_a_stage_that_nobody_defined_is_refused() -> None:
    with pytest.raises(ValueError, match="application, approved"):
        timeline(said("c1", "aproved"))


def test_nothing_stated_is_nothing_reached() -> None:
    result = timeline()
    assert (result.reached, {item.state for item in result.steps}) == ("", {StepState.NOT_STATED})


def money(
    name: str, amount: int, *, of: str = "gazette", date: str | None = None, attribute: str = "grant"
) -> Claim:
    return Claim(
        id=name,
        subject="N1",
        attribute=attribute,
        value=Decimal(amount),
        unit="EUR",
        source=of,
        evidence=Evidence.SEEN,
        date=PartialDate(date) if date else None,
    )


def approval(date: str | None = "2018") -> Claim:
    return Claim(
        id="approval",
        subject="N1",
        attribute="stage",
        value="approved",
        source="gazette",
        evidence=Evidence.SEEN,
        date=PartialDate(date) if date else None,
    )


def test_an_amount_belongs_to_a_stage_if_one_document_says_both_of_one_time() -> None:
    claims = [
        approval(),
        money("same", 10),
        money("same-year", 11, date="2018-03"),
        money("later", 12, date="2019"),
        money("elsewhere", 13, of="budget"),
        money("cost", 99, attribute="cost"),
    ]
    (statement,) = statements_of_claims("N1", claims)
    assert [amount.id for amount in statement.amounts] == ["same", "same-year"]
    assert statements_of_claims("N2", claims) == ()


def test_amounts_that_differ_are_kept_and_named() -> None:
    claims = [approval(), money("a", 10), money("b", 11), money("c", 10)]
    result = step(timeline(*statements_of_claims("N1", claims)), "approved")
    assert result.conflicts == ("The amounts differ: EUR 10 (a, c); EUR 11 (b).",)
    assert result.missing == ()


def test_rows_of_a_register_give_the_same_timeline() -> None:
    records = [
        StageRecord(
            id="s1",
            project="N1",
            stage="approved",
            source="gazette",
            evidence=Evidence.SEEN,
            date=PartialDate("2018"),
            amount=Decimal(10),
            unit="EUR",
        ),
        StageRecord(id="s2", project="N2", stage="open", source="gazette", evidence=Evidence.SEEN),
    ]
    result = timeline(*statements_of_records("N1", records))
    approved = step(result, "approved")
    assert (result.reached, approved.date, approved.missing) == ("approved", PartialDate("2018"), ())
    assert [(amount.id, amount.amount) for amount in approved.statements[0].amounts] == [("s1", Decimal(10))]


def test_the_peace_highway_went_from_approval_to_works(sofia_declaration: Declaration) -> None:
    # Claims of the bundled declaration: approved 2018-05, contract 2021-09, works 2021-12, part open.
    result = sofia_timeline(sofia_declaration, "T03")
    stated = {item.stage.id: item.date and item.date.text for item in result.steps if item.statements}
    assert stated == {
        "approved": "2018-05",
        "works_contract": "2021-09",
        "works": "2021-12",
        "partly_open": None,
    }
    assert step(result, "grant_agreement").state is StepState.PASSED
    assert (result.reached, result.conflicts) == ("partly_open", ())


def test_the_two_amounts_of_the_grant_for_durres_stand_side_by_side(sofia_declaration: Declaration) -> None:
    (conflict,) = step(sofia_timeline(sofia_declaration, "T01"), "approved").conflicts
    assert "EUR 27,672,000 (T01-grant-line)" in conflict
    assert "EUR 27,050,000 (T01-grant-text)" in conflict


def test_the_danube_grant_shrank_between_endorsement_and_agreement(sofia_declaration: Declaration) -> None:
    result = sofia_timeline(sofia_declaration, "X-PRAHOVO")
    amounts = {
        item.stage.id: [amount.amount for statement in item.statements for amount in statement.amounts]
        for item in result.steps
        if item.statements
    }
    assert amounts == {"endorsed": [Decimal(16550000)], "grant_agreement": [Decimal(15850000)]}


def test_a_site_that_opened_before_its_agreement_is_named(sofia_declaration: Declaration) -> None:
    (conflict,) = sofia_timeline(sofia_declaration, "T08").conflicts
    assert conflict.startswith("Works is dated 2019-07, before Grant agreement on 2019-08-01")


def test_a_hedged_amount_differs_from_an_exact_one() -> None:
    hedged = Claim(
        id="hedged",
        subject="N1",
        attribute="grant",
        value=Decimal(10),
        unit="EUR",
        qualifier=Qualifier.NEARLY,
        source="gazette",
        evidence=Evidence.SEEN,
    )
    statements = statements_of_claims("N1", [approval(), money("exact", 10), hedged])
    (conflict,) = step(timeline(*statements), "approved").conflicts
    assert "nearly EUR 10 (hedged)" in conflict


DATES = st.sampled_from([None, "2018", "2018-05", "2019-01-31", "2021"])
STATEMENTS = st.lists(
    st.tuples(st.sampled_from(STAGES), DATES, st.sampled_from(Evidence), st.booleans()), max_size=8
)


@given(STATEMENTS)
def test_no_statement_is_lost(rows: list[tuple[Stage, str | None, Evidence, bool]]) -> None:
    statements = [
        said(f"c{number}", stage.id, date, evidence=evidence, is_denial=is_denial)
        for number, (stage, date, evidence, is_denial) in enumerate(rows)
    ]
    result = timeline(*statements)
    shown = [statement.id for item in result.steps for statement in item.statements]
    kept = [name for item in result.steps for name in item.not_counted]
    assert sorted([*shown, *kept]) == sorted(statement.id for statement in statements)
