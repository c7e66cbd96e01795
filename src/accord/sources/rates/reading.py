"""Files of rates and price indices are opened, and read in the form that they have."""

from __future__ import annotations

from pathlib import Path

from accord.domain.rate import Deflator, RateSheet
from accord.errors import InputDataError, unreadable
from accord.sources.rates.deflators import parse_deflator
from accord.sources.rates.ecb import parse_ecb
from accord.sources.rates.fixed_rates import parse_fixed_rates
from accord.sources.rates.grid import TableFile
from accord.sources.rates.long_table import parse_long_table
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["read_deflator", "read_rates"]

_YAML = {".yml", ".yaml"}


def read_rates(path: Path) -> RateSheet:
    """Read a file of exchange rates.

    Args:
        path: A table of the European Central Bank (CSV, XML, or the ZIP archive of either); any long table
            with a YAML file of the same name beside it that describes it; or a YAML file of fixed rates.

    Raises:
        InputDataError: The file is none of these, or something in it is wrong (ACC-301 to ACC-307,
            ACC-340 to ACC-349, ACC-361, ACC-362).
        OutsideError: It cannot be opened (ACC-504).
    """
    file = _open(path)
    if path.suffix in _YAML:
        return parse_fixed_rates(file)
    description = _beside(path)
    return parse_ecb(file) if description is None else parse_long_table(file, _open(description))


def read_deflator(path: Path) -> Deflator:
    """Read a price index by year.

    Args:
        path: A table with a YAML file of the same name beside it that describes it.

    Raises:
        InputDataError: The description is missing (ACC-340), or something is wrong (ACC-301 to ACC-307,
            ACC-340 to ACC-347).
        OutsideError: It cannot be opened (ACC-504).
    """
    file = _open(path)
    description = _beside(path)
    if description is None:
        raise InputDataError(
            cell_problem(
                Place(path.name),
                "ACC-340",
                "Nothing says what the price index is.",
                expected=f"{path.stem}.yml beside it: id, title, publisher, url, licence, currency",
                fix="Write it, so that every amount in constant prices can name its index.",
            )
        )
    return parse_deflator(file, _open(description))


def _beside(path: Path) -> Path | None:
    candidates = (path.with_suffix(suffix) for suffix in sorted(_YAML, reverse=True))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _open(path: Path) -> TableFile:
    try:
        return TableFile(name=path.name, content=path.read_bytes())
    except OSError as error:
        raise unreadable(path, error) from error
