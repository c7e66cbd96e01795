"""Published values: how many changes of governance between 2016 and 2021 are more than their errors allow."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest

from accord.domain.indicator import Scale
from accord.domain.progress import ProgressClass, ProgressTerms
from accord.methods.progress.judging import Judgement, judge
from methods.progress.series import indicator, series

INDICATORS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "indicators"
PARTNERS = {"ALB", "BIH", "MKD", "MNE", "SRB", "XKX"}

pytestmark = pytest.mark.skipif(not INDICATORS.is_dir(), reason="the published values lie beside the project")


def judged(terms: ProgressTerms) -> dict[tuple[str, str], Judgement]:
    """The six dimensions for six partners, by indicator and code, in 2016 and 2021."""
    values: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    with gzip.open(INDICATORS / "observations_all.csv.gz", "rt", encoding="utf-8") as text:
        for row in csv.DictReader(text):
            if row["indicator"].startswith("wgi_") and row["partner_iso3"] in PARTNERS:
                values[row["indicator"], row["partner_iso3"]][row["year"]] = (row["value"], row["std_error"])
    found = {}
    for (name, partner), years in values.items():
        of = indicator(Scale.INTERVAL, name=name)
        rows = [series(of, {year: years[year][0]}, std_error=years[year][1]) for year in ("2016", "2021")]
        whole = series(of, {})
        observations = tuple(row for each in rows for row in each.observations)
        found[name, partner] = judge(
            type(whole)(
                partner=partner,
                indicator=of,
                segment=whole.segment,
                source="book",
                vintage="2024",
                observations=observations,
            ),
            None,
            terms,
        )
    return found


def test_three_of_thirty_six_changes_are_distinguishable_at_ninety_percent() -> None:
    """The count was found before by other code, from the same file; errors independent."""
    found = judged(ProgressTerms(level=0.90))
    assert len(found) == 36
    sure = {
        key: one.progress
        for key, one in found.items()
        if one.progress is not ProgressClass.NOT_DISTINGUISHABLE
    }
    assert len(sure) == 3, sure
    assert set(sure.values()) <= {ProgressClass.IMPROVEMENT, ProgressClass.DETERIORATION}


def test_errors_that_move_together_leave_more_changes_distinguishable() -> None:
    def count(correlation: float) -> int:
        found = judged(ProgressTerms(correlation=correlation)).values()
        return sum(one.progress is not ProgressClass.NOT_DISTINGUISHABLE for one in found)

    counts = [count(correlation) for correlation in (0.0, 0.5, 0.8)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
