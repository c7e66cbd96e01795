"""Layouts: those that ship with Accord, and what is refused of others before any table is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accord.domain.observation_layout import PassedOver
from accord.errors import InputDataError, UsageError
from accord.sources.declaration import BUNDLED, parse_declaration, read_files
from accord.sources.observations.layout_files import LAYOUTS, LayoutFile, find_layout
from accord.sources.observations.reading import read_observations
from accord.sources.rates.grid import TableFile
from sources.observations.made_up_tables import EXPECTS, INDICATORS, layout

COLUMNS = (
    "columns: {partner: p, indicator: i, period: t, value: v}\nconstants: {source: calm, vintage: '1'}\n"
)
PLAIN = f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}{EXPECTS}"


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.yml")), ids=lambda path: path.stem)
def test_a_bundled_layout_is_named_like_its_file_and_its_codes_mean_indicators(path: Path) -> None:
    known = {row.id: row for row in parse_declaration(read_files(BUNDLED / "sofia_2018")).indicators}
    found = find_layout(path.stem).layout
    assert found.id == path.stem
    for each in found.translations:
        if each.role == "indicator":
            unit = each.unit or found.constants.unit
            assert known[each.ours].unit == unit


def test_a_name_that_is_neither_a_layout_nor_a_file_is_a_wrong_command(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ACC-250") as caught:
        find_layout("wgi_1996")
    assert "wgi_release_2024" in caught.value.problems[0].expected
    with pytest.raises(UsageError, match="ACC-250"):
        find_layout(str(tmp_path))


def test_an_unknown_key_is_refused_with_its_line() -> None:
    with pytest.raises(InputDataError, match="ACC-305") as caught:
        layout(PLAIN.replace("title:", "titel:"))
    assert caught.value.problems[0].line == 2


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("value: v", "value: v, source: s", "source"),
        ("partner: p, ", "", "partner"),
        ("constants: {source: calm, ", "constants: {", "source"),
        ("id: calm", "optional: [value]\nid: calm", "optional"),
        ("id: calm", "optional: [mood]\nid: calm", "role"),
        ("id: calm", "ignored: [v]\nid: calm", "ignored"),
        ("id: calm", "translations: [{role: mood, source: a, ours: b}]\nid: calm", "role"),
        ("id: calm", "translations: [{role: unit, source: a, ours: b, unit: c}]\nid: calm", "translations"),
        (
            "id: calm",
            "translations: [{role: unit, source: a, ours: b}, {role: unit, source: a, ours: c}]\nid: calm",
            "translations",
        ),
        ("id: calm", "absent: [{mark: '0', means: zero}]\nid: calm", "absent"),
        ("id: calm", "absent: [{mark: x, means: missing, role: note}]\nid: calm", "absent"),
        ("id: calm", "passed_over: [{column: p}]\nid: calm", "passed_over"),
        ("format: csv", "format: excel", "workbook"),
        ("id: calm", "workbook: {sheets: [a]}\nid: calm", "workbook"),
        ("format: csv", "format: excel\nworkbook: {sheets: [a], header_row: 1, header_above: 1}", "workbook"),
        ("value: v", "value: (value)", "columns"),
        ("id: calm", "wide: {across: unit}\nid: calm", "wide"),
        ("id: calm", "wide: {across: period}\nid: calm", "columns"),
        ("fewest_rows: 1", "fewest_rows: 2000", "expects"),
        ("most_rows: 1000", "most_rows: 1000\n  lowest: 2\n  highest: 1", "expects"),
    ],
)
def test_a_layout_that_contradicts_itself_is_refused(old: str, new: str, field: str) -> None:
    layout(PLAIN)
    assert old in PLAIN
    with pytest.raises(InputDataError) as caught:
        layout(PLAIN.replace(old, new, 1))
    found = caught.value.problems[0]
    assert (found.id, found.field, found.file) == ("ACC-639", field, "calm.yml")
    assert found.expected


def test_a_layout_that_wants_some_rows_alone_does_not_take_a_file_that_cannot_tell_them() -> None:
    # Else the rows of men would be read as those of all.
    tidy = find_layout("tidy").layout
    chosen = replace(tidy, passed_over=(PassedOver(column="sex", all_but=("T",)),))
    lines = "partner,indicator,period,value,unit,source,vintage", "ALB,survey,2015,1,points,calm,2024"
    file = TableFile(name="calm.csv", content="\n".join(lines).encode())
    with pytest.raises(InputDataError) as caught:
        read_observations([file], LayoutFile(layout=chosen, sha256=""), INDICATORS)
    assert [(found.id, found.field) for found in caught.value.problems] == [("ACC-642", "sex")]
    either = replace(tidy, passed_over=(PassedOver(column="sex", all_but=("T", "")),))
    assert len(read_observations([file], LayoutFile(layout=either, sha256=""), INDICATORS).observations) == 1
