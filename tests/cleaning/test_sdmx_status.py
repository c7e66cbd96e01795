"""The common flags of SDMX: each code of the list, and what contradicts it."""

from __future__ import annotations

import pytest

from accord.cleaning.sdmx_status import OBS_STATUS, absence_of_status
from accord.domain.observation import Absence


def test_the_list_has_the_twenty_codes_of_version_2_2() -> None:
    # Guideline on the observation status concept, 2.0 (2019): its hierarchy has these twenty.
    assert sorted(OBS_STATUS) == list("ABDEFGHIJKLMNOPQSUVW")
    assert all(code == status.code and status.meaning for code, status in OBS_STATUS.items())


def test_codes_go_with_values_or_without_as_the_guideline_says() -> None:
    # Columns "numeric values" and "missing values" of the hierarchy in the guideline.
    assert {code for code, status in OBS_STATUS.items() if status.with_value} == set("ABDEFGIJNPSUVW")
    assert {code for code, status in OBS_STATUS.items() if status.absence} == set("BHJKLMOQS")


@pytest.mark.parametrize(
    ("code", "absence"),
    [
        ("Q", Absence.SUPPRESSED),
        ("M", Absence.NOT_APPLICABLE),
        ("L", Absence.NOT_REPORTED),
        ("O", Absence.MISSING),
        ("A", Absence.MISSING),
        ("", Absence.MISSING),
    ],
)
def test_a_missing_value_has_the_reason_that_its_code_gives(code: str, absence: Absence) -> None:
    assert absence_of_status(code, has_value=False) is absence


@pytest.mark.parametrize("code", ["", "A", "B", "E", "S"])
def test_a_value_has_no_absence(code: str) -> None:
    assert absence_of_status(code, has_value=True) is None


def test_no_code_ever_means_zero() -> None:
    assert Absence.ZERO not in {status.absence for status in OBS_STATUS.values()}


@pytest.mark.parametrize(
    ("code", "words"), [("Q", "yet there is one"), ("b", "is not in"), ("Z", "A, B, D, E")]
)
def test_a_code_that_is_unknown_or_contradicts_its_value_is_refused(code: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        absence_of_status(code, has_value=True)
