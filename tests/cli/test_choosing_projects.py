"""The command portfolio: what it prints, what it writes, and why each number is what it is."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from accord.cli.portfolio_asking import call_file, what_if_of
from accord.cli.portfolio_files import write_tables
from accord.cli.portfolio_json import portfolio_json
from accord.cli.portfolio_printing import print_answer
from accord.cli.tracing_portfolios import portfolio_computed
from accord.domain.portfolio_result import Standing
from accord.errors import InputDataError, UsageError
from accord.sources.portfolio.reading import BUNDLED
from accord.taking_in.portfolio_answers import Answered, WhatIf, answered
from cli.commands import accord
from sources.network.made_up_files import written
from support import ROOT, blocks

PLACES = """id,name,latitude,longitude,population,partner,kind
a,Aville,44.00,20.00,1000,NOR,town
b,Bford,44.00,20.50,2000,SOU,town
m,Midway,44.10,20.20,,,border
"""
SECTIONS = """id,begins,ends,mode,length_km,minutes,road_class,is_planned
ab,a,b,road,60,100,primary,
am,a,m,road,25,30,motorway,yes
mb,m,b,road,25,30,motorway,yes
"""
EFFECTS = "id,project,kind,target,value,low,high\ne1,north,opens,am,30,,\ne2,south,opens,mb,30,25,60\n"

CALL = """
id: halves
title: Two halves of a road
unit: EUR million
price_base: 2025
benefit_unit: minutes of a mean journey
rules: [{id: envelope, kind: envelope, value: 20, source: Invented}]
network: {data: roads, day: 2026-01-01, draws: 8}
partners: [NOR, SOU]
candidates:
  - {id: north, label: North half, partners: [NOR], unit: EUR million, price_base: 2025, grant: 9, source: S}
  - {id: south, label: South half, partners: [SOU], unit: EUR million, price_base: 2025, grant: 9, source: S}
"""


@pytest.fixture
def valleys(tmp_path: Path) -> Path:
    """The invented call of the how-to page."""
    for block in blocks(ROOT / "docs" / "how-to" / "choose-a-portfolio.md"):
        name = block.settings.get("file")
        if name and not (tmp_path / name).exists():
            (tmp_path / name).write_text(block.text, encoding="utf-8")
    return tmp_path / "valleys.yml"


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """A road of two halves, each of which leads nowhere without the other."""
    (tmp_path / "roads").mkdir()
    written(tmp_path / "roads", places=PLACES, sections=SECTIONS, effects=EFFECTS, crossings="")
    (tmp_path / "halves.yml").write_text(CALL, encoding="utf-8")
    return tmp_path / "halves.yml"


def numbers(answer: Answered) -> dict[str, object]:
    return {name: figure.value for name, figure in answer.figures.items()}


def test_an_impossible_call_says_so_beside_its_json(tmp_path: Path) -> None:
    (tmp_path / "call.yml").write_text(
        """\
id: small
title: Invented call
unit: EUR million
price_base: 2025
benefit_unit: EUR million
rules:
  - {id: money, kind: envelope, value: 5, source: Invented}
  - {id: must, kind: must_include, candidate: a, source: Invented}
candidates:
  - {id: a, label: A, unit: EUR million, price_base: 2025, cost: 9, grant: 8, benefit: 15,
     evidence: seen, source: Invented}
""",
        encoding="utf-8",
    )
    done = accord("portfolio", "call.yml", "--json", folder=tmp_path)
    assert (done.exit_code, json.loads(done.out)["portfolio"]) == (1, "small")
    assert "finding  No choice obeys all rules." in done.err


def test_a_border_reform_is_chosen_without_grant_for_the_waiting_that_it_saves(halves: Path) -> None:
    """Half of a wait that is 20 minutes at 40 % and 60 at 83 % goes: the log-normal mean is 38.096."""
    gate = (
        "id,name,section,there_lower_share,there_lower_minutes,there_upper_share,there_upper_minutes,"
        "back_lower_share,back_lower_minutes,back_upper_share,back_upper_minutes\n"
        "gate,The gate,ab,0.40,20,0.83,60,0.40,20,0.83,60\n"
    )
    effects = "id,project,kind,target,value\ne1,one-stop,shortens_wait,gate,0.5\n"
    written(halves.parent / "roads", places=PLACES, sections=SECTIONS, effects=effects, crossings=gate)
    call, _rows = CALL.split("candidates:")
    reform = "{id: one-stop, label: Stop, is_reform: true, unit: EUR million, price_base: 2025, source: S}"
    halves.write_text(f"{call}candidates:\n  - {reform}\n", encoding="utf-8")
    best = answered(halves, WhatIf()).result.best
    assert best is not None
    assert [(one.candidate, one.grant) for one in best.chosen] == [("one-stop", 0)]
    assert best.value == pytest.approx(38.096 / 2, abs=0.001)


def test_without_a_file_the_bundled_projects_are_asked_and_the_answer_says_that_it_rests_on_guesses(
    tmp_path: Path,
) -> None:
    done = accord("portfolio", folder=tmp_path)
    assert done.exit_code == 1, done.err
    for words in (
        "rests on our guesses of times saved",
        "Every time saved is a guess with a range",
        "Benefit not verified",
        "T01, T09, T10, T11: Benefit unknown, which is not zero: never chosen.",
        "KOS stands for Kosovo*.",
        "without prejudice to positions on status",
        "draws of what is guessed",
        "Out: its benefit, cost and grant are not known. Unknown is not zero",
    ):
        assert words in done.out
    assert "private per grant unknown" in done.out


def test_every_number_is_a_figure_that_comes_down_to_cells(valleys: Path) -> None:
    answer = answered(valleys, WhatIf())
    for figure in answer.figures.values():
        assert figure.inputs, figure.id
        for part in figure.inputs:
            assert part.id in answer.figures or part.id in answer.cells, (figure.id, part.id)
    for cell in answer.cells.values():
        assert answer.files[cell.file] == cell.sha256
    printed = portfolio_json(answer)
    text = json.dumps(printed)
    assert json.loads(text)["portfolio"] == "valleys"
    known = {figure["figure"] for figure in printed["figures"]}  # type: ignore[attr-defined]
    for row in printed["candidates"]:  # type: ignore[attr-defined]
        assert set(row["figures"].values()) <= known
        assert row["said"]
        assert row["place"]


def test_why_explains_a_figure_of_another_envelope_without_a_rule(valleys: Path) -> None:
    """Rail takes a quarter: 16 for the long bypass and 16 for the tunnel leave 32/3 for the railway."""
    name = "portfolio.valleys~envelope-42.67~without-loans.grant.line"
    done = accord("why", name, "--from", valleys, "--json", folder=valleys.parent)
    assert done.exit_code == 0, done.err
    found = json.loads(done.out)
    assert found["value"] == pytest.approx(32 / 3, rel=1e-6)
    rule = next(row for row in found["inputs"] if row["id"] == "cell.valleys.rule.envelope.value")
    assert rule["says"].startswith("42.67 EUR million on the command line, in place of: envelope, 40")
    assert not any("loans" in row["id"] for row in found["inputs"])


def test_the_id_of_a_figure_says_what_was_asked() -> None:
    asked = WhatIf(envelope="72.5", without=("b", "a"))
    assert asked.suffix == "~envelope-72.5~without-a~without-b"
    assert what_if_of(f"portfolio.x{asked.suffix}.curve.1.value") == replace(asked, without=("a", "b"))
    assert what_if_of("portfolio.x~envelope-70.value") == WhatIf(envelope="70")
    assert what_if_of("portfolio.x.value") == WhatIf()


def test_rows_in_another_order_give_the_same_numbers(valleys: Path) -> None:
    before = numbers(answered(valleys, WhatIf()))
    table = valleys.parent / "candidates.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    assert numbers(answered(valleys, WhatIf())) == before


def test_keys_rules_and_members_in_another_order_give_the_same_numbers(valleys: Path) -> None:
    """Keys of the call and its candidates, rules, candidates, members: all the other way round."""
    file = valleys.parent / "phased.yml"
    call = yaml.safe_load(file.read_text(encoding="utf-8"))
    del call["questions"]
    call["joint"] = [
        {
            "id": "all",
            "members": ["dam", "plant", "road"],
            "extra": 4,
            "evidence": "seen",
            "source": "Invented",
        }
    ]
    found = []
    for turn in (1, -1):
        call["rules"] = call["rules"][::turn]
        call["candidates"] = [dict(list(one.items())[::turn]) for one in call["candidates"][::turn]]
        call["joint"][0]["members"] = call["joint"][0]["members"][::turn]
        keys = dict(list(call.items())[::turn])
        file.write_text(yaml.safe_dump(keys, sort_keys=False, allow_unicode=True), encoding="utf-8")
        found.append(numbers(answered(file, WhatIf())))
    assert found[0] == found[1]


def test_a_set_of_rules_that_cannot_hold_together_is_named(
    valleys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With 0.5 nothing can be built, but the railway must be: its least grant is 10."""
    text = valleys.read_text(encoding="utf-8")
    valleys.write_text(f"{text}  - {{id: must, kind: must_include, candidate: line}}\n", encoding="utf-8")
    answer = answered(valleys, WhatIf(envelope="0.5"))
    assert answer.result.standing is Standing.IMPOSSIBLE
    assert set(answer.result.conflict) == {"envelope", "must"}
    assert not answer.is_settled
    print_answer(answer)
    said = capsys.readouterr().out
    assert "No choice obeys all rules." in said
    assert "grants of at most EUR 0.5 million" in said


@pytest.mark.parametrize(
    "asked", [WhatIf(envelope="much"), WhatIf(envelope="-4"), WhatIf(without=("lones",))], ids=str
)
def test_an_option_that_does_not_fit_the_call_is_refused(valleys: Path, asked: WhatIf) -> None:
    with pytest.raises(UsageError, match="ACC-295"):
        answered(valleys, asked)


def test_an_envelope_that_the_call_does_not_have_cannot_be_changed(valleys: Path) -> None:
    with pytest.raises(UsageError, match="an envelope of all years"):
        answered(valleys.parent / "phased.yml", WhatIf(envelope="9"))


def test_a_file_that_is_not_there_is_refused_and_the_bundled_one_has_a_name(tmp_path: Path) -> None:
    assert call_file(None) == call_file(Path("sofia_2018")) == BUNDLED
    with pytest.raises(UsageError, match="ACC-213"):
        call_file(tmp_path / "nothing.yml")
    (tmp_path / "taken").write_text("", encoding="utf-8")
    done = accord("portfolio", "--out", "taken", folder=tmp_path)
    assert (done.exit_code, "ACC-295" in done.err) == (2, True)


def test_the_tables_hold_each_candidate_and_each_figure_once(valleys: Path, tmp_path: Path) -> None:
    answer = answered(valleys, WhatIf())
    names = write_tables(answer, tmp_path / "out")
    assert names == ("valleys-candidates.csv", "valleys-figures.csv")
    with (tmp_path / "out" / names[0]).open(encoding="utf-8") as text:
        rows = {row["candidate"]: row for row in csv.DictReader(text)}
    assert {name for name, row in rows.items() if row["is"] == "in"} == {"gates", "line", "short", "tunnel"}
    assert rows["quay"]["why"].startswith("Out: its benefit is not known.")
    assert rows["quay"]["grant, EUR million at prices of 2025"] == ""
    with (tmp_path / "out" / names[1]).open(encoding="utf-8") as text:
        assert [row["figure"] for row in csv.DictReader(text)] == list(answer.figures)


def test_payments_stand_beside_the_envelopes_of_their_years(
    valleys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The dam takes 6 and 6, the plant 8 once the dam is paid."""
    file = valleys.parent / "phased.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        "".join(line for line in text.splitlines(True) if "drift" not in line and line != "questions:\n")
    )
    print_answer(answered(file, WhatIf()))
    said = capsys.readouterr().out
    assert "2027 6 (envelope 8), 2028 6 (envelope 8), 2029 8 (envelope 6) and 2030 0 (envelope 6)" in said
    assert "benefits are discounted at 3 % for each year that work starts later" in said


def test_two_halves_of_a_road_save_time_together_only(
    halves: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """100 minutes become 30 + 30; half of the way opens nothing. The second half is drawn from 25 to 60."""
    answer = answered(halves, WhatIf())
    assert answer.portfolio.joint[0].values == pytest.approx((0, 0, 0, 40))
    assert answer.result.best is not None
    assert answer.result.best.value == pytest.approx(40)
    assert {one.candidate: one.adds for one in answer.result.best.chosen} == pytest.approx(
        {"north": 40, "south": 40}
    )
    assert answer.guessed is not None
    assert (answer.guessed.draws, answer.guessed.chosen) == (8, {"north": 1, "south": 1})
    assert 10 <= answer.guessed.value.lower < answer.guessed.value.upper <= 45
    drawn = answer.figures["portfolio.halves.guessed.value"]
    assert (drawn.n, drawn.parameters["seed"]) == (8, "1")
    assert [cell.says for name, cell in answer.cells.items() if name.endswith("north.benefit")] == [
        "benefit: none of its own; counted together with others (joint benefit network)"
    ]
    assert set(answer.files) == {"halves.yml", "effects.csv", "places.csv", "sections.csv"}
    network = answer.figures["portfolio.halves.network"]
    assert (network.value, answer.figures["portfolio.halves.network.north"].value) == (40, 0)
    assert network.id in {part.id for part in answer.figures["portfolio.halves.value"].inputs}
    row = answer.cells["cell.halves.network.effects.e2"]
    assert row.id in {part.id for part in answer.figures["portfolio.halves.network.south"].inputs}
    assert (row.file, row.place, row.says) == ("effects.csv", "line 3", "south opens mb: 30 (25 to 60)")
    print_answer(answer)
    assert "so that these do not add up" in capsys.readouterr().out
    assert portfolio_computed(halves, drawn.id).figures[drawn.id] == drawn


def test_with_money_for_one_half_nothing_is_worth_choosing(halves: Path) -> None:
    answer = answered(halves, WhatIf(envelope="10"))
    assert answer.result.best is not None
    assert answer.result.best.chosen == ()
    assert answer.result.next_better is not None
    assert answer.result.next_better.envelope == pytest.approx(18)


WORTH = (
    "worth: {journeys_a_year: 2000000, minute: 0.1, unit: EUR, price_base: 2025, present_value_factor: 15,"
    " source: S}"
)


def test_a_minute_has_the_declared_worth(halves: Path) -> None:
    """40 minutes x 2 million journeys x 0.1 EUR x 15 = EUR 120 million."""
    text = CALL.replace("benefit_unit: minutes of a mean journey\n", "").replace("draws: 8", WORTH)
    halves.write_text(text, encoding="utf-8")
    answer = answered(halves, WhatIf())
    assert answer.portfolio.joint[0].values == pytest.approx((0, 0, 0, 120))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("benefit_unit: minutes of a mean journey\n", "", "what a minute of the mean journey is worth"),
        ("draws: 8", "draws: 8, candidates: [nort]", "Did you mean `north`?"),
        ("draws: 8", "modes: [rail]", "0 of them change it"),
        ("benefit_unit: minutes of a mean journey\n", "", "worth"),
    ],
)
def test_a_link_to_a_network_that_does_not_fit_is_refused(
    halves: Path, old: str, new: str, expected: str
) -> None:
    halves.write_text(CALL.replace(old, new), encoding="utf-8")
    with pytest.raises(InputDataError) as refused:
        answered(halves, WhatIf())
    assert "ACC-859" in str(refused.value)
    assert expected in str(refused.value)


def test_time_saved_beside_a_stated_benefit_is_pointed_out(halves: Path) -> None:
    halves.write_text(CALL.replace("grant: 9, source", "grant: 9, benefit: 5, source", 1), encoding="utf-8")
    answer = answered(halves, WhatIf())
    assert answer.notes == (
        "north: the stated benefit is counted beside the time that the network says is saved; no time may be"
        " in both",
    )
    assert answer.result.best is not None
    assert answer.result.best.value == pytest.approx(45)
