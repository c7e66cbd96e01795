"""The list of values that can be used by name, and an invented road that uses those that come with Accord."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from cli.commands import accord
from support import ROOT, blocks


@pytest.fixture
def bypass(tmp_path: Path) -> Path:
    """The invented bypass of the how-to page."""
    page = ROOT / "docs" / "how-to" / "appraise-a-project.md"
    (text,) = (each.text for each in blocks(page) if each.settings.get("file") == "lake-bypass.yml")
    (tmp_path / "lake-bypass.yml").write_text(text, encoding="utf-8")
    return tmp_path / "lake-bypass.yml"


def test_the_list_has_value_unit_prices_and_evidence(tmp_path: Path) -> None:
    done = accord("appraise", "--parameters", folder=tmp_path)
    assert done.exit_code == 0, done.err
    (row,) = (line for line in done.out.splitlines() if "heatco_slight_injury" in line)
    assert {"15,655", "2002", "seen"} <= set(row.split())
    assert "105 in 2021 to 869 in 2050" in done.out


def test_json_has_sources_and_with_an_appraisal_what_speaks_against_each(bypass: Path) -> None:
    alone = json.loads(accord("appraise", "--parameters", "--json", folder=bypass.parent).out)["parameters"]
    assert all(row["source"] and row["file"] == "accord/parameters.yml" for row in alone)
    done = accord("appraise", bypass, "--parameters", "--json", folder=bypass.parent)
    rows = {row["parameter"]: row for row in json.loads(done.out)["parameters"]}
    assert rows.keys() == {row["parameter"] for row in alone} | {"time", "life", "carbon"}
    assert rows["life"]["doubts"] == rows["ec_better_regulation_rate"]["doubts"] == []
    assert "prices of 2022, the appraisal at those of 2023" in rows["eu_life_2022"]["doubts"][0]
    assert "unverified" in rows["ec_2021_social_rate"]["doubts"][0]


def test_an_invented_road_is_appraised_by_values_that_come_with_accord(bypass: Path) -> None:
    # time   10.6 x 50/102 x 63/109 x 126.4/100         = 3.796093 EUR/hour
    # life   4,300,000 x 0.5^0.8 x 63/100 x 126.4/118.8 = 1,655,448 EUR
    # carbon 216 and 235 x 126.4/108.8       =  250.9412 and 273.0147 EUR/t in 2027 and 2028
    time, life = 10.6 * 50 / 102 * 63 / 109 * 1.264, 4.3 * 0.5**0.8 * 0.63 * 126.4 / 118.8
    assert (round(time, 6), round(life, 6)) == (3.796093, 1.655448)
    first = 0.3 * time + 0.4 * life - 0.2509412
    second = 0.31 * time + 0.4 * life - 0.2730147
    done = accord("appraise", bypass, "--json", folder=bypass.parent)
    assert done.exit_code == 0, done.err
    figures = {row["figure"]: row["value"] for row in json.loads(done.out)["figures"]}
    net = figures["appraisal.lake-bypass.npv.economic.3"]
    assert net == pytest.approx(-4 + first / 1.03 + second / 1.03**2, abs=1e-6)


def test_why_shows_every_term_of_a_transfer(bypass: Path) -> None:
    figure = "appraisal.lake-bypass.npv.economic.3"
    done = accord("why", figure, "--from", bypass, "--json", folder=bypass.parent)
    found = json.loads(done.out)
    terms = {
        "income_mne_2022",
        "income_eu_2022",
        "income_fr_2022",
        "eu_hicp",
        "eib_co2_yearly",
        "eu_life_2022",
    }
    assert terms <= {row["parameter"] for row in found["parameter_rows"]}
    made = {row["line"].rpartition(".")[2]: row["made"] for row in found["lines"]}
    assert "valued by carbon (EUR/t, prices of 2023)" in made["detour"]
    assert "eu_hicp 126.4 in 2023 / 108.8 in 2021" in made["detour"]


def test_a_value_at_other_prices_is_refused_and_the_way_is_shown(bypass: Path) -> None:
    bypass.write_text(bypass.read_text().replace("parameter: life", "parameter: eu_life_2022"))
    done = accord("appraise", bypass, folder=bypass.parent)
    assert done.exit_code == 3
    assert "ACC-807" in done.err
    assert "`transfer_of: eu_life_2022`, `price_base: 2023`, `prices: eu_hicp`" in " ".join(done.err.split())


def test_no_index_is_named_that_ends_before_the_prices_of_the_appraisal(bypass: Path) -> None:
    text = bypass.read_text().replace("parameter: time", "parameter: eu_life_2022")
    bypass.write_text(text.replace("price_base: 2023", "price_base: 2025"))
    done = accord("appraise", bypass, folder=bypass.parent)
    assert done.exit_code == 3
    assert "`price_base: 2025`, `prices:` an index that reaches this year" in " ".join(done.err.split())


def test_the_template_lists_the_values_on_its_first_sheet(tmp_path: Path) -> None:
    assert accord("appraise", "--template", "new.xlsx", folder=tmp_path).exit_code == 0
    book = load_workbook(tmp_path / "new.xlsx")
    first = {row[0]: row[1] for row in book["Read me"].iter_rows(values_only=True)}
    assert "4300000 EUR/fatality, prices of 2022" in first["eu_life_2022"]
    assert "Values" in first
    assert {"transfer_of", "income", "income_of_source", "price_level", "prices"} <= {
        cell.value for cell in book["parameters"][1]
    }
