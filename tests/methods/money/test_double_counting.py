"""The same money on two levels, in two accounts, or passed on, counts once."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from methods.money.published import GIVER, RECEIVER, Outcome, Published

COUNTED = ("counted", "type")
MIRROR = ("excluded", "perspective")
PARENT = ("excluded", "hierarchy")
CHAIN = ("excluded", "chain")


def related(published: Published, activity: int, ref: str, kind: str) -> None:
    """Add a related activity: 1 is the parent, 2 a child."""
    published.add("related_activities", activity=activity, ref=ref, type=kind)


def decisions(outcome: Outcome, publisher: str = GIVER) -> list[tuple[object, ...]]:
    """Return the table of decisions of a publisher."""
    columns = "measure, level, activities, parents, dropped, kept, decision"
    query = f"SELECT {columns} FROM hierarchy_decisions WHERE publisher = '{publisher}' ORDER BY 1, 2"
    return outcome.rows(query)


def test_commitments_on_one_level_and_payments_on_another_both_count() -> None:
    """Shaped like the European Commission, DG NEAR: it commits at level 1 and pays at level 2."""
    published = Published()
    parent = published.activity("XX-GIVER-1", hierarchy=1)
    child = published.activity("XX-GIVER-1-1", hierarchy=2)
    related(published, parent, "XX-GIVER-1-1", "2")
    committed = published.pay(parent, "100", code="2")
    paid = published.pay(child, "40")

    outcome = published.run()

    assert outcome.decided() == {committed: COUNTED, paid: COUNTED}
    only = "counted: the only level that holds it"
    assert decisions(outcome) == [("commitment", 1, 1, 0, 0, 0, only), ("payment", 2, 1, 0, 0, 0, only)]


@pytest.mark.parametrize("says", ["parent", "child"])
def test_a_parent_is_left_out_where_its_children_report_the_same(says: str) -> None:
    published = Published()
    parent = published.activity("XX-GIVER-1", hierarchy=1)
    children = [published.activity(f"XX-GIVER-1-{number}", hierarchy=2) for number in (1, 2)]
    for number, child in enumerate(children, 1):
        if says == "parent":
            related(published, parent, f"XX-GIVER-1-{number}", "2")
        else:
            related(published, child, "XX-GIVER-1", "1")
    whole = published.pay(parent, "100")
    alone = published.pay(published.activity("XX-GIVER-2", hierarchy=1), "7")
    parts = [published.pay(child, "50", code="4") for child in children]

    outcome = published.run()

    assert outcome.decided() == {whole: PARENT, alone: COUNTED, parts[0]: COUNTED, parts[1]: COUNTED}
    assert decisions(outcome) == [
        ("payment", 1, 2, 1, 1, 0, "counted, without parents whose children hold the same"),
        ("payment", 2, 2, 0, 0, 0, "counted: no activity below one of this level holds it"),
    ]


def test_levels_decide_who_is_the_parent_when_both_say_parent() -> None:
    """Shaped like the European Commission, DG ECHO, whose levels 1 and 2 name each other as parent."""
    published = Published()
    high = published.activity("XX-GIVER-1", hierarchy=1)
    low = published.activity("XX-GIVER-1-1", hierarchy=2)
    related(published, high, "XX-GIVER-1-1", "1")
    related(published, low, "XX-GIVER-1", "1")
    whole, part = published.pay(high, "10"), published.pay(low, "10")

    assert published.run().decided() == {whole: PARENT, part: COUNTED}


def test_grandchildren_stand_for_a_child_that_reports_nothing() -> None:
    published = Published()
    for level, identifier in enumerate(("XX-GIVER-A", "XX-GIVER-B", "XX-GIVER-C"), 1):
        published.activity(identifier, hierarchy=level)
    related(published, 1, "XX-GIVER-A", "1")
    related(published, 2, "XX-GIVER-B", "1")
    whole, part = published.pay(0, "10"), published.pay(2, "10")

    assert published.run().decided() == {whole: PARENT, part: COUNTED}


@pytest.mark.parametrize(("part", "is_left_out"), [("50", True), ("49.99", False)])
def test_a_parent_with_most_money_of_its_own_stays_and_is_marked(part: str, is_left_out: bool) -> None:
    """Shaped like GB-CHC-1105851: 274 million on level 1, of which the children hold 2."""
    published = Published()
    parent = published.activity("XX-GIVER-1", hierarchy=1)
    child = published.activity("XX-GIVER-1-1", hierarchy=2)
    related(published, child, "XX-GIVER-1", "1")
    whole = published.pay(parent, "100")
    published.pay(child, part)

    outcome = published.run()

    assert outcome.decided()[whole] == (PARENT if is_left_out else COUNTED)
    assert outcome.notes(whole) == ([] if is_left_out else ["hierarchy"])


def test_coverage_is_compared_in_each_currency_that_both_use() -> None:
    # In euros the child holds all; in dollars it holds a tenth, so the parent stays.
    published = Published()
    parent = published.activity("XX-GIVER-1", hierarchy=1)
    child = published.activity("XX-GIVER-1-1", hierarchy=2)
    related(published, child, "XX-GIVER-1", "1")
    whole = published.pay(parent, "100")
    published.pay(parent, "100", currency="USD")
    published.pay(child, "100")
    published.pay(child, "10", currency="USD")

    outcome = published.run()

    assert outcome.decided()[whole] == COUNTED
    assert outcome.notes(whole) == ["hierarchy"]


def test_pairs_on_one_level_continue_each_other_and_are_only_marked() -> None:
    """Shaped like FI-3-2020-2017170342, parent of FI-3-2021-2017170342 on the same level: two years."""
    published = Published()
    first = published.activity("XX-GIVER-2020")
    second = published.activity("XX-GIVER-2021")
    related(published, second, "XX-GIVER-2020", "1")
    before, after = published.pay(first, "2000000"), published.pay(second, "1000000")

    outcome = published.run()

    assert outcome.decided() == {before: COUNTED, after: COUNTED}
    assert (outcome.notes(before), outcome.notes(after)) == (["hierarchy"], [])


def test_a_parent_of_another_publisher_is_no_parent() -> None:
    published = Published()
    other = published.activity("XX-RECEIVER-1", RECEIVER, hierarchy=2)
    related(published, other, "XX-GIVER-1", "1")
    whole = published.pay(published.activity("XX-GIVER-1", hierarchy=1), "10")
    published.pay(other, "10")

    assert published.run().decided()[whole] == COUNTED


def given_and_taken(published: Published, *, named: bool = True) -> tuple[int, int, int, int]:
    """Two publishers: 100 given, 100 taken, 80 of it passed on; 50 given elsewhere."""
    giving = published.activity("XX-GIVER-1")
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    given = published.pay(giving, "100", receiver=RECEIVER)
    elsewhere = published.pay(giving, "50", receiver="XX-THIRD")
    reference = {"provider_activity": "XX-GIVER-1"} if named else {}
    taken = published.pay(taking, "100", code="1", provider=GIVER, **reference)
    passed_on = published.pay(taking, "80", code="4")
    return given, elsewhere, taken, passed_on


def test_from_the_giver_the_money_counts_where_it_enters_the_set() -> None:
    published = Published()
    given, elsewhere, taken, passed_on = given_and_taken(published)

    outcome = published.run()

    assert outcome.decided() == {given: COUNTED, elsewhere: COUNTED, taken: MIRROR, passed_on: CHAIN}
    assert outcome.notes(taken) == ["mirror"]
    assert outcome.rows("SELECT * FROM mirrors") == [(taken, 0)]


def test_without_identifiers_no_chain_is_assumed() -> None:
    published = Published()
    given, elsewhere, taken, passed_on = given_and_taken(published, named=False)

    outcome = published.run()

    assert outcome.decided() == {given: COUNTED, elsewhere: COUNTED, taken: MIRROR, passed_on: COUNTED}
    assert outcome.notes(passed_on) == []
    assert outcome.rows("SELECT * FROM mirrors") == []


def test_from_the_receiver_only_incoming_money_counts() -> None:
    published = Published()
    given, elsewhere, taken, passed_on = given_and_taken(published)

    outcome = published.run(perspective="receiver")

    outgoing = {transaction: MIRROR for transaction in (given, elsewhere, passed_on)}
    assert outcome.decided() == {taken: COUNTED} | outgoing


def test_from_the_receiver_a_second_receiver_of_the_same_money_is_left_out() -> None:
    published = Published()
    *_, taken, _ = given_and_taken(published)
    last = published.activity("XX-THIRD-1", "XX-THIRD")
    again = published.pay(last, "80", code="1", provider_activity="XX-RECEIVER-1")

    decided = published.run(perspective="receiver").decided()

    assert (decided[taken], decided[again]) == (COUNTED, CHAIN)


def test_another_perspective_is_refused_with_the_two_that_exist() -> None:
    published = Published()
    given_and_taken(published)

    with pytest.raises(duckdb.Error, match="giver or receiver expected, found auditor"):
        published.run(perspective="auditor")


def test_money_from_outside_the_set_keeps_what_is_passed_on() -> None:
    """Shaped like CH-FDJP-110.162.567: 5 of 76 million received name a giver in the set."""
    published = Published()
    *_, passed_on = given_and_taken(published)
    published.pay(1, "900", code="1", provider_name="A foundation")

    outcome = published.run()

    assert outcome.decided()[passed_on] == COUNTED
    assert outcome.notes(passed_on) == ["chain"]


@pytest.mark.parametrize(("received", "rule"), [("40", CHAIN), ("39.99", COUNTED)])
def test_a_chain_must_cover_half_of_what_is_passed_on(received: str, rule: tuple[str, str]) -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), received)
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    published.pay(taking, received, code="1", provider_activity="XX-GIVER-1")
    passed_on = published.pay(taking, "80")

    assert published.run().decided()[passed_on] == rule


@pytest.mark.parametrize(("given", "rule"), [("100", CHAIN), ("1", COUNTED)])
def test_a_giver_that_names_the_receiver_makes_a_chain_if_it_gives_enough(
    given: str, rule: tuple[str, str]
) -> None:
    """Shaped like US-EIN-95-3202116, which is paid 2 million by activities in the set and spends 1,381."""
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), given, receiver_activity="XX-RECEIVER-1")
    passed_on = published.pay(published.activity("XX-RECEIVER-1", RECEIVER), "100", code="4")

    outcome = published.run()

    assert outcome.decided()[passed_on] == rule
    assert outcome.notes(passed_on) == ([] if rule == CHAIN else ["chain"])


def test_a_transaction_that_names_the_giving_activity_is_left_out_alone() -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), "100")
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    passed_on = published.pay(taking, "60", provider_activity="XX-GIVER-1")
    own = published.pay(taking, "30", provider_activity="XX-RECEIVER-1")

    assert published.run().decided() == {0: COUNTED, passed_on: CHAIN, own: COUNTED}


def test_commitments_and_payments_are_chained_apart() -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), "100")
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    published.pay(taking, "100", code="1", provider_activity="XX-GIVER-1")
    committed, paid = published.pay(taking, "90", code="2"), published.pay(taking, "80")

    decided = published.run().decided()

    assert (decided[committed], decided[paid]) == (COUNTED, CHAIN)


def test_an_incoming_commitment_proves_a_chain_of_payments_if_no_funds_are_reported() -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), "100")
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    published.pay(taking, "100", code="11", provider_activity="XX-GIVER-1")
    paid = published.pay(taking, "80")

    assert published.run().decided()[paid] == CHAIN


def test_a_circle_without_an_entrance_loses_nothing() -> None:
    published = Published()
    for one, other in ((GIVER, RECEIVER), (RECEIVER, GIVER)):
        activity = published.activity(f"{one}-1", one)
        published.pay(activity, "10", provider_activity=f"{other}-1")

    outcome = published.run()

    assert outcome.counted("disbursement") == Decimal(20)
    assert outcome.notes(0) == outcome.notes(1) == ["chain"]


def test_a_long_chain_counts_its_first_link_only() -> None:
    published = Published()
    names = ["XX-A", "XX-B", "XX-C", "XX-D"]
    for before, name in zip(["", *names], names, strict=False):
        activity = published.activity(f"{name}-1", name)
        if before:
            published.pay(activity, "10", code="1", provider_activity=f"{before}-1")
        published.pay(activity, "10")

    assert published.run().counted("disbursement") == Decimal(10)


def test_a_giver_left_out_as_parent_proves_no_chain() -> None:
    """Else the parent would be left out for the child, and the child for the parent."""
    published = Published()
    parent = published.activity("XX-GIVER-1", hierarchy=1)
    child = published.activity("XX-GIVER-1-1", hierarchy=2)
    related(published, child, "XX-GIVER-1", "1")
    whole = published.pay(parent, "10", receiver_activity="XX-GIVER-1-1")
    published.pay(child, "10", code="1", provider_activity="XX-GIVER-1")
    part = published.pay(child, "10")

    decided = published.run().decided()

    assert (decided[whole], decided[part]) == (PARENT, COUNTED)


def test_old_prefixes_resolve_in_references() -> None:
    published = Published()
    published.given("aliases", {"publisher": "XX-OLD", "same_as": GIVER})
    published.pay(published.activity("XX-GIVER-1"), "100")
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    published.pay(taking, "100", code="1", provider_activity="XX-OLD-1")
    passed_on = published.pay(taking, "80")

    assert published.run().decided()[passed_on] == CHAIN
