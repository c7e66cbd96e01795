"""A folder of files becomes one validated declaration."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.errors import InputDataError, UsageError
from accord.sources.declaration import DeclarationFiles, parse_declaration, read_files
from support import Edit, lake_files, parse_lake, parse_texts, problems_of, write_lake


def test_a_section_may_be_spread_over_files_and_folders(lake: Path) -> None:
    text = (lake / "claims.yml").read_text(encoding="utf-8")
    head, last = text.rsplit("  - id: ferry-service", maxsplit=1)
    (lake / "claims.yml").write_text(head, encoding="utf-8")
    (lake / "more").mkdir()
    (lake / "more" / "service.yml").write_text(f"claims:\n  - id: ferry-service{last}", encoding="utf-8")
    declaration = parse_declaration(read_files(lake))
    assert {claim.id for claim in declaration.claims} == {
        *("ferry-cost-gazette", "ferry-cost-budget", "ferry-service")
    }
    moved = next(claim for claim in declaration.claims if claim.id == "ferry-service")
    assert (moved.origin.file, moved.origin.line) == ("more/service.yml", 2)


def test_every_row_knows_the_line_it_stands_on() -> None:
    files = lake_files()
    declaration = parse_texts(files)
    rows = [(claim.id, claim.origin) for claim in declaration.claims]
    rows += [(source.id, source.origin) for source in declaration.sources]
    rows += [(commitment.id, commitment.origin) for commitment in declaration.commitments]
    rows += [(partner.id, partner.origin) for partner in declaration.partners]
    assert len(rows) == 3 + 3 + 2 + 2
    for name, origin in rows:
        assert files[origin.file].splitlines()[origin.line - 1].strip() == f"- id: {name}"


def test_the_latest_reading_is_the_default_day() -> None:
    assert str(parse_lake().last_read) == "2024-01-15"
    later = Edit("declaration.yml", "date_read: 2024-01-15", "date_read: 2024-03")
    # A reading in March 2024 is over at the end of the month.
    assert str(parse_lake(later).last_read) == "2024-03-31"


def test_absent_sections_are_empty() -> None:
    declaration = parse_lake()
    assert (declaration.projects, declaration.lines, declaration.gaps) == ((), (), ())
    assert declaration.header.evidence is Evidence.SEEN


def test_a_file_that_is_not_utf_8_is_refused_with_its_line() -> None:
    content = "claims:\n  - id: caf\xe9\n".encode("latin-1")
    with pytest.raises(InputDataError) as caught:
        parse_declaration(DeclarationFiles(folder="lake", contents={"claims.yml": content}))
    problem = caught.value.problems[0]
    assert (problem.id, problem.file, problem.line) == ("ACC-301", "claims.yml", 2)
    assert problem.expected == "UTF-8"


@pytest.mark.parametrize("change", ["none", "two"])
def test_a_folder_says_exactly_once_which_declaration_it_is(change: str) -> None:
    files = lake_files()
    header, rest = files["declaration.yml"].split("\nactors:", maxsplit=1)
    if change == "none":
        files["declaration.yml"] = f"actors:{rest}"
    else:
        files["second.yml"] = header
    (problem,) = problems_of(files)
    assert problem.id == "ACC-309"
    assert problem.value.startswith("0" if change == "none" else "2")
    assert problem.fix


def test_problems_of_all_files_are_reported_together_in_order() -> None:
    files = lake_files(
        Edit("claims.yml", "evidence: seen", "evidence: sene"),
        Edit("claims.yml", "date: 2021-06-28", "date: 28.06.2021"),
        Edit("commitments.yml", "kind: money", "kind: mony"),
    )
    found = [(problem.file, problem.id) for problem in problems_of(files)]
    assert found == [("claims.yml", "ACC-307"), ("claims.yml", "ACC-307"), ("commitments.yml", "ACC-307")]


def test_problems_between_rows_are_reported_together_in_order() -> None:
    files = lake_files(
        Edit("claims.yml", "subject: PACT-1", "subject: PACT-7"),
        Edit("commitments.yml", "pillar: TRANSPORT", "pillar: TRANSPRT"),
        Edit("declaration.yml", "https://example.org/pact", "nowhere"),
    )
    found = [(problem.file, problem.id) for problem in problems_of(files)]
    assert found == [
        ("claims.yml", "ACC-312"),
        ("commitments.yml", "ACC-312"),
        ("declaration.yml", "ACC-318"),
    ]


SECTIONS = {
    # section: a line of one of its rows in the lake pact, as file and text
    "declaration": ("declaration.yml", "  place: Lake Island"),
    "actors": ("declaration.yml", "    label: Both towns"),
    "instruments": ("declaration.yml", "    by: the two town councils"),
    "pillars": ("declaration.yml", "    title: Getting across"),
    "partners": ("declaration.yml", "    codes: []"),
    "names": ("declaration.yml", "      - label: Northshore"),
    "sources": ("declaration.yml", "    publisher: Northshore Gazette"),
    "commitments": ("commitments.yml", "    instrument: PACT"),
    "measures": ("commitments.yml", "        target: 100000"),
    "attributes": ("commitments.yml", "    label: Cost of the ferry"),
    "claims": ("claims.yml", "    value: 120000"),
}
KEYS = st.from_regex(r"[a-z]{1,3}_[a-z]{1,8}", fullmatch=True)


@given(section=st.sampled_from(sorted(SECTIONS)), key=KEYS)
def test_any_key_that_is_not_known_is_refused_in_any_section(section: str, key: str) -> None:
    known = ("date_read", "is_ours", "by_")
    file, line = SECTIONS[section]
    indent = " " * (len(line) - len(line.lstrip(" -")))
    added = f"{indent}{key}: 1"
    if key in known:
        return
    files = lake_files(Edit(file, line, f"{line}\n{added}"))
    (problem,) = problems_of(files)
    assert (problem.id, problem.field, problem.value) == ("ACC-305", key, "1")
    assert problem.line == files[file].splitlines().index(added) + 1


def test_a_folder_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_files(tmp_path / "lake_pakt")
    (problem,) = caught.value.problems
    assert problem.id == "ACC-201"
    assert "sofia_2018" in problem.expected


def test_a_folder_without_content_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(UsageError, match="ACC-202"):
        read_files(tmp_path)


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = write_lake(tmp_path / "lake_pact")
    assert list(read_files(folder).contents) == ["claims.yml", "commitments.yml", "declaration.yml"]


def test_what_a_snapshot_took_in_is_no_content_of_its_declaration(tmp_path: Path) -> None:
    (tmp_path / "taken_in" / "calls").mkdir(parents=True)
    (tmp_path / "taken_in" / "calls" / "call.yml").write_text("id: call\n", encoding="utf-8")
    (tmp_path / "claims.yml").write_text("claims: []\n", encoding="utf-8")
    assert list(read_files(tmp_path).contents) == ["claims.yml"]


def test_the_bundled_declaration_is_valid(sofia_declaration: Declaration) -> None:
    assert sofia_declaration.header.id == "sofia_2018"
