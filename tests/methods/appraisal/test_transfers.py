"""Values brought to other incomes and prices: worked by hand, refused where a term does not fit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.domain.appraisal_parameters import Parameter, ParameterPoint
from accord.errors import InputDataError
from accord.methods.appraisal.parameter_values import parameter_value
from accord.methods.appraisal.running import appraise
from accord.methods.appraisal.transfers import parameter_terms, transfer_formula, transfer_words
from appraised import decimals, flow, parameter, project

ROW = flow("saved", FlowKind.BENEFIT, 2026, 1)


def index(name: str, **by_year: str) -> Parameter:
    points = tuple(
        ParameterPoint(year=int(year.strip("y")), value=Decimal(value)) for year, value in by_year.items()
    )
    return replace(parameter(name, "1", "index"), value=None, points=points)


def moved(**keys: object) -> Parameter:
    stated = {"transfer_of": "life", "income": "here", "income_of_source": "there", "prices": "prices"}
    row = parameter("moved", "1", "EUR/fatality", price_base=2025, elasticity=Decimal("0.8"))
    return replace(row, value=None, **{**stated, **keys})  # type: ignore[arg-type]


KNOWN = {
    "social": parameter("social"),
    "life": parameter("life", "4000000", "EUR/fatality", price_base=2022),
    "here": parameter("here", "44", "index"),
    "there": parameter("there", "100", "index"),
    "level": parameter("level", "63", "index"),
    "level_there": parameter("level_there", "105", "index"),
    "prices": index("prices", y2022="120", y2025="132"),
    "co2": replace(index("co2", y2026="100", y2028="120"), unit="EUR/t", price_base=2022),
    "moved": moved(),
}


def test_a_value_is_brought_to_income_and_prices() -> None:
    # 4,000,000 x 0.44^0.8 x 132/120 = 4,000,000 x 0.518516 x 1.1 = 2,281,470
    found = parameter_value(KNOWN["moved"], 2026, ROW, KNOWN)
    assert float(found) == pytest.approx(4_000_000 * 0.44**0.8 * 1.1)
    assert round(found) == 2_281_470


def test_price_levels_bring_purchasing_power_to_euros_of_the_place() -> None:
    # without an income 4,000,000 x 63/105 x 1.1 = 2,640,000
    level = moved(
        income="",
        income_of_source="",
        elasticity=Decimal(1),
        price_level="level",
        price_level_of_source="level_there",
    )
    assert parameter_value(level, 2026, ROW, KNOWN) == 2_640_000
    assert "(level 63 / level_there 105)" in transfer_words(level, KNOWN, ROW)
    assert "(level / level_there)" in transfer_formula(level)
    both = moved(price_level="level", price_level_of_source="level_there")
    assert {"level", "level_there", "here"} <= set(parameter_terms(both, KNOWN, ROW))
    found = float(parameter_value(both, 2026, ROW, KNOWN))
    assert found == pytest.approx(4_000_000 * 0.44**0.8 * 0.6 * 1.1)


def test_a_path_keeps_its_years_when_only_prices_change() -> None:
    co2 = moved(transfer_of="co2", income="", income_of_source="", elasticity=Decimal(1), unit="EUR/t")
    # 110 in 2027, between 100 and 120, times 1.1
    assert parameter_value(co2, 2027, ROW, KNOWN) == Decimal(121)
    with pytest.raises(InputDataError, match="ACC-808"):
        parameter_value(co2, 2029, ROW, KNOWN)


def test_the_same_income_and_prices_change_nothing() -> None:
    same = moved(income="there", prices="", price_base=2022)
    assert parameter_value(same, 2026, ROW, KNOWN) == 4_000_000


def test_a_source_that_grows_grows_where_it_is_used() -> None:
    grown = replace(KNOWN["life"], value_year=2025, growth=Decimal("0.02"))
    known = {**KNOWN, "life": grown}
    before, after = (parameter_value(KNOWN["moved"], year, ROW, known) for year in (2026, 2027))
    assert float(after / before) == pytest.approx(1.02)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"moved": moved(income="hear")}, r"ACC-806.*Did you mean `here`"),
        ({"moved": moved(transfer_of="moved")}, "ACC-961.*moved -> moved"),
        ({"moved": moved(transfer_of="co2")}, "ACC-961.*EUR/t"),
        ({"moved": moved(prices="")}, "ACC-961.*prices of 2025, life of 2022"),
        ({"moved": moved(prices="here")}, "ACC-961.*by year"),
        ({"moved": moved(price_base=2026)}, "ACC-808.*prices in 2026"),
        ({"here": parameter("here", "0", "index")}, "ACC-961.*above zero"),
        ({"here": parameter("here", "44", "EUR/head")}, "ACC-961.*in the unit `index`"),
        ({"life": parameter("life", "4000000", "EUR/fatality")}, "ACC-961.*no year"),
    ],
)
def test_terms_that_do_not_fit_are_refused(changed: dict[str, Parameter], error: str) -> None:
    known = {**KNOWN, **changed}
    with pytest.raises(InputDataError, match=f"(?s){error}"):
        computed(known)


def computed(known: dict[str, Parameter]) -> Decimal:
    names = list(parameter_terms(known["moved"], known, ROW))
    assert names
    return parameter_value(known["moved"], 2026, ROW, known)


def test_the_words_hold_every_term_with_its_number() -> None:
    said = transfer_words(KNOWN["moved"], KNOWN, ROW)
    for words in ("life 4000000", "here 44 / there 100", "^0.8", "132 in 2025 / 120 in 2022", "x 0.5704"):
        assert words in said
    assert transfer_formula(KNOWN["moved"]) == "life x (here / there)^0.8, brought to its prices by prices"


def test_an_appraisal_shows_every_term_and_doubts_only_what_was_not_read() -> None:
    saved = flow("saved", FlowKind.BENEFIT, 2027, 2, unit="fatalities", parameter="moved", price_base=0)
    spec = project(flow("works", FlowKind.INVESTMENT, 2026, 1), saved, last_year=2027)
    result = appraise(spec, KNOWN)
    (line,) = [each for each in result.analyses[Analysis.ECONOMIC].lines if each.id == "saved"]
    assert float(line.amounts[1]) == pytest.approx(2 * 4 * 0.44**0.8 * 1.1)
    assert line.amounts[0] == decimals(0)[0]
    assert {"moved", "life", "here", "there", "prices"} <= result.parameters.keys()
    assert not result.doubts
    unread = {**KNOWN, "here": replace(KNOWN["here"], evidence=type(KNOWN["here"].evidence)("unverified"))}
    with pytest.raises(InputDataError, match="here: it is unverified"):
        appraise(spec, unread)
