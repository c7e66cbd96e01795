"""Messages of SDMX in all formats: the same rows, exact cells, and clear refusals."""

from __future__ import annotations

import builtins
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import AccordError, InputDataError, UsageError
from accord.sources.observations.sdmx import read_sdmx
from accord.sources.rates.grid import TableFile
from sources.observations.made_up_sdmx import (
    DATAFLOW,
    FORMATS,
    as_file,
    cells_of,
    csv_text,
    generic,
    quoted_cell,
    rows,
    specific,
    specific_flat,
)

XML = [name for name in FORMATS if "CSV" not in name]


def refusal(text: str | bytes) -> AccordError:
    file = TableFile(name="lakes.txt", content=text.encode() if isinstance(text, str) else text)
    with pytest.raises(AccordError) as caught:
        read_sdmx(file)
    for problem in caught.value.problems:
        assert problem.file == "lakes.txt"
        assert problem.expected
        assert problem.fix
    return caught.value


def refused_as(text: str | bytes) -> str:
    return refusal(text).problems[0].id


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_data_give_the_same_rows_in_every_format(name: str) -> None:
    assert cells_of(read_sdmx(as_file(FORMATS[name]))) == rows()


@pytest.mark.parametrize(
    ("name", "place", "line"),
    [
        # The last observation. Four lines down to the data set, then for the generic one a line of its
        # attributes; two groups, a series with three observations and its end, a series, an observation.
        ("generic 2.1", "series 2, observation 2", 15),
        ("structure-specific 2.1", "series 2, observation 2", 14),
        ("structure-specific 2.1, without series", "observation 5", 9),
        ("CSV 1.0", "line 6", 6),
    ],
)
def test_each_row_says_where_it_stands(name: str, place: str, line: int) -> None:
    row = read_sdmx(as_file(FORMATS[name])).rows[-1]
    assert (row.place, row.line) == (place, line)
    assert "2019-Q2" in FORMATS[name].split("\n")[line - 1]


def test_a_message_is_known_by_its_content_whatever_its_encoding() -> None:
    expected = cells_of(read_sdmx(as_file(specific())))
    undeclared = specific().replace(' encoding="UTF-8"', "")
    latin = specific().replace("UTF-8", "ISO-8859-1").replace("Office of Lakes", "Büro der Seen")
    for content in (undeclared.encode("utf-16"), b"\xef\xbb\xbf" + specific().encode()):
        assert cells_of(read_sdmx(TableFile(name="lakes.csv", content=content))) == expected
    read = read_sdmx(TableFile(name="lakes.csv", content=latin.encode("latin-1")))
    assert cells_of(read)[0]["PUBLISHER"] == "Büro der Seen"


def test_elements_may_stand_in_the_default_namespace() -> None:
    # The detection of the library looks for a prefix and would not know this message.
    bare = generic().replace("xmlns:m=", "xmlns=").replace("<m:", "<").replace("</m:", "</")
    assert cells_of(read_sdmx(as_file(bare.replace("<Ref", '<Ref xmlns=""')))) == rows()


def test_codes_that_look_like_numbers_keep_their_zeros() -> None:
    # The library reads 008, the code of Albania in M49, as 8: why SDMX-CSV does not go through it.
    from pysdmx.io.csv.sdmx10.reader import read

    assert set(read(csv_text())[0].data["REF_AREA"]) == {"8", "807"}
    assert {row["REF_AREA"] for row in cells_of(read_sdmx(as_file(csv_text())))} == {"008", "807"}


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_the_library_reads_the_same_csv_where_no_cell_looks_like_a_number(version: str) -> None:
    from pysdmx.io.csv.sdmx10.reader import read as read_10
    from pysdmx.io.csv.sdmx20.reader import read as read_20

    text = (
        csv_text(version)
        .replace("008", "ALB")
        .replace("807", "MKD")
        .replace("1e3", "n1")
        .replace(",0,", ",z,")
    )
    own = cells_of(read_sdmx(as_file(text)))
    other = (read_10 if version == "1.0" else read_20)(text)[0]
    assert other.short_urn == f"Dataflow={DATAFLOW}"
    assert other.data.to_dict("records") == [
        {name: value for name, value in row.items() if not name.startswith("STRUCTURE")} for row in own
    ]


def test_an_observation_without_a_value_is_kept_empty_and_zero_is_zero() -> None:
    values = [row["OBS_VALUE"] for row in cells_of(read_sdmx(as_file(specific())))]
    assert values == ["1.50", "", "NaN", "0", "1e3"]


def test_groups_with_different_keys_each_reach_their_series() -> None:
    # The library joins all groups on the columns that any of them has, and so loses these.
    by_frequency = (
        '<d:Group type="F"><d:GroupKey><d:Value id="FREQ" value="A"/></d:GroupKey>'
        '<d:Attributes><d:Value id="METHOD" value="by boat"/></d:Attributes></d:Group>\n<d:Series>'
    )
    read = cells_of(read_sdmx(as_file(generic().replace("<d:Series>", by_frequency, 1))))
    assert [row["METHOD"] for row in read] == ["by boat"] * 5
    assert [row["TITLE"] for row in read] == [row["TITLE"] for row in rows()]


def test_what_an_observation_states_itself_goes_before_its_data_set() -> None:
    own = specific().replace('OBS_STATUS="A"', 'OBS_STATUS="A" PUBLISHER="Mill"', 1)
    assert [row["PUBLISHER"] for row in cells_of(read_sdmx(as_file(own)))][:2] == ["Mill", "Office of Lakes"]


def test_annotations_the_footer_and_series_without_observations_are_passed_over() -> None:
    text = (
        generic()
        .replace(
            "<d:Obs>",
            "<c:Annotations><c:Annotation><c:AnnotationTitle>a</c:AnnotationTitle>"
            "</c:Annotation></c:Annotations><d:Obs>",
            1,
        )
        .replace(
            "</m:DataSet>",
            '<d:Series><d:SeriesKey><d:Value id="FREQ" value="A"/></d:SeriesKey>'
            "</d:Series></m:DataSet><m:Footer><m:Message code='1'><c:Text>t</c:Text></m:Message></m:Footer>",
        )
    )
    assert cells_of(read_sdmx(as_file(text))) == rows()


def test_two_data_sets_keep_their_order_and_their_structures() -> None:
    text = generic()
    second = text[text.index("<m:DataSet") : text.index("</m:GenericData>")]
    named = text[text.index("<m:Structure ") : text.index("</m:Header>")]
    other = named.replace('"L"', '"K"').replace("LAKES", "PONDS")
    both = text.replace("</m:Header>", other + "</m:Header>").replace(
        "</m:GenericData>", second.replace('structureRef="L"', 'structureRef="K"') + "</m:GenericData>"
    )
    read = read_sdmx(as_file(both))
    assert [row["STRUCTURE_ID"] for row in cells_of(read)] == [DATAFLOW] * 5 + ["ACC_TEST:PONDS(1.0)"] * 5
    assert read.rows[5].place == "series 3, observation 1"


def test_labels_are_taken_off_codes_and_left_on_texts() -> None:
    text = (
        "STRUCTURE;STRUCTURE_ID;FREQ: Frequency;TIME_PERIOD: Time;OBS_VALUE: Value;NOTE[]: Note\n"
        f"DataFlow;{DATAFLOW}: Lakes;A: Annual;2018;1;See: there\n"
        f"dataflow;{DATAFLOW}: Lakes;A: Annual;2019;2;none\n"
    )
    table = read_sdmx(as_file(text))
    assert table.columns == ("STRUCTURE", "STRUCTURE_ID", "FREQ", "TIME_PERIOD", "OBS_VALUE", "NOTE")
    assert table.rows[0].cells == ("dataflow", DATAFLOW, "A", "2018", "1", "See: there")


REFUSED: Mapping[str, tuple[str, str | bytes]] = {
    "nothing": ("ACC-650", ""),
    "an ordinary table": ("ACC-650", "country,year,value\nALB,2018,1\n"),
    "JSON": ("ACC-650", '{"data": {"dataSets": []}}'),
    "a web page": ("ACC-650", "<!DOCTYPE html><html><body>busy</body></html>"),
    "other XML": ("ACC-650", "<?xml version='1.0'?><lakes/>"),
    "a structure message": ("ACC-650", specific().replace("StructureSpecificData", "Structure")),
    "SDMX-ML 2.0": ("ACC-650", generic().replace("v2_1/message", "v2_0/message")),
    "cut off": ("ACC-651", generic()[:-200]),
    "a wrong byte": ("ACC-651", generic().encode().replace(b"Lakes", b"L\xffkes", 1)),
    "a wrong encoding": ("ACC-651", specific().replace("UTF-8", "KOI8-R")),
    "an undeclared prefix": ("ACC-651", specific().replace("<Series", "<q:Series", 1)),
    "no data set": ("ACC-652", specific()[: specific().index("<m:DataSet")] + "</m:StructureSpecificData>"),
    "an empty data set": (
        "ACC-652",
        specific()[: specific().index("<Group")] + "</m:DataSet></m:StructureSpecificData>",
    ),
    "a deleting data set": ("ACC-652", specific().replace('"Information"', '"Delete"')),
    "a deleting row": ("ACC-652", csv_text("2.0").replace(",I,", ",D,", 1)),
    "no period in XML": ("ACC-653", specific().replace(' TIME_PERIOD="2019"', "", 1)),
    "no period in CSV": ("ACC-653", csv_text().replace(",2019,", ",,", 1)),
    "no value at all": ("ACC-654", specific().replace("OBS_VALUE", "DEPTH")),
    "no value at all in CSV": ("ACC-654", csv_text().replace("OBS_VALUE", "DEPTH")),
    "an explicit measure": ("ACC-655", specific().replace("<Obs ", '<Obs x:type="n:DEPTH" ', 1)),
    "several values of an attribute": (
        "ACC-655",
        specific("v3_0").replace("</Series>", "<Comp id='T'><Value>a</Value></Comp></Series>", 1),
    ),
    "no structure in the header": (
        "ACC-655",
        generic().replace("m:Structure ", "m:Stricture ").replace("/m:Structure>", "/m:Stricture>"),
    ),
    "an unknown structure": ("ACC-655", generic().replace('structureRef="L"', 'structureRef="Q"')),
    "a document type": ("ACC-656", generic().replace("?>", "?>\n<!DOCTYPE m [<!ENTITY a 'b'>]>", 1)),
    "an endless text": ("ACC-657", specific().replace("Office of Lakes", "x" * 200_000)),
    "CSV without a structure": ("ACC-658", csv_text().replace("DATAFLOW", "FLOW")),
    "CSV with one half of it": ("ACC-658", csv_text("2.0").replace("STRUCTURE_ID", "STRUCTURE_NO")),
    "CSV with an empty structure": ("ACC-658", csv_text().replace(DATAFLOW, "", 1)),
    "CSV with an unknown type": ("ACC-658", csv_text("2.0").replace("dataflow", "cube", 1)),
    "CSV with an unknown action": ("ACC-658", csv_text("2.0").replace(",I,", ",Z,", 1)),
    "groups that contradict": (
        "ACC-659",
        specific().replace("<Series", '<Group REF_AREA="008" TITLE="Other"/><Series', 1),
    ),
    "a group without a key": ("ACC-659", specific().replace("<Series", '<Group TITLE="Other"/><Series', 1)),
    "groups of too many kinds": (
        "ACC-659",
        generic().replace(
            "<d:Series>",
            "".join(
                f'<d:Group><d:GroupKey><d:Value id="D{number}" value="1"/></d:GroupKey></d:Group>'
                for number in range(70)
            )
            + "<d:Series>",
            1,
        ),
    ),
    "a header without an end": ("ACC-650", '"' + "x" * 300_000),
    "observations beside series": (
        "ACC-659",
        specific().replace("</m:DataSet>", '<Obs TIME_PERIOD="2021" OBS_VALUE="1"/></m:DataSet>'),
    ),
    "CSV with a short row": ("ACC-347", csv_text() + "a,b\n"),
    "CSV in another encoding": ("ACC-340", csv_text().replace("Lakes", "Seeö").encode("latin-1")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused(case: str) -> None:
    problem_id, content = REFUSED[case]
    assert refused_as(content) == problem_id


def test_a_broken_message_is_located_by_line_and_column() -> None:
    # The sixth line is the first group; its start tag is closed by another name.
    broken = generic().replace("</d:GroupKey>", "</d:Key>", 1)
    problem = refusal(broken).problems[0]
    line = broken.split("\n").index(next(row for row in broken.split("\n") if "</d:Key>" in row)) + 1
    column = broken.split("\n")[line - 1].index("</d:Key>") + 3
    assert (problem.line, problem.value) == (line, f"column {column}: mismatched tag")


def test_an_observation_without_a_period_is_named_with_its_key() -> None:
    problem = refusal(specific().replace(' TIME_PERIOD="2019"', "", 1)).problems[0]
    assert problem.row.startswith("series 1, observation 2: ACC_TEST:LAKES(1.0) A 008")
    assert problem.line == 9


def test_entities_are_never_expanded() -> None:
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    bomb = generic().replace("?>", f'?><!DOCTYPE m [<!ENTITY e0 "lake">{levels}]>', 1)
    outside = generic().replace("?>", '?><!DOCTYPE m SYSTEM "lakes.dtd">', 1)
    began = time.process_time()
    for text in (bomb.replace("Office", "&e11;"), outside):
        assert refused_as(text) == "ACC-656"
    assert time.process_time() - began < 1


def test_a_message_beyond_the_limit_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.sources.observations.sdmx_text.MOST_BYTES", 100)
    assert refused_as(specific()) == "ACC-657"


def test_without_the_library_sdmx_ml_says_how_to_install_it_and_csv_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **named: object) -> ModuleType:
        if name.startswith("pysdmx"):
            raise ImportError(name)
        return real(name, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr("accord.sources.observations.sdmx_ml.import_module", without)
    assert isinstance(error := refusal_without_file(specific()), UsageError)
    assert error.problems[0].id == "ACC-255"
    assert "--extra sdmx" in error.problems[0].fix
    assert cells_of(read_sdmx(as_file(csv_text()))) == rows()


def refusal_without_file(text: str) -> AccordError:
    with pytest.raises(AccordError) as caught:
        read_sdmx(as_file(text))
    return caught.value


def test_importing_the_reader_and_reading_csv_load_no_library() -> None:
    code = (
        "import sys; from accord.sources.observations.sdmx import read_sdmx;"
        "from accord.sources.rates.grid import TableFile;"
        f"read_sdmx(TableFile(name='a', content={csv_text().encode()!r}));"
        "print([name for name in ('pysdmx', 'pandas', 'lxml', 'httpx') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
STATED = CELL.filter(bool)


@given(st.lists(st.tuples(STATED, STATED, STATED, CELL), min_size=1, max_size=6), st.sampled_from([",", ";"]))
def test_csv_that_is_written_is_read_back_cell_by_cell(
    written: Sequence[tuple[str, str, str, str]], separator: str
) -> None:
    lines = [
        ["DATAFLOW", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "NOTE"],
        *([DATAFLOW, *row] for row in written),
    ]
    text = "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    read = read_sdmx(as_file(text))
    assert [row.cells[2:] for row in read.rows] == [tuple(row) for row in written]
    assert [row.line for row in read.rows] == list(range(2, len(written) + 2))


def xml_safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@given(st.lists(st.tuples(STATED, STATED, CELL), min_size=1, max_size=6))
def test_attributes_of_xml_are_read_back_cell_by_cell(written: Sequence[tuple[str, str, str]]) -> None:
    flat = specific_flat()
    body = "".join(
        f'<Obs TIME_PERIOD="{xml_safe(period)}" OBS_VALUE="{xml_safe(value)}" NOTE="{xml_safe(note)}"/>'
        for period, value, note in written
    )
    text = flat[: flat.index("<Obs")] + body + flat[flat.index("</m:DataSet>") :]
    read = cells_of(read_sdmx(as_file(text)))
    assert [(row["TIME_PERIOD"], row["OBS_VALUE"], row["NOTE"]) for row in read] == list(written)


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_message_is_read_or_refused_and_nothing_else(name: str) -> None:
    chance = random.Random(20180517)
    whole = FORMATS[name].encode()
    began = time.process_time()
    refused = 0
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(damaged))
            match chance.randrange(4):
                case 0:
                    damaged[at] ^= 1 << chance.randrange(8)
                case 1:
                    del damaged[at : at + chance.randint(1, 60)]
                case 2:
                    damaged[at:at] = damaged[at // 2 : at // 2 + chance.randint(1, 60)]
                case _:
                    del damaged[max(at, 40) :]
        try:
            table = read_sdmx(TableFile(name="damaged", content=bytes(damaged)))
        except InputDataError:
            refused += 1
        else:
            assert all(len(row.cells) == len(table.columns) for row in table.rows)
    assert 0 < refused < 150
    assert time.process_time() - began < 60


def test_cells_in_quotes_are_written_as_this_test_writes_them() -> None:
    assert quoted_cell('a "b", c') == '"a ""b"", c"'
