"""Tables of observations are read whole: what stands in them, with its place, and what was left out."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.observation import Absence, Observation
from accord.errors import InputDataError, UsageError
from accord.sources.observations.layout_files import find_layout
from accord.sources.observations.reading import read_observations
from accord.sources.rates.grid import TableFile
from sources.observations.made_up_tables import EXPECTS, INDICATORS, TIDY, layout, read, refused

ROLES = [
    *("partner", "indicator", "period", "value", "absence", "unit", "std_error", "lower", "upper", "level"),
    *("status", "source", "vintage", "wave", "note"),
]


def test_a_row_becomes_an_observation_with_its_place_and_hash() -> None:
    head = f"{TIDY},std_error,lower,upper,level,status,wave,note"
    line = "Albania,survey,2019-20,50.10,points,calm,2024,0.5,49,51,0.90,p,2019,by post"
    reading = read(line, head=head)
    content = f"{head}\n{line}".encode()
    (row,) = reading.observations
    assert row == Observation(
        id="obs.survey.ALB.2019-2020.calm.2024",
        partner="ALB",
        indicator="survey",
        period=row.period,
        source="calm",
        vintage="2024",
        value=Decimal("50.10"),
        unit="points",
        segment="all",
        std_error=Decimal("0.5"),
        lower=Decimal(49),
        upper=Decimal(51),
        level=Decimal("0.90"),
        status="p",
        wave="2019",
        file="calm.csv",
        sha256=hashlib.sha256(content).hexdigest(),
        place="line 2",
        note="by post",
    )
    assert row.period.text == "2019/2020"
    (file,) = reading.files
    assert (file.layout, file.rows, file.vintage, file.unread) == ("tidy", 1, "2024", ())


_NUMBERS = st.decimals("-1e9", "1e9", allow_nan=False, places=9)
_ROWS = st.dictionaries(
    st.tuples(st.sampled_from(["ALB", "KOS", "MNE", "AUT"]), st.integers(2006, 2030), st.sampled_from("12")),
    st.tuples(
        st.one_of(_NUMBERS, st.sampled_from(["missing", "not reported", "suppressed", "not applicable"])),
        st.decimals(0, 1000, allow_nan=False, places=4),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(_ROWS)
def test_what_is_written_in_the_tidy_layout_is_read_back(
    rows: dict[tuple[str, int, str], tuple[object, ...]],
) -> None:
    """Property: writing observations as cells and reading them gives the same observations."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ROLES, restval="")
    writer.writeheader()
    for (partner, year, vintage), (value, error, has_bounds) in rows.items():
        known = isinstance(value, Decimal)
        bounds = {"lower": value - 1, "upper": value + 1, "level": "0.95"} if known and has_bounds else {}  # type: ignore[operator]
        cells = {"value": value, "std_error": error, **bounds} if known else {"absence": value}
        common = {"partner": partner, "period": year, "vintage": vintage, "indicator": "survey"}
        writer.writerow({**common, "unit": "points", "source": "calm", **cells})
    content = text.getvalue()
    reading = read(*content.splitlines()[1:], head=content.splitlines()[0])
    assert len(reading.observations) == len(rows)
    for row in reading.observations:
        value, error, has_bounds = rows[row.partner, row.period.year, row.vintage]
        if isinstance(value, Decimal):
            assert (row.value, row.std_error) == (value, error)
            assert row.upper == (value + 1 if has_bounds else None)
            assert row.absence == (Absence.ZERO if value == 0 else None)
        else:
            assert (row.value, row.std_error, row.absence) == (None, None, Absence(str(value)))


def test_every_column_is_used_ignored_by_name_or_reported() -> None:
    reading = read("ALB,survey,2015,50,points,calm,2024,x,y", head=f"{TIDY},colour,mood")
    assert reading.files[0].unread == ("colour", "mood")
    text = f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}ignored: [colour]\n{EXPECTS}"
    reading = read("ALB,survey,2015,50,points,calm,2024,x,y", head=f"{TIDY},colour,mood", using=layout(text))
    assert reading.files[0].unread == ("mood",)


def test_rows_that_the_layout_does_not_want_are_counted() -> None:
    passed = "passed_over:\n  - {column: partner, words: [WLD]}\n  - {column: sex, all_but: [T]}\n"
    text = f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}{passed}{EXPECTS}"
    lines = [f"{code},survey,2015,5,points,calm,2024,{sex}" for code in ("ALB", "WLD") for sex in "TMF"]
    reading = read(*lines, head=f"{TIDY},sex", using=layout(text))
    assert [row.partner for row in reading.observations] == ["ALB"]
    assert (reading.files[0].passed_over, reading.files[0].unread) == (5, ())


def test_a_flag_after_a_value_is_its_status() -> None:
    more = 'flags: [b, c]\nabsent:\n  - {mark: ":", means: missing}\n  - {mark: ": c", means: suppressed}\n'
    text = f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}{more}{EXPECTS}"
    lines = [
        f"ALB,survey,{2015 + n},{cell},points,calm,2024" for n, cell in enumerate(["5 b", ":", ": b", ": c"])
    ]
    rows = read(*lines, using=layout(text)).observations
    assert [(row.value, row.status, row.absence) for row in rows] == [
        (Decimal(5), "b", None),
        (None, "", Absence.MISSING),
        (None, "b", Absence.MISSING),
        (None, "", Absence.SUPPRESSED),
    ]
    assert refused("ALB,survey,2015,5 e,points,calm,2024", using=layout(text))[0].id == "ACC-623"


def test_a_status_says_why_a_value_is_absent_and_nothing_of_one_that_is_there() -> None:
    more = "absent:\n  - {mark: Q, means: suppressed, role: status}\n"
    columns = COLUMNS.replace("unit: unit", "unit: unit, status: status")
    using = layout(f"id: calm\ntitle: Calm\nformat: csv\n{columns}{more}{EXPECTS}")
    lines = ["ALB,survey,2015,,points,calm,2024,Q", "ALB,survey,2016,5,points,calm,2024,Q"]
    rows = read(*lines, head=f"{TIDY},status", using=using).observations
    assert [(row.value, row.absence) for row in rows] == [(None, Absence.SUPPRESSED), (Decimal(5), None)]


def test_a_word_of_an_ordinal_indicator_has_its_rank_and_stays_a_word() -> None:
    rows = read("ALB,tier,2015,High,tier,calm,2024", "ALB,tier,2016,0,tier,calm,2024").observations
    assert [(row.word, row.value, row.absence) for row in rows] == [
        ("high", Decimal(2), None),
        ("low", Decimal(0), Absence.ZERO),
    ]


def test_numbers_are_exact_and_what_tables_cannot_hold_is_rounded_and_counted() -> None:
    cells = ["0.1", "1.8248535e-05", "0.0016253917710855605", "-0.00"]
    lines = [f"ALB,survey,{2015 + n},{cell},points,calm,2024" for n, cell in enumerate(cells)]
    reading = read(*lines)
    # By hand: the 19th decimal of the third is 5 after an even 0, so that it is rounded down.
    assert [str(row.value) for row in reading.observations] == [
        *("0.1", "0.000018248535", "0.001625391771085560", "0")
    ]
    assert reading.files[0].rounded == 1


def test_a_compressed_file_is_read_with_the_hash_of_the_file_on_disk() -> None:
    packed = gzip.compress(f"{TIDY}\nALB,survey,2015,50,points,calm,2024\n".encode(), mtime=0)
    file = TableFile(name="calm.csv.gz", content=packed)
    reading = read_observations([file], find_layout("tidy"), INDICATORS)
    assert reading.files[0].sha256 == hashlib.sha256(packed).hexdigest()
    cut = TableFile(name="calm.csv.gz", content=packed[:-9])
    with pytest.raises(InputDataError, match="ACC-641"):
        read_observations([cut], find_layout("tidy"), INDICATORS)


def test_a_message_of_sdmx_is_read_by_its_own_layout() -> None:
    head = "DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,UNIT_MULT"
    lines = [
        *("A:F(1.0),Q,XK,survey,2020-Q1,5,points,A,0", "A:F(1.0),Q,XK,survey,2020-Q2,,points,Q,0"),
        *("A:F(1.0),Q,XK,survey,2020-Q3,NaN,points,O,0", "A:F(1.0),Q,XK,survey,2020-Q4,5,points,A,3"),
    ]
    reading = read(*lines, head=head, using=find_layout("sdmx"), vintage="2026")
    assert [(row.partner, row.period.text, row.value, row.absence) for row in reading.observations] == [
        ("KOS", "2020-Q1", Decimal(5), None),
        ("KOS", "2020-Q2", None, Absence.SUPPRESSED),
        ("KOS", "2020-Q3", None, Absence.MISSING),
    ]
    assert (reading.files[0].passed_over, reading.files[0].unread) == (1, ())


def test_the_vintage_is_stated_once() -> None:
    head, line = TIDY.removesuffix(",vintage"), "ALB,survey,2015,50,points,calm"
    assert read(line, head=head, vintage="2024").observations[0].vintage == "2024"
    bare = layout(f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS.replace(', vintage: vintage', '')}{EXPECTS}")
    with pytest.raises(UsageError, match="ACC-251"):
        read(line, head=head, using=bare)
    fixed = layout(f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}{EXPECTS}")
    with pytest.raises(UsageError, match="ACC-251"):
        read(line, head=head)
    for using in (fixed, None):
        with pytest.raises(UsageError, match="ACC-252"):
            read(f"{line},2022", using=using, vintage="2024")


COLUMNS = """columns: {partner: partner, indicator: indicator, period: period, value: value, unit: unit,
  source: source, vintage: vintage}
"""


def test_partners_of_a_declaration_need_no_code_of_iso() -> None:
    lines = ["partner,indicator,period,value,unit,source,vintage", "SOU,survey,2015,1,points,calm,2024"]
    file = TableFile(name="calm.csv", content="\n".join(lines).encode())
    with pytest.raises(InputDataError) as caught:
        read_observations([file], find_layout("tidy"), INDICATORS)
    assert caught.value.problems[0].id == "ACC-620"
    (row,) = read_observations([file], find_layout("tidy"), INDICATORS, partners=["NOR", "SOU"]).observations
    assert row.partner == "SOU"
