"""A form is read strictly: each cell is used or refused with its place, what was expected and what to do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.observation import Absence
from accord.domain.partner_report import FigureFlag
from accord.errors import InputDataError
from sources.reporting_template.forms import (
    COLUMNS,
    Row,
    csv_bytes,
    csv_rows,
    filled,
    problems_of,
    read_csv,
)


def refused(name: str, **cells: str) -> list[tuple[str, str, str]]:
    """Ids, places and values of what is wrong when cells of a row are filled in."""
    row = {key.replace("_", " "): text for key, text in cells.items()}
    return [(one.id, one.field, one.value) for one in problems_of(read_csv, filled({name: row}))]


def test_values_words_absences_and_doubt_are_read() -> None:
    made = read_csv(
        filled(
            {
                "report.institution": {"value": "Harbour office"},
                "repairs": {"status word": "Under Way", "note": "Two piers."},
                "drowned": {"value": "12", "flag": "provisional", "source of the figure": "Coast guard"},
                "drowned_by_sex_men": {"absence": "suppressed"},
                "drowned_by_sex_women": {"absence": "zero"},
                "drowned_by_sex_not_stated": {"value": "0"},
                "lit": {
                    "value": "80.5",
                    "lower": "78",
                    "upper": "83",
                    "level": "0.95",
                    "standard error": "1.2",
                },
                "tide": {"value": "-3.25"},
            }
        )
    )
    repairs, drowned, men, women, rest, lit, tide = made.answers
    assert (made.institution, made.date.text, made.tolerated) == ("Harbour office", "2027-01-31", ())
    assert (repairs.word, repairs.value, repairs.note) == ("under way", Decimal(2), "Two piers.")
    assert (drowned.value, drowned.flag, drowned.source) == (
        Decimal(12),
        FigureFlag.PROVISIONAL,
        "Coast guard",
    )
    assert (men.value, men.absence) == (None, Absence.SUPPRESSED)
    assert [(row.value, row.absence) for row in (women, rest)] == [(Decimal(0), Absence.ZERO)] * 2
    assert (lit.value, lit.lower, lit.upper) == (Decimal("80.5"), Decimal(78), Decimal(83))
    assert (lit.level, lit.std_error) == (Decimal("0.95"), Decimal("1.2"))
    assert tide.value == Decimal("-3.25")


def test_the_place_of_an_answer_is_the_cell_that_answers() -> None:
    made = read_csv(filled({"repairs": {"status word": "done"}, "drowned": {"absence": "missing"}}))
    assert [answer.place for answer in made.answers[:3]] == [
        "line 9, column status word",
        "line 10, column absence",
        "line 11, column value",
    ]


def test_a_row_left_empty_stays_empty() -> None:
    assert all(answer.is_empty for answer in read_csv(filled({})).answers)


@pytest.mark.parametrize(
    "text", ["12,5", "1,234", "1 234", "1'234", "1.2E+05", "n/a", "-", "12 %", "about 3", "..5"]
)
def test_what_is_no_plain_number_is_refused_and_never_guessed(text: str) -> None:
    assert refused("drowned", value=text) == [("ACC-677", "line 10, column value", text)]


def test_a_comma_is_refused_with_the_way_to_write_it() -> None:
    (problem,) = problems_of(read_csv, filled({"drowned": {"value": "1,234"}}))
    assert "1,234 may mean either" in problem.fix


@pytest.mark.parametrize("text", ["-1", "100.5"])
def test_a_share_out_of_its_bounds_is_refused(text: str) -> None:
    assert refused("lit", value=text) == [("ACC-680", "line 14, column value", text)]


@pytest.mark.parametrize("cells", [{"value": "0"}, {"absence": "zero"}])
def test_zero_is_refused_where_it_cannot_be_true(cells: dict[str, str]) -> None:
    assert [row[0] for row in refused("lit", **cells)] == ["ACC-680"]


def test_a_negative_count_is_refused() -> None:
    assert refused("drowned", value="-1") == [("ACC-680", "line 10, column value", "-1")]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("drowned", {"value": "3", "absence": "not reported"}),
        ("drowned", {"value": "3", "absence": "zero"}),
        ("drowned", {"value": "0", "absence": "suppressed"}),
        ("repairs", {"status_word": "done", "absence": "missing"}),
        ("repairs", {"absence": "zero"}),
    ],
)
def test_a_value_beside_a_reason_for_none_is_refused(name: str, cells: dict[str, str]) -> None:
    assert [row[0] for row in refused(name, **cells)] == ["ACC-678"]


@pytest.mark.parametrize(
    ("name", "cells", "near"),
    [
        ("repairs", {"status_word": "underway"}, "under way"),
        ("drowned", {"absence": "not reportet"}, "not reported"),
        ("drowned", {"flag": "provisionl"}, "provisional"),
    ],
)
def test_a_word_that_is_in_no_list_is_refused_with_the_nearest(
    name: str, cells: dict[str, str], near: str
) -> None:
    row = {key.replace("_", " "): text for key, text in cells.items()}
    (problem,) = problems_of(read_csv, filled({name: row}))
    assert (problem.id, problem.fix) == ("ACC-679", f"Did you mean `{near}`?")


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("repairs", {"value": "2"}),
        ("repairs", {"standard_error": "2"}),
        ("drowned", {"status_word": "done"}),
        ("report.date", {"note": "late"}),
    ],
)
def test_what_stands_where_nothing_belongs_is_refused(name: str, cells: dict[str, str]) -> None:
    assert [row[0] for row in refused(name, **cells)] == ["ACC-679"]


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "3", "standard_error": "-1"},
        {"value": "3", "lower": "4", "upper": "2"},
        {"value": "3", "lower": "2", "upper": "4", "level": "95"},
        {"value": "3", "level": "0.95"},
        {"absence": "suppressed", "standard_error": "1"},
    ],
)
def test_an_impossible_uncertainty_is_refused(cells: dict[str, str]) -> None:
    assert [row[0] for row in refused("drowned", **cells)] == ["ACC-681"]


@pytest.mark.parametrize(
    "day", ["", "2027", "2027-01", "31.01.2027", "2027-02-30", "2026-01-31", "2026-12-31"]
)
def test_a_report_needs_a_whole_day_after_the_half_year(day: str) -> None:
    assert [row[0] for row in refused("report.date", value=day)] == ["ACC-682"]


def test_rows_in_another_order_are_read_by_their_ids_and_it_is_said() -> None:
    rows = csv_rows()
    made = read_csv(csv_bytes(rows[::-1]))
    assert made.tolerated == ("Rows stand in another order than in the form; each was read by its id.",)
    assert made.answers[0].question.id == "repairs"


def test_columns_in_another_order_are_read_by_their_headings() -> None:
    content = filled({"drowned": {"value": "4"}}, columns=COLUMNS[::-1])
    assert read_csv(content).answers[1].value == 4


def test_a_changed_wording_is_tolerated_and_said() -> None:
    made = read_csv(filled({"drowned": {"definition": "Count only men."}}))
    assert made.tolerated == ("`drowned`: the definition was changed; it was read as asked.",)


@pytest.mark.parametrize(
    ("heading", "text"), [("unit", "thousand persons"), ("period", "2026"), ("part of", "lit"), ("unit", "")]
)
def test_a_changed_unit_or_period_is_refused(heading: str, text: str) -> None:
    (problem,) = problems_of(read_csv, filled({"drowned_by_sex_men": {heading: text}}))
    assert (problem.id, problem.row, problem.value) == ("ACC-676", "drowned_by_sex_men", text)


def change_rows(change: str) -> list[Row]:
    rows = csv_rows()
    if change == "added":
        return [*rows, {**rows[-1], "id": "tides"}]
    if change == "without id":
        return [*rows, {**rows[-1], "id": "", "value": "3"}]
    return [*rows, rows[-1]] if change == "doubled" else rows[:-1]


@pytest.mark.parametrize(
    ("change", "error", "named"),
    [
        ("added", "ACC-673", "tides"),
        ("without id", "ACC-673", "tide"),
        ("doubled", "ACC-675", "tide"),
        ("deleted", "ACC-674", ""),
    ],
)
def test_rows_that_were_added_doubled_or_deleted_are_refused(change: str, error: str, named: str) -> None:
    (problem,) = problems_of(read_csv, csv_bytes(change_rows(change)))
    assert (problem.id, problem.value) == (error, named)
    assert "tide" in problem.render()


@pytest.mark.parametrize(
    ("detail", "value"),
    [("report.template", "accord-report-0"), ("report.declaration", "other"), ("report.questions", "ab")],
)
def test_the_form_of_another_version_declaration_or_list_of_questions_is_refused(
    detail: str, value: str
) -> None:
    (problem,) = problems_of(read_csv, filled({detail: {"value": value}}))
    assert (problem.id, problem.row, problem.value) == ("ACC-671", detail, value)


def test_a_form_that_does_not_say_what_it_is_is_refused() -> None:
    rows = [row for row in csv_rows() if row["id"] != "report.questions"]
    assert [problem.id for problem in problems_of(read_csv, csv_bytes(rows))] == ["ACC-670"]


def test_every_thing_that_is_wrong_is_told_at_once() -> None:
    content = filled({"drowned": {"value": "x"}, "lit": {"value": "101"}, "repairs": {"status word": "?"}})
    with pytest.raises(InputDataError) as caught:
        read_csv(content)
    assert [problem.id for problem in caught.value.problems] == ["ACC-679", "ACC-677", "ACC-680"]
