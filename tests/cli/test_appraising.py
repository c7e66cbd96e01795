"""The command appraise, and why a figure of an appraisal is what it is."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from accord.cli.tracing_appraisals import explain_appraisal
from cli.commands import accord
from support import ROOT, blocks


@pytest.fixture
def hill(tmp_path: Path) -> Path:
    """The invented road of the how-to page."""
    for block in blocks(ROOT / "docs" / "how-to" / "appraise-a-project.md"):
        name = block.settings.get("file")
        if name and not (tmp_path / name).exists():
            (tmp_path / name).write_text(block.text, encoding="utf-8")
    return tmp_path / "hill-road.yml"


def test_a_whole_result_has_every_convention_and_both_rates(hill: Path) -> None:
    done = accord("appraise", hill, folder=hill.parent)
    assert done.exit_code == 0, done.err
    for words in ("year 0", "residual as benefit", "straight line", "3 %", "5 % declared", "Funding gap"):
        assert words in done.out
    rail = accord("appraise", hill.parent / "valley-rail.yml", folder=hill.parent)
    assert "life begins with the opening in 2028" in rail.out


def test_a_grant_that_nobody_stated_is_not_called_none(hill: Path) -> None:
    stated = accord("appraise", hill, folder=hill.parent).out
    assert "not stated" not in stated
    text = re.sub(r"(?m)^grant: .*\n", "", hill.read_text(encoding="utf-8"))
    hill.write_text(text, encoding="utf-8")
    done = accord("appraise", hill, "--out", "page", folder=hill.parent)
    assert "decision amount not stated; grant not stated" in done.out
    page = next((hill.parent / "page").glob("*.html")).read_text(encoding="utf-8")
    assert len(re.findall(r">\s*not stated\s*<", page[page.index('id="gap"') :])) == 2


def test_json_and_csv_hold_the_same_figures(hill: Path) -> None:
    done = accord("appraise", hill, "--json", "--out", "page", folder=hill.parent)
    printed = json.loads(done.out)
    with (hill.parent / "page" / "hill-road.csv").open(encoding="utf-8") as text:
        rows = {row["figure"]: row["value"] for row in csv.DictReader(text)}
    assert rows.keys() == {figure["figure"] for figure in printed["figures"]}
    for figure in printed["figures"]:
        value = rows[figure["figure"]]
        assert (float(value) if value else None) == figure["value"]
    assert printed["rates_of_return"]["economic"]["count"] == "one"
    assert printed["conventions"]["bcr"] == "residual_as_benefit"


def test_why_adds_up_to_the_figure(hill: Path) -> None:
    for name in ("npv.economic.5", "npv.economic.3", "npv.financial.4", "npv_if.economic.year_1.5"):
        figure = f"appraisal.hill-road.{name}"
        done = accord("why", figure, "--from", hill, "--json", folder=hill.parent)
        assert done.exit_code == 0, done.err
        found = json.loads(done.out)
        assert sum(line["present_value"] for line in found["lines"]) == pytest.approx(found["value"])
        assert all(line["file"] and line["source"] for line in found["lines"])


def test_why_finds_the_lines_of_what_is_named_like_an_analysis(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"unit": "EUR million", "price_base": 2025, "source": "Invented", "first_year": 2026}
    rate = {"title": "Rate", "unit": "share a year", "source": "Invented", "evidence": "seen",
            "date_read": "2026-11-02"}  # fmt: skip
    spec = {
        "id": "ferry", "title": "Ferry", "counterfactual": "None", "unit": "EUR million", "price_base": 2025,
        "base_year": 2026, "first_year": 2026, "last_year": 2027,
        "conventions": {"discounting": "year_0", "bcr": "by_sign"},
        "rates": {"financial": "cash", "economic": "social"},
        "parameters": [{"id": "cash", "value": 0.04, **rate}, {"id": "social", "value": 0.06, **rate}],
        "flows": [
            {"id": "ship", "kind": "investment", "analysis": "both", "amounts": [9], **row},
            {"id": "financial", "kind": "benefit", "analysis": "economic", "amounts": [0, 12], **row},
            {"id": "fares", "kind": "revenue", "analysis": "financial", "amounts": [0, 11], **row},
        ],
        "financing": [
            {"id": "own", "kind": "private", "financier": "economic", "amounts": [9], **row},
        ],
        "financiers": [{"id": "economic", "share": 1, "source": "Invented"}],
    }  # fmt: skip
    file = tmp_path / "ferry.yml"
    file.write_text(json.dumps(spec))
    for name, line in (
        ("switching.economic.financial", "line.economic.financial"),
        ("npv_capital_of.economic.4", "line.financial.fares"),
        ("irr_capital_of.economic", "line.financial.fares"),
    ):
        explain_appraisal(f"appraisal.ferry.{name}", file, json=True)
        found = json.loads(capsys.readouterr().out)
        assert f"appraisal.ferry.{line}" in {each["line"] for each in found["lines"]}, name
        assert found["present_values_at"] == (0.06 if name.startswith("switching") else 0.04)


def test_why_of_an_unknown_figure_names_near_ones(hill: Path) -> None:
    done = accord("why", "appraisal.hill-road.npv.economic.4", "--from", hill, folder=hill.parent)
    assert done.exit_code == 2
    assert "ACC-290" in done.err
    assert "appraisal.hill-road.npv.economic.5" in done.err


def test_a_missing_file_a_wrong_kind_and_a_file_in_place_of_a_folder_are_refused(hill: Path) -> None:
    folder = hill.parent
    assert "ACC-213" in accord("appraise", "nothing.yml", folder=folder).err
    done = accord("appraise", folder / "flows.csv", folder=folder)
    assert (done.exit_code, "ACC-291" in done.err) == (2, True)
    done = accord("appraise", hill, "--out", "flows.csv", folder=folder)
    assert (done.exit_code, "ACC-292" in done.err) == (2, True)


def test_an_empty_file_gets_a_clear_answer(tmp_path: Path) -> None:
    (tmp_path / "empty.yml").write_text("", encoding="utf-8")
    done = accord("appraise", "empty.yml", folder=tmp_path)
    assert done.exit_code == 3
    assert "The file is empty: nothing can be appraised." in done.err


def test_several_rates_of_return_end_with_a_finding(hill: Path) -> None:
    head = "id,kind,analysis,unit,price_base,source,2026,2027,2028,2029\n"
    rows = (
        "works,investment,economic,EUR million,2025,Invented,100,0,362,\n"
        "present-users-too,benefit,economic,EUR million,2025,Invented,,330,0,132\n"
    )
    (hill.parent / "flows.csv").write_text(head + rows, encoding="utf-8")
    text = hill.read_text(encoding="utf-8")
    text = text[: text.index("traffic:")].replace("last_year: 2055", "last_year: 2029")
    (hill.parent / "trap.yml").write_text(text, encoding="utf-8")
    done = accord("appraise", "trap.yml", "--json", folder=hill.parent)
    assert done.exit_code == 1
    assert "There are 3 rates of return (0.0000 %, 10.0000 %, 20.0000 %); none is the rate" in done.err
    printed = json.loads(done.out)
    assert printed["rates_of_return"]["economic"]["roots"] == [0.0, 0.1, 0.2]
    figures = {figure["figure"]: figure for figure in printed["figures"]}
    assert figures["appraisal.hill-road.irr.economic"]["value"] is None


class Page(HTMLParser):
    """Which ids stand on numbers, and which tags are open."""

    def __init__(self) -> None:
        super().__init__()
        self.whys: set[str] = set()
        self.sources: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("data-why"):
            self.whys.add(str(named["data-why"]))
        self.sources += [str(named[key]) for key in ("src", "href") if named.get(key)]
        if tag in {"h1", "h2"}:
            self.headings.append(tag)


def test_the_page_stands_alone_and_its_numbers_are_figures(hill: Path) -> None:
    done = accord("appraise", hill, "--json", "--out", "page", folder=hill.parent)
    printed = json.loads(done.out)
    known = {row[key] for kind, key in (("figures", "figure"), ("rows", "id")) for row in printed[kind]}
    text = (hill.parent / "page" / "hill-road.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert {why for why in page.whys if why.startswith("appraisal.")} <= known
    assert "appraisal.hill-road.npv.economic.3" in page.whys
    assert "appraisal.hill-road.risk.irr_below_rate.economic" in page.whys
    assert page.sources == ["#main"], "the page loads nothing"
    assert page.headings.count("h1") == 1
    assert "Kosovo" not in text


def test_each_chart_is_a_drawing_that_says_what_it_shows(hill: Path) -> None:
    accord("appraise", hill, "--out", "page", folder=hill.parent)
    text = (hill.parent / "page" / "hill-road.html").read_text(encoding="utf-8")
    charts = [part.split("</svg>")[0] + "</svg>" for part in text.split("<figure>")[1:]]
    assert len(charts) == 6  # flows, sensitivity and draws of two analyses
    for chart in charts:
        root = ElementTree.fromstring(chart)
        assert root.get("role") == "img"
        assert root.get("aria-label")


def test_kosovo_carries_its_footnote(hill: Path) -> None:
    hill.write_text(hill.read_text(encoding="utf-8") + "partner: KOS\n", encoding="utf-8")
    done = accord("appraise", hill, "--out", "page", folder=hill.parent)
    text = (hill.parent / "page" / "hill-road.html").read_text(encoding="utf-8")
    assert "without prejudice to positions on status" in done.out
    assert "without prejudice to positions on status" in text


def test_why_explains_a_line_and_a_parameter(hill: Path) -> None:
    done = accord("why", "appraisal.hill-road.line.economic.works", "--from", hill, folder=hill.parent)
    assert "conversion factor works = 0.9" in done.out
    assert "flows.csv, line 2" in done.out
    done = accord("why", "appraisal.hill-road.parameter.co2", "--from", hill, "--json", folder=hill.parent)
    assert json.loads(done.out)["place"] == "line 18"


def test_a_template_is_written_once_and_never_over_another(tmp_path: Path) -> None:
    done = accord("appraise", "--template", "new.xlsx", "--years", "2026-2030", folder=tmp_path)
    assert (done.exit_code, done.out.strip()) == (0, "new.xlsx")
    assert "ACC-895" in accord("appraise", "--template", "new.xlsx", folder=tmp_path).err
    assert "ACC-895" in accord("appraise", folder=tmp_path).err
    assert "ACC-896" in accord("appraise", "--template", "two.xlsx", "--years", "2030", folder=tmp_path).err
    assert "ACC-306" in accord("appraise", "new.xlsx", folder=tmp_path).err


def test_financing_gives_the_return_on_national_capital(hill: Path) -> None:
    rows = "".join(
        f"  - {{id: {name}, kind: {kind}, unit: EUR million, price_base: 2025, source: Invented,"
        f" first_year: 2026, amounts: [{amounts}]{more}}}\n"
        for name, kind, amounts, more in (
            ("fund", "grant", "15, 25, 20", ""),
            ("bank", "loan", "5, 5, 5", ", interest: 0.03, repaid_from: 2030, repaid_until: 2040"),
        )
    )
    hill.write_text(hill.read_text(encoding="utf-8") + f"financing:\n{rows}", encoding="utf-8")
    done = accord("appraise", hill, "--json", "--out", "page", folder=hill.parent)
    # 15 more than the investment, of which 0.15 and 0.3 pay interest until the works end
    assert "sources pay 14.55 EUR million more than the investment costs" in done.err
    printed = json.loads(done.out)
    assert [line["line"] for line in printed["financing"]][1] == "appraisal.hill-road.financing.bank"
    assert "National capital" in accord("appraise", hill, folder=hill.parent).out
    text = (hill.parent / "page" / "hill-road.html").read_text(encoding="utf-8")
    assert 'data-why="appraisal.hill-road.irr_capital"' in text
