"""The command broadband: on the declaration, on made-up villages, and what an auditor asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.commands import accord
from sources.broadband.made_up_villages import COVERAGE, SETTLEMENTS, written


def test_without_a_folder_it_says_what_the_sum_would_buy_and_that_neither_reading_was_claimed(
    tmp_path: Path,
) -> None:
    done = accord("broadband", folder=tmp_path)
    assert done.exit_code == 0, done.err
    # 30m x 90,000 / 155,211,834 = 17,395.6; over the share 34,164,134 / 155,211,834 it is 79,030;
    # 30m / 0.220113 - 30m = 106.29m; and 30m x 5,000 / 20.7m = 7,246.
    for said in ("17,396 households", "79,030 households", "EUR 106,293,665", "7,246 households"):
        assert said in done.out
    assert "neither of them claimed" in done.out
    assert "claimed    unknown" in done.out
    assert "no gap to that target is computed" in done.out
    assert "21 answers are known, 15 nobody gave" in done.out, "of six questions to six partners"
    most = next(line for line in done.out.splitlines() if "at most, % of households" in line)
    # ALB, BIH, KOS, MNE (fibre at no stated speed is no bound), MKD, SRB (a number of households, no share).
    assert most.split()[-6:] == ["unknown", "unknown", "unknown", "unknown", "73.67", "unknown"]
    assert "without prejudice to positions on status" in done.out


def test_every_number_without_a_folder_can_be_explained_to_its_claim(tmp_path: Path) -> None:
    printed = json.loads(accord("broadband", "--json", folder=tmp_path).out)
    names = [row["figure"] for row in printed["figures"]]
    assert "broadband.announced.claimed.PKG-4" in names
    done = accord("why", names[0], "--from", "sofia_2018", "--json", folder=tmp_path)
    assert done.exit_code == 0, done.err
    inputs = json.loads(done.out)["inputs"]
    assert inputs
    assert all(row["file"] and row["sha256"] and row["place"] for row in inputs)


def test_a_folder_is_answered_with_known_and_unknown_apart(tmp_path: Path) -> None:
    done = accord("broadband", "--data", written(tmp_path / "valley"), folder=tmp_path)
    assert done.exit_code == 1, done.err
    # Of 1,200 households 50 (birch 0.25 x 200), 100 (dogwood) and 150 (fir) are covered, 50 (elm) not known.
    assert "25% to 29%" in done.out
    assert "AAA       ##.................." in done.out
    assert "finding  not known: for 50 of 1,200 households (4%)" in done.err
    # Fibre in alder: 10,000 + 300 x 1,000, and 4 km x 10,000: 350,000. Wireless in birch: 60,000 + 150 x 300,
    # and 3 km x 10,000: 135,000. Together 485,000 of 500,000, for 300 + 0.6 x 150 = 390 weighted households.
    assert "EUR 485,000: 415,000 within settlements, 70,000 for their ways" in done.out
    assert "450 households in 2 settlements" in done.out
    assert "EUR 500,000, which no file says they will" in done.out
    assert "Elm" not in done.out.split("In the plan")[1].split("Out of it")[0]
    assert "4.00%       no" in done.out, "12 EUR by 300 EUR a month is 4 %"


def test_the_gap_of_each_partner_has_as_many_signs_as_households(tmp_path: Path) -> None:
    none = COVERAGE.splitlines()[0] + "\nelm,,fibre,1000,covered,households,0.5,,2025,Invented map,seen\n"
    done = accord("broadband", "--data", written(tmp_path / "v", coverage=none, call=None), folder=tmp_path)
    assert "AAA       ????????????????????" in done.out
    assert "No call.yml, so nothing is planned" in done.out


def test_every_number_of_json_has_a_figure_that_why_explains(tmp_path: Path) -> None:
    folder = written(tmp_path / "valley")
    printed = json.loads(accord("broadband", "--data", folder, "--prove", "--json", folder=tmp_path).out)
    named = list(_named(printed))
    assert len(named) > 100
    kinds = {name.split(".")[2] for name in named}
    assert kinds >= {"gap", "affordability", "plan", "exact", "naive", "curve", "shared", "settlement"}
    from accord.cli.tracing_broadband import broadband_computed

    computed = broadband_computed(folder)
    for name in named:
        figure = computed.figures[name]
        assert figure.inputs, name
        for part in figure.inputs:
            assert part.id in computed.figures or part.id in computed.cells, (name, part.id)
    assert all(cell.sha256 and cell.place and cell.says for cell in computed.cells.values())


def _named(content: object) -> list[str]:
    """Return the ids of figures anywhere in JSON, each beside a value."""
    if isinstance(content, list):
        return [name for each in content for name in _named(each)]
    if not isinstance(content, dict):
        return []
    own = [str(content["figure"])] if "figure" in content and "value" in content else []
    return own + [name for each in content.values() for name in _named(each)]


def test_an_auditor_gets_from_a_plan_to_the_cell(tmp_path: Path) -> None:
    written(tmp_path / "valley")
    done = accord("why", "broadband.valley.plan.alone.cost", "--from", "valley", folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert "settlements.csv, line 2, column households" in done.out
    assert "parameters.yml, line 3" in done.out
    assert "a share of 0.25 of households covered by fibre at 1000 Mbit/s" in done.out
    assert "sha256" in done.out
    out = accord("why", "broadband.valley.plan.alone.settlement.elm", "--from", "valley", folder=tmp_path)
    assert "nobody said whether its households are covered" in out.out


def test_the_order_of_rows_changes_nothing_that_is_printed(tmp_path: Path) -> None:
    head, *rows = SETTLEMENTS.splitlines()
    mixed = "\n".join([head, *reversed(rows)]) + "\n"
    one = accord("broadband", "--data", written(tmp_path / "a"), folder=tmp_path)
    two = accord("broadband", "--data", written(tmp_path / "b", settlements=mixed), folder=tmp_path)
    assert one.out == two.out


def test_unknown_coverage_is_counted_only_if_the_call_says_so_and_then_labelled(tmp_path: Path) -> None:
    folder = written(tmp_path / "valley")
    call = folder / "call.yml"
    call.write_text(call.read_text(encoding="utf-8") + "unknown: count_as_unserved\n", encoding="utf-8")
    done = accord("broadband", "--data", folder, folder=tmp_path)
    assert "counted by the call: 50 households of which nobody said whether they are covered" in done.err
    assert "no way to a point of presence" in done.err, "elm names no next place"


def test_the_share_of_a_municipality_is_spread_only_if_the_call_says_so(tmp_path: Path) -> None:
    head = COVERAGE.splitlines()[0]
    text = f"{head}\n,Upper,any,1000,covered,households,0.2,,2025,Invented ministry,seen\n"
    folder = written(tmp_path / "v", coverage=text)
    done = accord("broadband", "--data", folder, folder=tmp_path)
    assert "nobody: no settlement can be planned, or none fits" in done.out
    assert "of 500 households only the share of their municipality is known" in done.err
    call = folder / "call.yml"
    call.write_text(call.read_text(encoding="utf-8") + "spreads_municipal: true\n", encoding="utf-8")
    again = accord("broadband", "--data", folder, folder=tmp_path)
    # Alder 0.8 x 300 = 240 by fibre and Birch 0.8 x 200 = 160: 250,000 + 170,000 + 7 km x 10,000 = 490,000.
    assert "400 households in 2 settlements" in again.out
    assert "EUR 490,000" in again.out
    assert "400 unserved households are known by the share of their municipality only" in again.err


def test_what_is_unverified_counts_nowhere(tmp_path: Path) -> None:
    text = COVERAGE.replace("Invented map,seen", "Invented map,unverified")
    done = accord("broadband", "--data", written(tmp_path / "v", coverage=text), folder=tmp_path)
    assert "not known: no row of coverage.csv is about households at this target" in done.out
    assert "unverified: counts nowhere: alder.fibre.1000.covered.households.2025-12-31" in done.err


def test_every_settlement_says_why(tmp_path: Path) -> None:
    done = accord("broadband", "--data", written(tmp_path / "v"), "--settlements", folder=tmp_path)
    assert "Its way also serves Birch; each step is paid once." in done.out
    assert "Out: no household is known to be unserved." in done.out


@pytest.mark.parametrize(
    ("old", "new", "problem", "words"),
    [
        (",gate,4", ",gat,4", "ACC-861", "upstream"),
        (",gate,4", ",cedar,4", "ACC-860", "alder > cedar > birch > alder"),
        (",gate,4", ",alder,4", "ACC-860", "alder > alder"),
        ("birch,Birch", "alder,Birch", "ACC-862", "settlements.csv:2"),
    ],
)
def test_ways_that_lead_nowhere_are_refused_without_a_call_too(
    tmp_path: Path, old: str, new: str, problem: str, words: str
) -> None:
    text = SETTLEMENTS.replace(old, new, 1)
    folder = written(tmp_path / "v", settlements=text, coverage=None, call=None)
    done = accord("broadband", "--data", folder, folder=tmp_path)
    assert done.exit_code == 3
    assert problem in done.err
    assert words in done.err


def test_costs_that_nobody_stated_are_asked_for_with_their_unit(tmp_path: Path) -> None:
    done = accord("broadband", "--data", written(tmp_path / "v", parameters=None), folder=tmp_path)
    assert done.exit_code == 3
    assert "`id: fibre.node`, `unit: EUR/settlement`" in done.err


def test_costs_that_come_with_accord_are_called_weak(tmp_path: Path) -> None:
    folder = written(tmp_path / "v")
    costs = folder / "parameters.yml"
    kept = [row for row in costs.read_text(encoding="utf-8").splitlines() if "rural" not in row]
    costs.write_text("\n".join(kept) + "\n", encoding="utf-8")
    done = accord("broadband", "--data", folder, folder=tmp_path)
    assert "weak cost: fibre.unit.urban 1,000 EUR/premises comes with Accord" in done.err
    assert "costs are at prices of 2009, 2025; nothing is brought to one year" in done.err


def test_a_folder_that_is_not_there_is_a_wrong_command(tmp_path: Path) -> None:
    done = accord("broadband", "--data", "nowhere", folder=tmp_path)
    assert done.exit_code == 2
    assert "ACC-298" in done.err


def test_stages_that_a_target_does_not_ask_are_printed_for_themselves_with_figures(tmp_path: Path) -> None:
    rows = COVERAGE.rstrip("\n") + "\nalder,,fibre,1000,passed,households,0.8,,2025,Invented map,seen\n"
    folder = written(tmp_path / "v", coverage=rows, call=None)
    done = accord("broadband", "--data", folder, folder=tmp_path)
    # alder has 300 households, of 1,200 in all
    assert "passed, which is another thing: 240 of 1,200 households at least, 900 not known" in done.out
    printed = json.loads(accord("broadband", "--data", folder, "--json", folder=tmp_path).out)
    passed = [row for row in printed["other_stages"] if row["partner"] is None]
    assert [(row["stage"], row["covered"]["value"]) for row in passed] == [("passed", 240)]
    figure = passed[0]["covered"]["figure"]
    assert figure.endswith(".gap.gigabit.all.passed.covered")
    why = accord("why", figure, "--from", folder, folder=tmp_path)
    assert why.exit_code == 0, why.err
    assert "coverage.csv" in why.out


def test_a_build_takes_a_folder_in_and_why_needs_no_path_afterwards(tmp_path: Path, lake: Path) -> None:
    folder = written(tmp_path / "valley")
    store = str(tmp_path / "store")
    built = accord("build", lake, "--snapshot", store, "--broadband", folder, folder=tmp_path)
    assert built.exit_code == 0, built.err
    done = accord("why", "broadband.valley.plan.alone.cost", "--snapshot", store, "--json", folder=tmp_path)
    assert done.exit_code == 0, done.err
    said = json.loads(done.out)
    assert said["value"] == 485_000
    assert {(row["file"], row["place"]) for row in said["cells"]} >= {("call.yml", "the key envelope")}
    snapshot = tmp_path / "store" / "snapshots"
    kept = {path.name for path in snapshot.glob("*/inputs/taken_in/broadband/valley/*")}
    assert kept >= {"settlements.csv", "call.yml", "accord"}
