"""A topic figure: one value among the claims, with the spread and what was not counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from accord.domain.claim import ChoiceName, Claim, Qualifier, SpreadMeaning
from accord.domain.declaration import Declaration
from accord.domain.definition import TopicFigure
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.methods.topics import topic_figures

COST = "PACT-1.ferry_cost.NOR"


def figure(declaration: Declaration, name: str = COST) -> Figure:
    return topic_figures(declaration, day=declaration.last_read)[name]


def with_claims(declaration: Declaration, *claims: Claim) -> Declaration:
    return replace(declaration, claims=claims)


def test_the_lake_pact_chooses_the_budget_and_shows_the_spread(lake_declaration: Declaration) -> None:
    """The town's own budget (official) stands closer than the gazette (press)."""
    cost = figure(lake_declaration)
    assert (cost.value, cost.unit) == (Decimal(104500), "CRW")
    assert (cost.minimum, cost.maximum, cost.claims) == (Decimal(104500), Decimal(120000), 2)
    assert cost.is_disputed
    assert [(part.id, part.role.value) for part in cost.inputs] == [
        ("ferry-cost-budget", "chosen"),
        ("ferry-cost-gazette", "alternative"),
    ]
    assert cost.method == "closest_then_latest 1.0"
    assert cost.reason.startswith("2 claims contradict each other.")


def test_a_single_claim_has_no_spread_and_no_dispute(lake_declaration: Declaration) -> None:
    cost = figure(with_claims(lake_declaration, lake_declaration.claims[0]))
    assert (cost.value, cost.qualifier) == (Decimal(120000), Qualifier.ABOUT)
    assert (cost.minimum, cost.maximum, cost.claims, cost.is_disputed) == (None, None, 1, False)


def test_claims_that_agree_are_not_disputed(lake_declaration: Declaration) -> None:
    gazette, budget = lake_declaration.claims[:2]
    cost = figure(with_claims(lake_declaration, replace(gazette, value=Decimal("104500.0")), budget))
    assert not cost.is_disputed
    assert cost.reason == "2 claims agree."


def test_a_revision_over_time_is_spread_but_not_disputed(lake_declaration: Declaration) -> None:
    attributes = tuple(replace(row, spread=SpreadMeaning.REVISION) for row in lake_declaration.attributes)
    cost = figure(replace(lake_declaration, attributes=attributes))
    assert (cost.minimum, cost.maximum) == (Decimal(104500), Decimal(120000))
    assert not cost.is_disputed
    assert "revise each other" in cost.reason


def test_an_unverified_claim_is_listed_and_never_counted(lake_declaration: Declaration) -> None:
    gazette, budget = lake_declaration.claims[:2]
    rumour = replace(gazette, value=Decimal(900_000), evidence=Evidence.UNVERIFIED)
    cost = figure(with_claims(lake_declaration, rumour, budget))
    assert (cost.value, cost.claims, cost.maximum, cost.is_disputed) == (Decimal(104500), 1, None, False)
    assert ("ferry-cost-gazette", "not counted") in [(part.id, part.role.value) for part in cost.inputs]


def test_only_unverified_claims_leave_the_figure_unknown(lake_declaration: Declaration) -> None:
    rumour = replace(lake_declaration.claims[0], evidence=Evidence.UNVERIFIED)
    cost = figure(with_claims(lake_declaration, rumour))
    assert (cost.value, cost.evidence, cost.last_evidence, cost.claims) == (None, None, None, 0)
    assert cost.reason == "Only unverified claims exist; they are listed and not counted."


def test_a_topic_that_a_measure_asks_for_is_unknown_without_claims(lake_declaration: Declaration) -> None:
    cost = figure(lake_declaration, "PACT-1.ferry_cost.SOU")
    assert cost.value is None
    assert cost.reason == "No document known on this day states it."
    assert [(part.id, part.role.value) for part in cost.inputs] == [("PACT-1", "definition")]


def test_a_listed_topic_says_why_it_is_unknown(lake_declaration: Declaration) -> None:
    topic = TopicFigure(id="PACT-1.ferry_cost.SOU", label="Ferry of the south", why_unknown="Nobody asked.")
    listed = replace(lake_declaration, topics=(topic,))
    cost = figure(listed, topic.id)
    assert (cost.value, cost.label, cost.reason) == (None, "Ferry of the south", "Nobody asked.")


def test_a_topic_may_choose_by_a_rule_of_its_own(lake_declaration: Declaration) -> None:
    topic = TopicFigure(id=COST, rule=ChoiceName.HIGHEST, reason="It includes the jetty.")
    cost = figure(replace(lake_declaration, topics=(topic,)))
    assert (cost.value, cost.method) == (Decimal(120000), "highest 1.0")
    assert cost.reason.endswith("It includes the jetty.")


def test_the_evidence_of_a_figure_is_that_of_the_chosen_claim(lake_declaration: Declaration) -> None:
    gazette, budget = lake_declaration.claims[:2]
    cost = figure(with_claims(lake_declaration, gazette, replace(budget, evidence=Evidence.DERIVED)))
    assert cost.evidence is Evidence.DERIVED
    assert str(cost.last_evidence) == "2022-02-01"


def test_an_event_that_did_not_happen_is_false_and_not_unknown(lake_declaration: Declaration) -> None:
    service = lake_declaration.claims[2]
    sunk = figure(with_claims(lake_declaration, replace(service, value=False)), "PACT-1.in_service.NOR")
    assert sunk.value is False
    assert not sunk.is_disputed


def test_the_spread_does_not_mix_currencies(lake_declaration: Declaration) -> None:
    """EUR 900 beside CRW 104,500 is another currency, not a smaller amount."""
    gazette, budget = lake_declaration.claims[:2]
    euros = replace(gazette, value=Decimal(900), unit="EUR")
    cost = figure(with_claims(lake_declaration, euros, budget))
    assert cost.unit == "CRW"
    assert cost.minimum in {None, Decimal(104500)}


def test_naming_the_unit_of_the_attribute_is_no_dispute(lake_declaration: Declaration) -> None:
    attributes = tuple(replace(row, unit="CRW") for row in lake_declaration.attributes)
    budget = lake_declaration.claims[1]
    same = replace(budget, id="same", unit="")
    declaration = replace(with_claims(lake_declaration, budget, same), attributes=attributes)
    assert not figure(declaration).is_disputed
