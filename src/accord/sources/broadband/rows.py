"""A row of a table on broadband becomes a settlement, a point, a coverage, a price or an income."""

from __future__ import annotations

from decimal import Decimal

from accord.cleaning.place_codes import place_code
from accord.domain.broadband import (
    BasketPrice,
    Coverage,
    CoverageBasis,
    CoverageStage,
    Income,
    PointOfPresence,
    Settlement,
    Technology,
)
from accord.domain.evidence import Evidence
from accord.sources.broadband.row_cells import BroadbandCells

__all__ = ["coverage_of", "income_of", "point_of", "price_of", "settlement_of"]


def settlement_of(cells: BroadbandCells) -> Settlement | None:
    """Return a settlement; None if its row is refused."""
    before = len(cells.refusals.problems)
    row = Settlement(
        id=_name(cells),
        label=cells.required("label"),
        partner=_partner(cells),
        upstream=cells.text("upstream"),
        backhaul_km=cells.at_least_zero("backhaul_km"),
        municipality=cells.text("municipality"),
        latitude=cells.number("latitude"),
        longitude=cells.number("longitude"),
        population=cells.count("population"),
        households=cells.count("households"),
        premises=cells.count("premises"),
        area_km2=cells.above_zero("area_km2"),
        density=cells.above_zero("density"),
        schools=cells.count("schools"),
        source=cells.text("source", cells.file),
        evidence=cells.word("evidence", Evidence, Evidence.SEEN) or Evidence.SEEN,
        note=cells.text("note"),
        origin=cells.origin,
    )
    return row if len(cells.refusals.problems) == before else None


def point_of(cells: BroadbandCells) -> PointOfPresence | None:
    """Return a point of presence; None if its row is refused."""
    before = len(cells.refusals.problems)
    row = PointOfPresence(
        id=_name(cells),
        label=cells.required("label"),
        partner=_partner(cells) if cells.text("partner") else "",
        origin=cells.origin,
    )
    return row if len(cells.refusals.problems) == before else None


def coverage_of(cells: BroadbandCells) -> Coverage | None:
    """Return a statement on coverage; None if its row is refused."""
    before = len(cells.refusals.problems)
    place, is_municipal = _place(cells)
    technology = cells.word("technology", Technology)
    stage = cells.word("stage", CoverageStage)
    basis = cells.word("basis", CoverageBasis, CoverageBasis.HOUSEHOLDS)
    speed = _speed(cells, technology)
    cells.required("day")
    day, source = cells.date("day"), cells.required("source")
    share, number = cells.share("share"), cells.count("number")
    evidence = cells.word("evidence", Evidence)
    if bool(cells.text("share")) == bool(cells.text("number")):
        cells.refuse(
            "share",
            "ACC-873",
            "A row on coverage says neither a share nor a number, or both.",
            "`share` from 0 to 1, or `number`; nothing covered is 0",
            "Fill in one of the two. Remove the row if nobody knows: what is not stated counts as not known.",
        )
    if len(cells.refusals.problems) > before:
        return None
    if technology is None or stage is None or basis is None or speed is None:
        return None
    if day is None or evidence is None:
        return None
    parts = (
        "municipality" if is_municipal else "",
        place,
        technology,
        f"{speed.normalize():f}",
        stage,
        basis,
    )
    return Coverage(
        id=".".join([part for part in parts if part] + [str(day)]),
        place=place,
        technology=technology,
        speed_mbit=speed,
        stage=stage,
        day=day,
        source=source,
        evidence=evidence,
        basis=basis,
        share=share,
        number=number,
        is_municipal=is_municipal,
        origin=cells.origin,
    )


def price_of(cells: BroadbandCells) -> BasketPrice | None:
    """Return the price of a basket; None if its row is refused."""
    before = len(cells.refusals.problems)
    partner, basket, currency = _partner(cells), cells.required("basket"), _currency(cells)
    price = cells.above_zero("price") if cells.required("price") else None
    months, year, source = cells.months("period"), cells.year("year"), cells.required("source")
    evidence = cells.word("evidence", Evidence)
    if len(cells.refusals.problems) > before or not (price and months and year and evidence):
        return None
    return BasketPrice(
        id=f"{partner}.{basket}.{year}",
        partner=partner,
        basket=basket,
        price=price,
        currency=currency,
        months=months,
        year=year,
        source=source,
        evidence=evidence,
        origin=cells.origin,
    )


def income_of(cells: BroadbandCells) -> Income | None:
    """Return an income per head; None if its row is refused."""
    before = len(cells.refusals.problems)
    partner, group, currency = _partner(cells), cells.required("group"), _currency(cells)
    amount = cells.above_zero("amount") if cells.required("amount") else None
    months, year, source = cells.months("period"), cells.year("year"), cells.required("source")
    evidence = cells.word("evidence", Evidence)
    if len(cells.refusals.problems) > before or not (amount and months and year and evidence):
        return None
    return Income(
        id=f"{partner}.{group}.{year}",
        partner=partner,
        group=group,
        amount=amount,
        currency=currency,
        months=months,
        year=year,
        source=source,
        evidence=evidence,
        origin=cells.origin,
    )


def _name(cells: BroadbandCells) -> str:
    found = cells.required("id")
    if found and not all(letter.isalnum() or letter in "_-" for letter in found):
        cells.refuse(
            "id",
            "ACC-875",
            "The id cannot be part of the id of a figure.",
            "letters, digits, - and _, without spaces or points",
            "Give the row a short id that stays the same from year to year.",
        )
    return found


def _partner(cells: BroadbandCells) -> str:
    written = cells.required("partner")
    return place_code(written) or written


def _speed(cells: BroadbandCells, technology: Technology | None) -> Decimal | None:
    """Return a speed; 0 for mobile networks of which none is stated, None if it is refused."""
    if technology in {Technology.MOBILE_4G, Technology.MOBILE_5G} and not cells.text("speed_mbit"):
        return Decimal(0)
    return cells.above_zero("speed_mbit") if cells.required("speed_mbit") else None


def _currency(cells: BroadbandCells) -> str:
    found = cells.required("currency")
    if found and not (len(found) == 3 and found.isascii() and found.isalpha() and found.isupper()):
        cells.refuse(
            "currency",
            "ACC-869",
            "The cell is no currency.",
            "a code of three capital letters, e.g. EUR",
            "Write amounts in whole units of the currency, and its code alone.",
        )
    return found


def _place(cells: BroadbandCells) -> tuple[str, bool]:
    settlement, municipality = cells.text("settlement"), cells.text("municipality")
    if bool(settlement) == bool(municipality):
        cells.refuse(
            "settlement",
            "ACC-882",
            "A row on coverage is about no place, or about two.",
            "the id of a settlement, or the name of a municipality, and not both",
            "Fill in one of the two cells.",
        )
    return settlement or municipality, not settlement
