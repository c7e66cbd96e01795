"""Charts of gaps and ranks: every number is explained, nothing is drawn that is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from accord.domain.figure import Figure
from accord.domain.indicator import Scale
from accord.methods.convergence.figures import convergence_figures
from accord.methods.convergence.standing import Comparisons, comparisons
from accord.publish.convergence_charts import gap_chart, rank_chart
from methods.convergence.making import indicator, made_series, mean_of
from support import parse_lake

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"NOR": "Northshore <old>", "SOU": "Southshore", "EAS": "Eastshore"}
NOTES = (("EAS", "* A note that must stand below."),)


def compared(
    values: dict[str, float | None], errors: dict[str, float] | None = None, scale: Scale = Scale.INTERVAL
) -> tuple[Comparisons, dict[str, Figure]]:
    lake = parse_lake()
    partners = tuple(replace(lake.partners[0], id=name) for name in NAMES)
    content = replace(lake, partners=partners, benchmarks=(mean_of("AAA"),))
    table = {name: {2020: value} for name, value in values.items()}
    figures = convergence_figures(made_series(indicator(scale), table, errors), content)
    return comparisons(figures)[0], figures


def words(drawn: str) -> list[tuple[str, str | None]]:
    root = ElementTree.fromstring(drawn)
    return [(one.text or "", one.get("data-why")) for one in root.iter(f"{SVG}text")]


def shapes(drawn: str, **wanted: str) -> int:
    root = ElementTree.fromstring(drawn)
    rows = list(root.iter(f"{SVG}rect"))
    return sum(1 for row in rows if all(row.get(name) == value for name, value in wanted.items()))


def explained(drawn: str, figures: dict[str, Figure]) -> None:
    for text, why in words(drawn):
        if re.search(r"\d", text):
            assert why in figures, text


ERRORS = {"NOR": 0.5, "SOU": 0.5, "EAS": 0.5, "AAA": 0.1}
VALUES: dict[str, float | None] = {"NOR": 1, "SOU": 4, "EAS": 2, "AAA": 3}


def test_each_partner_has_a_dot_and_a_whisker_and_each_number_its_figure() -> None:
    found, figures = compared(VALUES, ERRORS)
    drawn = gap_chart("Clarity", found, NAMES, "unweighted mean of the shore", notes=NOTES)
    assert shapes(drawn, rx="5") == 3
    assert shapes(drawn, height="4") == 3
    explained(drawn, figures)
    said = dict(words(drawn))
    assert said["unweighted mean of the shore"] == "shore_mean"
    assert said["Northshore <old>"] is None
    assert said["* A note that must stand below."] == "EAS"
    # By hand: 1 - 3; 1.645 * sqrt(.26) = .839.
    assert said["-2.00 (-2.84 to -1.16)"] == "converge.gap.clarity.lake.NOR.shore_mean"


def test_without_a_value_there_is_no_dot_and_it_is_said() -> None:
    found, figures = compared({"NOR": 1, "SOU": None, "EAS": 2, "AAA": 3})
    drawn = gap_chart("Clarity", found, NAMES, "mean")
    assert shapes(drawn, rx="5") == 2
    assert shapes(drawn, height="4") == 0
    said = [text for text, _ in words(drawn)]
    assert said.count("no value") == 1
    assert "-2.00 (interval not known)" in said
    assert "Southshore: no value" in drawn
    explained(drawn, figures)


def test_parity_of_ratios_is_one_and_of_differences_nought() -> None:
    # By hand: ratios 1/3, 4/3, 2/3 from .333 to 1.333; 1 lies at two thirds of 404 units from 8.
    found, _ = compared(VALUES, scale=Scale.RATIO)
    ratio = gap_chart("Clarity", found, NAMES, "mean")
    root = ElementTree.fromstring(ratio)
    marks = {round(float(row.get("x", 0)) + 0.75, 1) for row in root.iter(f"{SVG}rect")
             if row.get("fill") == "#9b2c2c"}  # fmt: skip
    assert marks == {round(8 + 404 * 2 / 3, 1)}


def test_all_at_parity_can_be_drawn() -> None:
    found, _ = compared({"NOR": 3, "AAA": 3})
    assert shapes(gap_chart("Clarity", found, NAMES, "mean"), rx="5") == 1


def test_ranks_stand_in_their_order_on_their_ranges() -> None:
    found, figures = compared(VALUES, ERRORS)
    drawn = rank_chart("Ranks", found, NAMES, notes=NOTES)
    explained(drawn, figures)
    said = [text for text, _ in words(drawn)]
    names = [text for text in said if text in NAMES.values()]
    assert names == ["Southshore", "Eastshore", "Northshore <old>"]
    assert any(text.startswith("Probability that this order is right: ") for text in said)
    assert shapes(drawn, rx="5") == 3
    assert shapes(drawn, fill="#8fb0d9") == 3


def test_ranks_whose_doubt_is_not_known_have_no_range_and_say_so() -> None:
    found, figures = compared(VALUES)
    drawn = rank_chart("Ranks", found, NAMES)
    said = [text for text, _ in words(drawn)]
    assert "How sure this order is is not known." in said
    assert "rank 1, range not known" in said
    assert shapes(drawn, fill="#8fb0d9") == 0
    explained(drawn, figures)


def test_without_ranks_the_chart_says_so() -> None:
    found, _ = compared({"NOR": 1, "AAA": 3})
    assert "no ranks" in rank_chart("Ranks", found, NAMES)
