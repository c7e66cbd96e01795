"""The tables of the research notes and two releases of governance indicators, where they are at hand."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from accord.methods.coverage import coverage
from accord.methods.observing import series_of
from accord.sources.declaration import BUNDLED, parse_declaration, read_files
from accord.sources.observations.layout_files import find_layout
from accord.sources.observations.read_file import Reading
from accord.sources.observations.reading import read_observations
from accord.sources.rates.grid import TableFile

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "indicators"
RESEARCH = str(Path(__file__).parent / "research.yml")
PARTNERS = {"ALB": "ALB", "BIH": "BIH", "MKD": "MKD", "MNE": "MNE", "SRB": "SRB", "XKX": "KOS"}
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared tables are not beside the project")
INDICATORS = {row.id: row for row in parse_declaration(read_files(BUNDLED / "sofia_2018")).indicators}


def read(name: str, layout: str, vintage: str = "") -> Reading:
    file = TableFile(name=name, content=(SHARED / name).read_bytes())
    return read_observations([file], find_layout(layout), INDICATORS, vintage)


def expected_coverage() -> dict[tuple[str, str], int]:
    """Counts by series and partner as the notes give them; the two methods of one index are its segments."""
    with (SHARED / "coverage.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 62
    return {(row["indicator"], ours): int(row[code]) for row in rows for code, ours in PARTNERS.items()}


def test_every_row_of_the_notes_is_read_and_each_partner_has_as_many_as_the_notes_say() -> None:
    reading = read("observations.csv", RESEARCH)
    assert len(reading.observations) == 3711
    assert reading.files[0].unread == ()
    series = {"method_2013_2021": "rsf_score_2013_2021_method", "method_2022": "rsf_score_2022_method"}
    found = Counter((series.get(row.segment, row.indicator), row.partner) for row in reading.observations)
    expected = expected_coverage()
    assert {key: found[key] for key in expected} == expected
    assert sum(found.values()) == sum(expected.values())


def test_a_thousand_values_keep_their_standard_errors_and_those_of_v_dem_their_level() -> None:
    rows = read("observations.csv", RESEARCH).observations
    assert sum(row.std_error is not None for row in rows) == 1014
    assert {row.indicator for row in rows if row.level is not None} == {
        f"vdem_v2x_{name}" for name in ("polyarchy", "libdem", "partipdem", "delibdem", "egaldem")
    }


def test_partners_and_members_of_the_union_are_read_together() -> None:
    rows = read("observations_all.csv.gz", RESEARCH).observations
    assert len(rows) == 20075
    assert len({row.partner for row in rows}) == 33
    members = {row.indicator: len(row.places) for row in coverage(rows)}
    assert (members["wgi_rl"], members["bti_rule_of_law"], members["fixed_broadband_per100"]) == (33, 17, 32)


def test_the_press_freedom_of_serbia_is_two_series() -> None:
    rows = [row for row in read("observations.csv", RESEARCH).observations if row.indicator == "rsf_score"]
    serbia = [series for series in series_of(rows, INDICATORS) if series.partner == "SRB"]
    assert [(series.segment.id, series.values[-1]) for series in serbia] == [
        ("method_2013_2021", 32.03),
        ("method_2022", 61.51),
    ]


@pytest.mark.parametrize(("release", "count", "missing"), [("2022", 28377, 0), ("2024", 30974, 0)])
def test_a_release_of_governance_indicators_is_read_whole(release: str, count: int, missing: int) -> None:
    name = f"wgi_release_{release}"
    reading = read(f"{name}.csv.gz", name, release)
    assert (len(reading.observations), reading.files[0].unread) == (count, ())
    assert sum(row.value is None for row in reading.observations) == missing
    places = {row.partner for row in reading.observations}
    assert {"KOS", "ROU", "AND", "TLS", "PSE", "COD", "SCG"} <= places
    assert not {"KSV", "ROM", "ADO", "TMP", "WBG", "ZAR"} & places
    assert min(row.period.year for row in reading.observations if row.partner == "SRB") == 2006


def test_two_releases_differ_by_as_much_as_the_notes_say_and_stand_side_by_side() -> None:
    # Notes, section 3, six partners since 2010: mean difference .011, largest .096, none above its error.
    older, newer = (
        {
            row.key[:3]: row
            for row in read(f"wgi_release_{year}.csv.gz", f"wgi_release_{year}", year).observations
        }
        for year in ("2022", "2024")
    )
    wanted = [key for key in older if key[0] in PARTNERS.values() and key[2] >= "2010"]
    differences = []
    for key in wanted:
        one, other = older[key], newer[key]
        assert one.value is not None
        assert other.value is not None
        assert one.std_error is not None
        differences.append(abs(one.value - other.value))
        assert differences[-1] < one.std_error
    assert len(wanted) == 6 * 6 * 12
    assert round(sum(differences) / len(differences), 3) == Decimal("0.011")
    assert round(max(differences), 3) == Decimal("0.096")


def test_one_value_is_as_it_stands_in_its_line() -> None:
    # Line 3 of the release that ends in 2023: Albania, control of corruption, 1996.
    rows = {
        row.place: row for row in read("wgi_release_2024.csv.gz", "wgi_release_2024", "2024").observations
    }
    row = rows["line 3"]
    assert (row.partner, row.indicator, row.period.text) == ("ALB", "wgi_cc", "1996")
    assert (row.value, row.std_error) == (Decimal("-0.8939034938812256"), Decimal("0.3159140348434448"))
