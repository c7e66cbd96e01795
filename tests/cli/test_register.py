"""`accord read wbif` and `accord register`: pages are checked, a spreadsheet goes out and comes back."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook  # type: ignore[import-untyped]

from accord.domain.evidence import NOWHERE
from accord.sources.declaration import declaration_folder, parse_declaration, read_files
from accord.store.snapshot import open_snapshot
from cli.commands import accord
from sources.register.activities import NAMED
from sources.register.pages import NORTHSHORE, listed_page, tabled_page


def test_a_page_is_printed_with_its_lines_and_sums(tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_bytes(tabled_page(NORTHSHORE))
    done = accord("read", "wbif", "quay.html", folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert done.out.startswith("PRJ-ALB-TRA-977  Ferry terminal of Northshore  (quay.html)")
    assert "Other Sources (anticipated)" in done.out
    # 1.5 + 20 + 5 + 0.25 + 3.25 + 10 + 1 = 41m, printed and summed.
    assert done.out.count("EUR 41,000,000") == 2
    assert done.out.count("equal") == 3


def test_json_holds_every_line_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_bytes(listed_page(NORTHSHORE))
    (page,) = json.loads(accord("read", "wbif", "quay.html", "--json", folder=tmp_path).out)
    assert (page["code"], page["consistent"], len(page["lines"])) == ("PRJ-ALB-TRA-977", True, 7)
    assert page["lines"][5]["grant_code"] == "WB-IG03-ALB-TRA-77"
    assert {check["sum"]: check["difference"] for check in page["sums"]} == {
        "Total": 0,
        "Total Grants": 0,
        "Total Loans": 0,
    }


def test_a_sum_that_differs_and_a_row_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    rows = [
        *NORTHSHORE[:-3],
        ("Lake Bank", "Gift", "", "€ 5"),
        ("Total", "", "", "€ 41,000,001"),
        *NORTHSHORE[-2:],
    ]
    (tmp_path / "good.html").write_bytes(tabled_page(NORTHSHORE))
    (tmp_path / "odd.html").write_bytes(tabled_page(rows))
    done = accord("read", "wbif", "good.html", "odd.html", folder=tmp_path)
    assert done.exit_code == 1
    assert "ACC-352" in done.err
    assert "1 of 2 pages have findings." in done.err
    # 41,000,001 printed less 41,000,000 of the lines that could be read.
    assert "EUR 1 " in done.out


def test_a_page_that_is_none_ends_with_3_and_the_others_are_still_printed(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_bytes(tabled_page(NORTHSHORE))
    (tmp_path / "empty.html").write_text("<p>/project/PRJ-ALB-TRA-977</p>", encoding="utf-8")
    done = accord("read", "wbif", "empty.html", "good.html", folder=tmp_path)
    assert done.exit_code == 3
    assert "Ferry terminal of Northshore" in done.out
    assert "ACC-35" in done.err


def test_a_page_without_an_address_can_be_named(tmp_path: Path) -> None:
    page = tabled_page(NORTHSHORE).replace(
        b'<link rel="canonical" href="https://register.example', b'<link href="'
    )
    (tmp_path / "quay.html").write_bytes(page.replace(b"PRJ-ALB-TRA-977", b"page"))
    assert accord("read", "wbif", "quay.html", folder=tmp_path).exit_code == 3
    done = accord("read", "wbif", "quay.html", "--project", "N1", folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert "N1-L1" in done.out
    two = accord("read", "wbif", "quay.html", "quay.html", "--project", "N1", folder=tmp_path)
    assert (two.exit_code, two.out) == (2, "")
    missing = accord("read", "wbif", "nowhere.html", folder=tmp_path)
    assert missing.exit_code == 2
    assert "ACC-213" in missing.err


def test_a_register_goes_out_as_a_spreadsheet_and_comes_back_into_a_build(
    sofia_folder: Path, tmp_path: Path
) -> None:
    """The written files take the place of projects.yml, and the build holds the same rows."""
    source = ("--snapshot", sofia_folder)
    out = accord("register", "write", "out.xlsx", *source, folder=tmp_path)
    assert (out.exit_code, out.out.strip()) == (0, "out.xlsx"), out.err
    # 22 projects, 46 lines and 14 claims about stages stand in the content.
    assert "22 projects, 46 financing lines, 14 statements about stages." in out.err
    back = accord(
        "register",
        "read",
        "out.xlsx",
        "--out",
        "projects.yml",
        "--claims",
        "stages.yml",
        *source,
        folder=tmp_path,
    )
    assert (back.exit_code, back.out.split()) == (0, ["projects.yml", "stages.yml"]), back.err
    folder = Path(shutil.copytree(declaration_folder("sofia_2018"), tmp_path / "sofia"))
    shutil.copy(tmp_path / "projects.yml", folder / "projects.yml")
    again = parse_declaration(read_files(folder))
    before = open_snapshot(sofia_folder).declaration
    for name in ("projects", "lines"):
        old, new = (
            [replace(row, origin=NOWHERE) for row in getattr(declaration, name)]
            for declaration in (before, again)
        )
        assert old == new
    assert accord("build", folder, folder=tmp_path).exit_code == 0


def test_stages_that_no_file_takes_are_named(sofia_folder: Path, tmp_path: Path) -> None:
    source = ("--snapshot", sofia_folder)
    accord("register", "write", "out.xlsx", *source, folder=tmp_path)
    done = accord("register", "read", "out.xlsx", "--out", "projects.yml", *source, folder=tmp_path)
    assert "14 statements about stages are not in projects.yml: name a file with --claims." in done.err
    checked = accord("register", "read", "out.xlsx", *source, folder=tmp_path)
    assert (checked.exit_code, checked.out) == (0, "")


def test_a_template_is_empty_and_every_bad_cell_is_reported(sofia_folder: Path, tmp_path: Path) -> None:
    source = ("--snapshot", sofia_folder)
    done = accord("register", "write", "new.xlsx", "--template", *source, folder=tmp_path)
    assert "0 projects, 0 financing lines, 0 statements about stages." in done.err
    book = load_workbook(tmp_path / "new.xlsx")
    book["projects"].append(["N1", "Quay", "perhaps", "seen"])
    book["lines"].append(["N1-L1", "N1", "Loan", "Lake Bank", "much", "EUR", "lake-page", "seen"])
    book.save(tmp_path / "new.xlsx")
    bad = accord("register", "read", "new.xlsx", "--out", "projects.yml", *source, folder=tmp_path)
    assert (bad.exit_code, bad.out) == (3, "")
    assert bad.err.count("ACC-355") == 2
    assert "perhaps" in bad.err
    assert "much" in bad.err
    assert not (tmp_path / "projects.yml").exists()


def test_activities_become_content_that_stands_beside_a_declaration_and_builds(
    sofia_folder: Path, tmp_path: Path
) -> None:
    """The files of the made-up activities, with a source for them, are read by a build."""
    (tmp_path / "made-up.xml").write_bytes(NAMED)
    assert accord("read", "iati", "made-up.xml", "--out", "tables", folder=tmp_path).exit_code == 0
    folder = Path(shutil.copytree(declaration_folder("sofia_2018"), tmp_path / "sofia"))
    written = ("--out", folder / "more.yml", "--claims", folder / "claims" / "more.yml")
    done = accord("register", "read", "tables", *written, "--snapshot", sofia_folder, folder=tmp_path)
    assert done.exit_code == 1, done.err  # what is no row is a finding
    assert "PRJ-ALB-TRA-977-I1-L1" in done.out
    assert "4 of 5 activities name a WBIF code." in done.err
    assert "it names several projects (made-up.xml (sha256 " in done.err
    # two projects; 1 + 1 + 1 lines and the one of broadband; two agreements, works, pipeline
    assert "2 projects, 4 financing lines, 4 statements about stages." in done.err
    source = (
        "sources:\n  - {id: made-up, title: Made up, publisher: Lake Fund, url: 'https://lake.example',\n"
    )
    source += "     authority: register, date_read: 2026-01-02}\n"
    (folder / "more-sources.yml").write_text(source, encoding="utf-8")
    assert accord("build", folder, "--snapshot", "store", folder=tmp_path).exit_code == 0
    why = accord("why", "PRJ-ALB-TRA-977-I1-S1", "--snapshot", "store", folder=tmp_path)
    assert (
        "made-up.xml (sha256 "
        in accord("why", "PRJ-ALB-TRA-977-I1-S1", "--json", "--snapshot", "store", folder=tmp_path).out
    )
    assert "agreement" in why.out
    listed = accord("register", "read", "tables", "--json", "--snapshot", sofia_folder, folder=tmp_path)
    rows = {row["id"]: row for row in json.loads(listed.out)["rows"]}
    assert [place["byte"] for place in rows["PRJ-ALB-TRA-977-I1-L1"]["places"]] == [
        NAMED.index(b"<transaction>"),
        NAMED.index(b"<transaction>", NAMED.index(b"<transaction>") + 1),
    ]
    assert accord("register", "read", folder, folder=tmp_path).exit_code == 2
