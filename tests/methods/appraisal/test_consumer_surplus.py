"""The rule of half, by hand and against Table 4.17 of the guide of the European Commission of 2008.

Source of the table: European Commission (2008), Guide to cost-benefit analysis of investment projects,
railway case, https://www.yumpu.com/en/document/view/51028141/guide-to-cost-benefit-analysis-of-investment-projects-ramiri/147
Volumes are printed to one decimal, so that a product may differ by 0.15, one of road users by 0.2.
"""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.appraisal_flows import Users
from accord.methods.appraisal.consumer_surplus import consumer_surplus
from appraised import ACCEPTANCE

POSITIVE = st.decimals(0, 1000, places=2)


def surplus(users: Users, without: str, with_project: str, saving: str) -> Decimal:
    return consumer_surplus(users, Decimal(without), Decimal(with_project), Decimal(saving))


@pytest.mark.parametrize(
    ("users", "without", "with_project", "saving", "printed"),
    [
        (Users.EXISTING, "6.3", "6.3", "3.58", "22.6"),
        (Users.NEW, "0", "4.5", "3.58", "8.1"),
        (Users.EXISTING, "40.7", "36.2", "0.22", "8.0"),
        (Users.EXISTING, "6.3", "6.3", "6.27", "39.5"),
        (Users.NEW, "0", "11.0", "6.27", "34.4"),
        (Users.EXISTING, "40.7", "29.7", "0.96", "28.5"),
        (Users.EXISTING, "0.3", "0.3", "5.16", "1.6"),
        (Users.NEW, "0", "2.9", "5.16", "7.4"),
        (Users.EXISTING, "64.7", "61.8", "0.17", "10.4"),
    ],
)
def test_rows_of_the_published_table(
    users: Users, without: str, with_project: str, saving: str, printed: str
) -> None:
    assert abs(surplus(users, without, with_project, saving) - Decimal(printed)) <= Decimal("0.15")


def test_all_users_at_once_by_hand() -> None:
    assert surplus(Users.ALL, "10", "16", "3") == 39  # (10 + 16) / 2 x 3
    assert surplus(Users.EXISTING, "10", "16", "3") == 30
    assert surplus(Users.NEW, "10", "16", "3") == 9  # 6 x 3 / 2


def test_those_who_left_are_not_counted_where_they_were() -> None:
    assert surplus(Users.NEW, "40.7", "36.2", "0.22") == 0


def test_a_dearer_journey_is_a_loss() -> None:
    assert surplus(Users.EXISTING, "10", "10", "-2") == -20


@given(POSITIVE, POSITIVE, st.decimals(-100, 100, places=2))
def test_existing_and_new_users_together_are_all(before: Decimal, more: Decimal, saving: Decimal) -> None:
    after = before + more
    parts = [consumer_surplus(users, before, after, saving) for users in (Users.EXISTING, Users.NEW)]
    assert sum(parts) == consumer_surplus(Users.ALL, before, after, saving)


def test_the_whole_published_table_and_its_totals() -> None:
    file = ACCEPTANCE / "ec2008_rail_consumer_surplus.json"
    if not file.is_file():
        pytest.skip("the table is not in ../shared/data/connectivity/acceptance")
    content = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    totals = {"rail_passengers": [Decimal(0)] * 2, "freight_Mt": [Decimal(0)] * 2}
    initial = {row["group"]: row for row in content["rows"] if row["class"] == "initial users"}
    for row in content["rows"]:
        is_new = row["class"] == "modal shifters"
        for option in (1, 2):
            unit = initial[row["group"]][f"unit{option}"] if is_new else row[f"unit{option}"]
            users = Users.NEW if is_new else Users.EXISTING
            found = consumer_surplus(users, Decimal(row["bau"]), Decimal(row[f"opt{option}"]), Decimal(unit))
            room = Decimal("0.2") if row["class"] == "road users" else Decimal("0.15")
            assert abs(found - row[f"benefit{option}"]) <= room, (row, option)
            totals[row["group"]][option - 1] += found
    for group, name in (("rail_passengers", "passengers"), ("freight_Mt", "freight")):
        for found, printed in zip(totals[group], content["totals_published"][name], strict=True):
            assert abs(found - printed) <= Decimal("0.2")
