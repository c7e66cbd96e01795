"""Specifications of composites and their tables: what is read, and what is refused, where and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.errors import InputDataError, Problem
from accord.sources.composite_inputs import CompositeFiles, read_composite

SPEC = """id: calm
title: Calm of invented places
data: {file: values.csv, unit: place, absent: [NA]}
indicators:
  - {code: quiet, parent: calm, direction: 1, unit: hours a day, least: 1, most: 24}
  - {code: noise, parent: calm, direction: -1, unit: decibel}
groups:
  - {code: calm}
normalisation: {method: minmax}
"""
VALUES = "place,quiet,noise\nNEARSHORE,8,40.5\nFARSHORE,NA,55\nHILL,12,\n"


def read(folder: Path, spec: str = SPEC, **tables: str) -> CompositeFiles:
    (folder / "spec.yml").write_text(spec, encoding="utf-8")
    for name, text in {"values": VALUES, **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_composite(folder / "spec.yml")


def refused(folder: Path, spec: str = SPEC, **tables: str) -> tuple[Problem, ...]:
    with pytest.raises(InputDataError) as caught:
        read(folder, spec, **tables)
    return caught.value.problems


def test_unknown_values_stay_unknown_and_files_are_named_with_their_hash(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.data.units == ("NEARSHORE", "FARSHORE", "HILL")
    assert found.data.rows == ((8.0, 40.5), (None, 55.0), (12.0, None))
    assert found.tree.codes == ("quiet", "noise", "calm")
    assert list(found.files) == ["spec.yml", "values.csv"]
    assert all(len(digest) == 64 for digest in found.files.values())


def test_a_long_table_is_read_like_a_wide_one(tmp_path: Path) -> None:
    spec = SPEC.replace("absent: [NA]}", "absent: [NA], form: long, indicator: what, value: amount}")
    long = "place,what,amount,vintage\nA,quiet,8,v1\nA,noise,40,v1\nB,noise,NA,v1\n"
    found = read(tmp_path, spec, values=long)
    assert found.data.rows == ((8.0, 40.0), (None, None))
    assert found.passed_over == ("values.csv: column vintage",)


@pytest.mark.parametrize(
    ("row", "problem", "field"),
    [
        ("HILL,n/a,40", "ACC-603", "quiet"),
        ('HILL,"8,5",40', "ACC-603", "quiet"),
        (",8,40", "ACC-606", "place"),
        ("NEARSHORE,8,40.5", "ACC-604", "quiet"),
        ("HILL,8", "ACC-347", ""),
    ],
)
def test_a_bad_row_is_refused_with_its_line(tmp_path: Path, row: str, problem: str, field: str) -> None:
    (found,) = refused(tmp_path, values=f"place,quiet,noise\nNEARSHORE,8,40.5\n{row}\n")
    assert (found.id, found.file, found.line, found.field) == (problem, "values.csv", 3, field)
    assert found.fix


def test_a_missing_value_stored_as_nought_is_caught_by_the_range_of_its_indicator(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, values=VALUES.replace("NA", "0.0"))
    assert (found.id, found.line, found.field, found.value) == ("ACC-615", 3, "quiet", "0")
    assert "0" in found.fix


def test_two_waves_of_one_unit_are_two_values_for_one_key(tmp_path: Path) -> None:
    spec = SPEC.replace("absent: [NA]}", "form: long, indicator: what, value: amount}")
    long = "place,year,what,amount\nA,2019,quiet,8\nA,2020,quiet,8\n"
    (found,) = refused(tmp_path, spec, values=long)
    assert (found.id, found.line, found.row) == ("ACC-604", 3, "A quiet")


def test_a_slip_among_codes_of_countries_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    table = "place,quiet,noise\nALB,8,40\nBIH,9,41\nMNE,9,42\nSRX,9,43\n"
    (found,) = refused(tmp_path, values=table)
    assert (found.id, found.file, found.line, found.value) == ("ACC-601", "values.csv", 5, "SRX")
    assert "own_codes" in found.fix
    meant = read(tmp_path, SPEC.replace("absent: [NA]}", "own_codes: true}"), values=table)
    assert meant.data.units[-1] == "SRX"


YEARS = "place,year,quiet,noise\nNEARSHORE,2018,8,40.5\nNEARSHORE,2017,7,41\nHILL,2018,12,\n"


def test_one_year_is_read_of_a_table_that_holds_several(tmp_path: Path) -> None:
    spec = SPEC.replace("absent: [NA]}", "year: year, period: 2018}")
    found = read(tmp_path, spec, values=YEARS)
    assert (found.data.units, found.data.rows) == (("NEARSHORE", "HILL"), ((8.0, 40.5), (12.0, None)))
    assert found.passed_over == ("values.csv: 1 rows of other years",)
    assert found.data.lines["HILL", "quiet"] == 4
    (problem,) = refused(tmp_path, spec.replace("2018", "2016"), values=YEARS)
    assert (problem.id, problem.value, problem.expected) == ("ACC-690", "2016", "one of 2017, 2018")
    (problem,) = refused(tmp_path, spec.replace(", period: 2018", ""), values=YEARS)
    assert (problem.id, problem.value) == ("ACC-690", "2017, 2018")
    (problem,) = refused(tmp_path, spec, values=YEARS.replace("2017", "0"))
    assert (problem.id, problem.line, problem.field) == ("ACC-602", 3, "year")


def test_a_period_without_a_column_of_years_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, SPEC.replace("absent: [NA]}", "period: 2018}"))
    assert (problem.id, problem.field) == ("ACC-608", "data")


def test_cells_keep_their_lines(tmp_path: Path) -> None:
    assert read(tmp_path).data.lines["HILL", "noise"] == 4
    spec = SPEC.replace("absent: [NA]}", "form: long, indicator: what, value: amount}")
    found = read(tmp_path, spec, values="place,what,amount\nA,quiet,8\n\nB,quiet,9\nA,noise,4\n")
    assert dict(found.data.lines) == {("A", "quiet"): 2, ("B", "quiet"): 4, ("A", "noise"): 5}


def test_a_code_that_the_specification_does_not_have_is_refused_with_the_nearest(tmp_path: Path) -> None:
    spec = SPEC.replace("absent: [NA]}", "form: long, indicator: what, value: amount}")
    (found,) = refused(tmp_path, spec, values="place,what,amount\nA,quite,8\n")
    assert (found.id, found.line, found.fix) == ("ACC-609", 2, "Did you mean `quiet`?")


@pytest.mark.parametrize("codes", [("XKX", "KSV"), ("kos", "412"), ("ROM", "ROU")])
def test_one_place_under_two_codes_is_refused(tmp_path: Path, codes: tuple[str, str]) -> None:
    (found,) = refused(tmp_path, values=f"place,quiet,noise\n{codes[0]},8,40\n{codes[1]},9,41\n")
    assert found.id == "ACC-605"


@pytest.mark.parametrize(
    ("old", "new", "problem", "key"),
    [
        ("unit: decibel", 'unit: ""', "ACC-616", "noise"),
        (", unit: decibel", "", "ACC-306", ""),
        ("direction: -1, ", "", "ACC-306", ""),
        ("direction: -1", "direction: down", "ACC-307", ""),
        ("parent: calm, direction: -1", "parent: calme, direction: -1", "ACC-607", "noise"),
        ("code: noise", "code: quiet", "ACC-607", "quiet"),
        ("  - {code: calm}", "  - {code: calm}\n  - {code: other}", "ACC-607", ""),
        ("unit: decibel", "unit: decibel, weight: -1", "ACC-607", "noise"),
        ("unit: decibel", "unit: decibel, denominator: people", "ACC-608", "calm"),
        ("{method: minmax}", "{method: minmax, lower: 100}", "ACC-608", "calm"),
        ("{method: minmax}", "{method: minimax}", "ACC-307", ""),
        ("values.csv", "value.csv", "ACC-609", ""),
    ],
)
def test_a_specification_that_says_too_little_or_too_much_is_refused(
    tmp_path: Path, old: str, new: str, problem: str, key: str
) -> None:
    assert old in SPEC
    found = refused(tmp_path, SPEC.replace(old, new))
    assert problem in [each.id for each in found]
    assert next(each.row for each in found if each.id == problem) == key


@pytest.mark.parametrize(
    ("added", "field"),
    [
        ("imputation: {method: group_mean}\n", "imputation.by"),
        ("imputation: {method: group_mean, by: coast}\n", "units"),
        ("sensitivity: {base: 100}\n", "sensitivity"),
        ("uncertainty: {measurement: true}\n", "uncertainty.measurement"),
        ("uncertainty: {weights: 1.2}\n", "uncertainty.weights"),
        ("uncertainty: {replications: 1}\n", "uncertainty"),
        ("uncertainty: {normalisation: [{method: zscore}]}\n", "uncertainty.normalisation"),
        ("aggregation: {methods: [geometric], floor: 0}\n", "aggregation.floor"),
        ("aggregation: {methods: [mean_of_sources]}\nuncertainty: {weights: 0.1}\n", "uncertainty"),
        ("structure: {file: x, code: a, parent: b, direction: c, unit: d}\n", "structure"),
    ],
)
def test_keys_that_contradict_each_other_are_refused(tmp_path: Path, added: str, field: str) -> None:
    found = refused(tmp_path, SPEC + added)
    assert [(each.id, each.field) for each in found][:1] == [("ACC-608", field)]
    assert all(each.fix for each in found)


def test_a_unit_that_the_table_of_units_does_not_have_is_refused(tmp_path: Path) -> None:
    spec = SPEC + "units: {file: units.csv, unit: place}\nimputation: {method: group_mean, by: coast}\n"
    (found,) = refused(tmp_path, spec, units="place,coast\nNEARSHORE,east\nHILL,west\n")
    assert (found.id, found.row, found.file, found.line) == ("ACC-609", "FARSHORE", "values.csv", 3)
    assert "units.csv" in found.expected
    whole = read(tmp_path, spec, units="place,coast\nNEARSHORE,east\nHILL,\nFARSHORE,east\n")
    assert whole.groups == {"NEARSHORE": "east", "FARSHORE": "east"}


def test_standard_errors_are_aligned_and_cannot_be_negative(tmp_path: Path) -> None:
    spec = SPEC + "errors: {file: errors.csv, unit: place}\nuncertainty: {measurement: true}\n"
    found = read(tmp_path, spec, errors="place,quiet,noise\nHILL,0.5,1\n")
    assert found.errors
    assert found.errors.rows == ((None, None), (None, None), (0.5, 1.0))
    (problem,) = refused(tmp_path, spec, errors="place,quiet,noise\nHILL,-0.5,1\n")
    assert (problem.id, problem.line, problem.field) == ("ACC-617", 2, "quiet")


STRUCTURE = """code,above,sign,unit,share
quiet,calm,1,hours,2
noise,calm,-1,decibel,1
calm,NA,1,,NA
GDP,NA,NA,EUR,NA
"""


def test_a_table_can_state_indicators_and_groups(tmp_path: Path) -> None:
    start = SPEC.split("indicators:")[0]
    spec = start + "structure: {file: s.csv, code: code, parent: above, direction: sign, unit: unit,"
    spec += " weight: share, absent: [NA]}\n"
    found = read(tmp_path, spec, s=STRUCTURE)
    assert found.tree.codes == ("quiet", "noise", "calm")
    assert found.tree.weights == (2.0, 1.0, 1.0)
    assert found.passed_over == ("s.csv: row GDP stands alone",)
    (problem,) = refused(tmp_path, spec, s=STRUCTURE.replace("calm,-1", "calm,NA"))
    assert (problem.id, problem.row, problem.line) == ("ACC-607", "noise", 3)
    (problem,) = refused(tmp_path, spec, s=STRUCTURE.replace("hours,2", "hours,two"))
    assert (problem.id, problem.field) == ("ACC-603", "share")


def test_tables_are_read_as_r_and_pandas_write_them(tmp_path: Path) -> None:
    # Names of rows in a first column without a name, directions as decimal numbers, all names quoted.
    start = SPEC.split("indicators:")[0]
    spec = start + "structure: {file: s.csv, code: code, parent: above, direction: sign, unit: unit}\n"
    head, *rows = VALUES.splitlines()
    values = "\n".join((f'"",{head}', *(f'"{place}",{row}' for place, row in enumerate(rows, start=1))))
    structure = ",code,above,sign,unit\n0,quiet,calm,1.0,hours\n1,noise,calm,-1.0,decibel\n2,calm,,,\n"
    found = read(tmp_path, spec, values=values, s=structure)
    assert found.data.rows == ((8.0, 40.5), (None, 55.0), (12.0, None))
    assert [leaf.direction for leaf in found.tree.indicators] == ["1", "-1"]
    assert found.passed_over == ("values.csv: column names of rows",)
    dated = values.replace('""', '"n"', 1).replace("noise\n", "noise,year\n").replace("40.5\n", "40.5,0\n")
    dated = dated.replace("55\n", "55,2018\n") + ",2018"
    (problem,) = refused(
        tmp_path, spec.replace("unit: place", "unit: place, year: year"), values=dated, s=structure
    )
    assert (problem.id, problem.row, problem.value) == ("ACC-602", "NEARSHORE", "0")
    (problem,) = refused(tmp_path, spec, s=structure.replace("-1.0", "-2.0"))
    assert (problem.id, problem.row) == ("ACC-607", "noise")
