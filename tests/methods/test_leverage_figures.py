"""Every number of leverage is a figure that names its lines, its definition and what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure, InputRole
from accord.methods.leverage_figures import leverage_figure_id, leverage_figures


@pytest.fixture(scope="module")
def figures(sofia_declaration: Declaration) -> dict[str, Figure]:
    return leverage_figures(sofia_declaration)


def test_a_ratio_is_made_from_its_two_sides_and_names_what_it_leaves_out(figures: dict[str, Figure]) -> None:
    figure = figures["leverage.T01.wbif_rule"]
    # 25,000,000 / (1,105,500 + 27,672,000) = 0.868734.
    assert (figure.value, figure.unit, figure.method) == (
        Decimal("0.868734"),
        "ratio",
        "leverage_wbif_rule 1.0",
    )
    assert [(part.id, part.role) for part in figure.inputs] == [
        ("leverage.T01.wbif_rule.above", InputRole.NUMERATOR),
        ("leverage.T01.wbif_rule.below", InputRole.DENOMINATOR),
        ("T01-L3", InputRole.NOT_COUNTED),
    ]
    assert "On neither side, T01-L3: Own contribution" in figure.reason
    below = figures["leverage.T01.wbif_rule.below"]
    assert (below.value, below.unit) == (Decimal("28777500"), "EUR")
    assert [part.id for part in below.inputs] == ["T01-L1", "T01-L4"]


def test_a_side_without_lines_is_unknown_and_not_zero(figures: dict[str, Figure]) -> None:
    above = figures["leverage.T01.private_mobilised.above"]
    assert (above.value, above.unit, above.evidence) == (None, "", None)
    assert [(part.id, part.role) for part in above.inputs] == [("T01", InputRole.DEFINITION)]
    assert above.reason.startswith("None identified")
    assert figures["leverage.T01.private_mobilised"].value is None


def test_the_announced_billion_is_tested_with_what_is_missing(figures: dict[str, Figure]) -> None:
    name = leverage_figure_id("package-2018", "press_release")
    reach = figures[f"{name}.reach"]
    assert reach.value == "cannot be told"
    assert "7 of 11 announced projects are not identified." in reach.reason
    assert [part.id for part in reach.inputs] == [
        "PKG-2-leverage-release",
        "PKG-1-grants-release",
        "PKG-1-projects-release",
        f"{name}.above",
        f"{name}.below",
    ]
    # 1,000 - 335 = 665m short at most, 190 - 147.422 = 42.578m of grants; 665 / 42.578 = 15.618394.
    shortfall, rest = figures[f"{name}.shortfall"], figures[f"{name}.needed_of_rest"]
    assert (shortfall.value, shortfall.qualifier) == (Decimal(665_000_000), Qualifier.UP_TO)
    assert (rest.value, rest.unit, rest.qualifier) == (Decimal("15.618394"), "ratio", Qualifier.UP_TO)
    assert figures[f"{name}.grants_unidentified"].value == Decimal(42_578_000)


def test_the_announced_leverage_is_as_hedged_as_the_announcement(figures: dict[str, Figure]) -> None:
    needed = figures["leverage.package-2018.needed"]
    # 1,000 / 190 = 5.263158.
    assert (needed.value, needed.qualifier) == (Decimal("5.263158"), Qualifier.UP_TO)
    assert needed.evidence is Evidence.SEEN


def test_what_cannot_be_computed_says_why(figures: dict[str, Figure]) -> None:
    unknown = [figure for figure in figures.values() if figure.value is None]
    assert unknown
    assert all(figure.reason and figure.inputs for figure in unknown)
    assert list(figures) == sorted(figures)


def test_without_a_plan_nothing_is_published(lake_declaration: Declaration) -> None:
    assert leverage_figures(lake_declaration) == {}
