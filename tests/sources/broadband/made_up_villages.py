"""A made-up valley: two points of presence, six villages of two partners, one without any coverage stated."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FILES", "written"]

SETTLEMENTS = """id,label,partner,municipality,population,households,area_km2,schools,upstream,backhaul_km
alder,Alder,AAA,Upper,900,300,2,1,gate,4
birch,Birch,AAA,Upper,600,200,2,1,alder,3
cedar,Cedar,AAA,Lower,300,100,3,,birch,5
dogwood,Dogwood,BBB,Lower,1200,400,2,2,gate,10
elm,Elm,BBB,,150,50,5,,,
fir,Fir,BBB,,450,150,1,1,dogwood,2
"""

POINTS = """id,label
gate,Gate
"""

COVERAGE = """settlement,municipality,technology,speed_mbit,stage,basis,share,number,day,source,evidence
alder,,fibre,1000,covered,households,0,,2025-12-31,Invented map,seen
birch,,fibre,1000,covered,households,0.25,,2025-12-31,Invented map,seen
cedar,,any,1000,covered,households,0,,2025-12-31,Invented map,seen
dogwood,,fibre,1000,covered,households,,100,2025-12-31,Invented map,seen
fir,,fibre,1000,covered,households,1,,2025-12-31,Invented map,seen
"""

PRICES = """partner,basket,price,currency,period,year,source,evidence
AAA,fixed 5 GB,12,EUR,month,2025,Invented tariff,seen
"""

INCOMES = """partner,group,amount,currency,period,year,source,evidence
AAA,mean,9600,EUR,year,2025,Invented office,seen
AAA,bottom 40,300,EUR,month,2025,Invented survey,seen
"""

_SAID = "source: Invented tender, evidence: seen, date_read: 2026-01"
_PRICED = f"price_base: 2025, {_SAID}"

PARAMETERS = f"""parameters:
  - {{id: fibre.node, unit: EUR/settlement, value: 10000, {_PRICED}}}
  - {{id: fibre.backhaul, unit: EUR/km, value: 10000, low: 8000, high: 15000, {_PRICED}}}
  - {{id: density.rural, unit: people/km2, value: 0, source: Own rule, evidence: derived, date_read: 2026-01}}
  - {{id: fibre.unit.rural, unit: EUR/premises, value: 1000, low: 800, high: 1400, {_PRICED}}}
  - {{id: fixed_wireless.site, unit: EUR/site, value: 60000, {_PRICED}}}
  - {{id: fixed_wireless.unit, unit: EUR/premises, value: 300, {_PRICED}}}
  - {{id: fixed_wireless.units_per_site, unit: premises/site, value: 200, {_SAID}}}
  - {{id: fixed_wireless.radius, unit: km, value: 2, {_SAID}}}
"""

CALL = """id: valley
title: Invented call for the valley
envelope: 500000
currency: EUR
target: gigabit
weights: {fibre: 1, fixed_wireless: 0.6}
grant_share: 0.5
curve: [250000, 500000, 1000000]
"""

FILES = {
    "settlements.csv": SETTLEMENTS,
    "points.csv": POINTS,
    "coverage.csv": COVERAGE,
    "prices.csv": PRICES,
    "incomes.csv": INCOMES,
    "parameters.yml": PARAMETERS,
    "call.yml": CALL,
}
"""Text of each file."""


def written(folder: Path, **changed: str | None) -> Path:
    """Write the made-up folder with some files changed (by name without suffix), or left out (None)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        given = changed.get(name.partition(".")[0], text)
        if given is not None:
            (folder / name).write_text(given, encoding="utf-8")
    return folder
