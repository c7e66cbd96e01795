"""Observations of a report: one for each question, with the five absences apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.indicator import Segment
from accord.domain.observation import Absence
from accord.domain.partner_report import FigureFlag
from accord.domain.period import PartialDate
from accord.errors import InputDataError
from accord.methods.observing import latest_series
from accord.methods.reporting.observations import edition_observations, report_observations
from made_up_reports import ASKED, DROWNED, questionnaire, report
from support import parse_lake


def test_each_question_gives_one_observation_with_its_descent() -> None:
    rows = {row.indicator: row for row in report_observations(report(repairs="under way", drowned=4))}
    assert list(rows) == [question.id for question in questionnaire().questions]
    drowned = rows["drowned"]
    assert drowned.id == "obs.drowned.LAK.2026-H2.report-lak.2027-01-31"
    assert (drowned.value, drowned.absence, drowned.unit, drowned.segment) == (
        Decimal(4),
        None,
        "persons",
        "always",
    )
    assert (drowned.file, drowned.sha256, drowned.place) == (
        "lake.xlsx",
        "1" * 64,
        "sheet Report, cell of drowned",
    )
    assert (rows["repairs"].word, rows["repairs"].value) == ("under way", Decimal(2))
    assert rows["lit"].period.text == "2026", "what is asked once a year is of the year"


def test_the_five_absences_stay_apart_and_an_empty_row_is_missing() -> None:
    made = report(
        drowned=0,
        drowned_by_sex_men="missing",
        drowned_by_sex_women="suppressed",
        drowned_by_sex_not_stated="not applicable",
        lit="not reported",
    )
    rows = {row.indicator: row for row in report_observations(made)}
    assert {name: row.absence for name, row in rows.items()} == {
        "repairs": Absence.MISSING,
        "drowned": Absence.ZERO,
        "drowned_by_sex_men": Absence.MISSING,
        "drowned_by_sex_women": Absence.SUPPRESSED,
        "drowned_by_sex_not_stated": Absence.NOT_APPLICABLE,
        "lit": Absence.NOT_REPORTED,
        "tide": Absence.MISSING,
    }
    assert rows["drowned"].value == 0
    assert "Left empty" in rows["tide"].note
    assert rows["drowned_by_sex_men"].note == ""


def test_doubt_flag_note_and_source_are_kept() -> None:
    made = report(lit=90)
    answers = list(made.answers)
    answers[5] = replace(
        answers[5],
        std_error=Decimal("1.5"),
        lower=Decimal(87),
        upper=Decimal(93),
        level=Decimal("0.95"),
        flag=FigureFlag.ESTIMATED,
        note="Survey.",
        source="Lamp register",
    )
    lit = report_observations(replace(made, answers=tuple(answers)))[5]
    assert (lit.std_error, lit.lower, lit.upper, lit.level) == (
        Decimal("1.5"),
        Decimal(87),
        Decimal(93),
        Decimal("0.95"),
    )
    assert (lit.status, lit.note) == ("estimated", "Survey. Source of the figure: Lamp register")


def test_a_report_whose_date_lies_in_no_segment_is_refused() -> None:
    early = replace(DROWNED, segments=(Segment(id="old", vintages_to="2026-12-31"),))
    made = report(questionnaire(indicators=(early,)), drowned=4)
    with pytest.raises(InputDataError) as caught:
        report_observations(made)
    assert [(row.id, row.row) for row in caught.value.problems] == [("ACC-685", "drowned")]


def test_an_edition_holds_the_latest_answers_up_to_its_day() -> None:
    """4 in the first half and 6 in the second: the later edition holds both, the earlier one only 4."""
    first = replace(
        report(questionnaire("2026-H1"), drowned=4), date=PartialDate("2026-08-01"), file="h1.csv"
    )
    rows = [row for row in edition_observations([report(drowned=6), first]) if row.indicator == "drowned"]
    assert [(row.vintage, row.period.text, row.value, row.file) for row in rows] == [
        ("2026-08-01", "2026-H1", Decimal(4), "h1.csv"),
        ("2027-01-31", "2026-H1", Decimal(4), "h1.csv"),
        ("2027-01-31", "2026-H2", Decimal(6), "lake.xlsx"),
    ]
    assert [row.note for row in rows] == ["", "From the report of 2026-08-01.", ""]
    (late,) = latest_series(rows, replace(parse_lake(), indicators=ASKED))
    assert late.values == (4.0, 6.0)


def test_a_later_report_on_the_same_half_year_changes_no_earlier_edition() -> None:
    later = replace(report(drowned="suppressed"), date=PartialDate("2027-06-30"))
    rows = [row for row in edition_observations([later, report(drowned=6)]) if row.indicator == "drowned"]
    assert [(row.vintage, row.value, row.absence) for row in rows] == [
        ("2027-01-31", Decimal(6), None),
        ("2027-06-30", None, Absence.SUPPRESSED),
    ]


def test_editions_of_partners_do_not_mix_and_keys_are_unique() -> None:
    other = report(drowned=9)
    asked = replace(other.questionnaire, partner=replace(other.questionnaire.partner, id="HIL"))
    rows = edition_observations([report(drowned=6), replace(other, questionnaire=asked)])
    assert {row.source for row in rows} == {"report-lak", "report-hil"}
    assert len({row.key for row in rows}) == len(rows) == 14
