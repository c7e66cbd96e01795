"""A file is read in the form that it has; a table that nobody describes is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from accord.errors import OutsideError
from accord.sources.rates.reading import read_deflator, read_rates
from sources.rates.made_up_files import (
    DEFLATOR,
    DEFLATOR_FACTS,
    FIXED,
    MONTHLY,
    MONTHLY_FACTS,
    WIDE,
    refusal,
)


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_table_of_the_ecb_needs_no_description(tmp_path: Path) -> None:
    assert read_rates(written(tmp_path, ecb_csv=WIDE) / "ecb.csv").table.id == "ecb-daily"


def test_a_long_table_is_described_by_the_file_beside_it(tmp_path: Path) -> None:
    folder = written(tmp_path, rates_csv=MONTHLY, rates_yml=MONTHLY_FACTS)
    assert read_rates(folder / "rates.csv").table.id == "northshore-accounting"


def test_a_long_table_without_a_description_is_refused(tmp_path: Path) -> None:
    problem = refusal(lambda: read_rates(written(tmp_path, rates_csv=MONTHLY) / "rates.csv"))
    assert problem.id == "ACC-341"
    assert "a YAML file of the same name" in problem.fix


def test_a_yaml_file_holds_fixed_rates(tmp_path: Path) -> None:
    assert read_rates(written(tmp_path, law_yml=FIXED) / "law.yml").table.id == "northshore-law"


def test_a_price_index_is_described_by_the_file_beside_it(tmp_path: Path) -> None:
    folder = written(tmp_path, prices_csv=DEFLATOR, prices_yaml=DEFLATOR_FACTS)
    assert read_deflator(folder / "prices.csv").id == "prices-northshore"


def test_a_price_index_without_a_description_is_refused(tmp_path: Path) -> None:
    problem = refusal(lambda: read_deflator(written(tmp_path, prices_csv=DEFLATOR) / "prices.csv"))
    assert problem.id == "ACC-340"
    assert "prices.yml" in problem.expected


@pytest.mark.parametrize("read", [read_rates, read_deflator])
def test_a_file_that_cannot_be_opened_is_named(read: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"missing\.csv"):
        read(tmp_path / "missing.csv")
