"""The id of a sum says which flows it adds up, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.store.flow_query import ALL_PLACES, FlowQuery, group_id, query_of, sum_id

PUBLISHERS = st.text(min_size=1).filter(lambda text: not any(0xD800 <= ord(c) <= 0xDFFF for c in text))


@given(publisher=PUBLISHERS, year=st.none() | st.integers(min_value=0, max_value=99999))
def test_an_id_leads_back_to_its_flows_whatever_the_publisher_is_called(
    publisher: str, year: int | None
) -> None:
    shown = None if year is None else str(year)
    name = sum_id("ALB", "incoming funds", year=shown, publisher=publisher)
    assert query_of(name) == FlowQuery(
        partner="ALB", measure="incoming funds", year=shown or "undated", publisher=publisher
    )
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", name), "an address and a file name can hold it"


def test_ids_are_short_and_can_be_typed() -> None:
    assert sum_id("ALB", "commitment") == "money.ALB.commitment"
    assert sum_id("ALB", "commitment", year="2019") == "money.ALB.2019.commitment"
    assert sum_id("ALB", "incoming funds", year=None) == "money.ALB.undated.incoming_funds"
    assert (
        sum_id(ALL_PLACES, "commitment", publisher="XM-EXAMPLE-1") == "money.all.commitment.by.XM-EXAMPLE-1"
    )
    assert query_of("money.all.commitment") == FlowQuery(measure="commitment")


@pytest.mark.parametrize("name", ["money", "money.ALB", "money.ALB.Commitment", "money.ALB.commitment.by."])
def test_what_is_no_id_of_a_sum_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not the id of a sum"):
        query_of(name)


def test_a_group_has_an_id_only_if_the_id_says_all_of_it() -> None:
    group: dict[str, str | None] = {"partner": "ALB", "type": "commitment"}
    assert group_id(group, FlowQuery()) == "money.ALB.commitment"
    assert group_id(group, FlowQuery(year="2019")) == "money.ALB.2019.commitment"
    assert group_id({"year": None, "type": "commitment"}, FlowQuery()) == "money.all.undated.commitment"
    assert group_id({"partner": None}, FlowQuery(measure="commitment")) == "money.unknown.commitment"
    assert group_id({"partner": "ALB"}, FlowQuery()) is None, "no type"
    assert group_id({**group, "kind": "grant"}, FlowQuery()) is None, "no id says a kind"
    assert group_id(group, FlowQuery(status="counted")) is None, "no id says a status"
