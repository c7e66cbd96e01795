"""Made-up files of a network, written to a folder and read from there."""

from __future__ import annotations

from pathlib import Path

from accord.domain.network_change import Network
from accord.errors import AccordError
from accord.sources.network.reading import network_files, read_network

PLACES = """id,name,latitude,longitude,population,partner,kind,transfer_minutes
a,Aville,44.00,20.00,1000,NOR,town,
b,Bford,44.00,20.50,2000,SOU,town,30
c,Cgate,44.30,20.50,,,border,
"""
SECTIONS = """id,begins,ends,mode,length_km,minutes,road_class,is_planned,valid_from,route
ab,a,b,road,45,40,primary,,,E1
bc,b,c,rail,36,,rail,,2019-05,
ac,a,c,road,60,,motorway,yes,,
"""
CROSSINGS = """id,name,section,there_lower_share,there_lower_minutes,there_upper_share,there_upper_minutes
gate,The gate,ab,0.40,20,0.83,60
"""
EFFECTS = """id,project,kind,target,value,low,high
e1,P1,opens,ac,30,28,40
e2,P2,shortens_wait,gate,0.5,,
"""


def written(folder: Path, **changed: str) -> Path:
    """Write the four tables, some of them changed; an empty text leaves a table out."""
    texts = {"places": PLACES, "sections": SECTIONS, "crossings": CROSSINGS, "effects": EFFECTS, **changed}
    for table, text in texts.items():
        if text:
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> Network:
    """Read what was written."""
    return read_network(network_files(folder))[0]


def refused(folder: Path) -> list[tuple[str, str, int, str]]:
    """Return id, file, line and value of what is wrong."""
    try:
        read(folder)
    except AccordError as error:
        return [(one.id, one.file, one.line, one.value) for one in error.problems]
    return []
