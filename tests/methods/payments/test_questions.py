"""A question has an id, and the id has an answer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.declaration import Declaration
from accord.methods.payments.questions import Question, answer, parse_question, question_id
from accord.methods.payments.slips import Slip
from paid_on_conditions import harbour_files
from support import parse_texts

MARCH = date(2022, 3, 1)


@pytest.fixture(scope="module")
def harbour() -> Declaration:
    return parse_texts(harbour_files())


SLIPS = st.lists(
    st.builds(
        Slip, step=st.from_regex(r"[A-Z]{2}(-[A-Z0-9]{1,4})?", fullmatch=True), months=st.integers(0, 999)
    ),
    max_size=3,
    unique_by=lambda slip: slip.step,
)


@given(SLIPS, st.none() | st.dates(date(2000, 1, 1)))
def test_an_id_says_the_whole_question(slips: list[Slip], on: date | None) -> None:
    name = question_id("payments.FUND.NOR.lost", slips=slips, on=on)
    found = parse_question(name)
    if not slips and on is None:
        assert found is None
        return
    assert found == Question(
        figure="payments.FUND.NOR.lost", slips=tuple(sorted(slips, key=lambda slip: slip.step)), on=on
    )


@pytest.mark.parametrize(
    "name",
    [
        "payments.FUND.NOR.lost",
        "RGF.paid--A+6m",
        "payments.FUND.NOR.lost--A",
        "payments.FUND.NOR.lost--A+6",
        "payments.FUND.NOR.lost--A+6m--",
        "payments.FUND.NOR.lost--A+6m--on2022-01-01",
    ],
)
def test_what_asks_nothing_is_no_question(name: str) -> None:
    assert parse_question(name) is None


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        parse_question("payments.FUND.NOR.lost--on2022-02-30")


def test_the_answer_holds_the_figure_with_and_without_the_delay(harbour: Declaration) -> None:
    question = Question(figure="payments.FUND.NOR.lost", slips=(Slip(step="NOR-REGISTER", months=18),))
    found = answer(harbour, question, day=MARCH)
    # The register earns 30 % of 100,000; half of the law, 10,000, is lost either way.
    assert (found.on_time.value, found.late.value) == (10_000, 40_000)
    assert found.day == date(2023, 12, 31)


def test_a_question_about_a_day_needs_no_delay(harbour: Declaration) -> None:
    question = Question(figure="payments.FUND.NOR-REGISTER", on=date(2023, 7, 1))
    found = answer(harbour, question, day=MARCH)
    assert (found.late.value, found.effect) == ("not_known", None)


def test_a_figure_that_no_agenda_has_is_refused(harbour: Declaration) -> None:
    for name in ("payments.FUND.paid", "payments.FUND.NIL.lost"):
        with pytest.raises(KeyError):
            answer(harbour, Question(figure=name, on=MARCH), day=MARCH)
