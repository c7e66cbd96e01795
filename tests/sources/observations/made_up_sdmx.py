"""One invented data set, written by hand in every format of SDMX that is read."""

from __future__ import annotations

from typing import NamedTuple

from accord.sources.observations.raw import RawTable
from accord.sources.rates.grid import TableFile

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas"
DATAFLOW = "ACC_TEST:LAKES(1.0)"


class MadeUpSeries(NamedTuple):
    """A series: dimensions, attributes, and (period, value, status, confidentiality) of its observations."""

    area: str
    unit: str
    observations: tuple[tuple[str, str, str, str], ...]


SERIES = (
    MadeUpSeries(
        "008", "PC", (("2018", "1.50", "A", "F"), ("2019", "", "Q", "C"), ("2020", "NaN", "O", "F"))
    ),
    MadeUpSeries("807", "PC", (("2018", "0", "A", "F"), ("2019-Q2", "1e3", "E", "F"))),
)
TITLES = {"008": "Lakes & rivers", "807": 'Lakes "west"'}
PUBLISHER = "Office of Lakes"


def rows() -> list[dict[str, str]]:
    """The cells that each format states, in the order of the observations."""
    return [
        {
            "STRUCTURE": "dataflow",
            "STRUCTURE_ID": DATAFLOW,
            "FREQ": "A",
            "REF_AREA": series.area,
            "UNIT_MEASURE": series.unit,
            "TIME_PERIOD": period,
            "OBS_VALUE": value,
            "OBS_STATUS": status,
            "CONF_STATUS": confidentiality,
            "TITLE": TITLES[series.area],
            "PUBLISHER": PUBLISHER,
        }
        for series in SERIES
        for period, value, status, confidentiality in series.observations
    ]


def cells_of(table: RawTable) -> list[dict[str, str]]:
    """The rows of a table as dictionaries, whatever the order of its columns."""
    return [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]


def as_file(text: str, name: str = "lakes.txt") -> TableFile:
    """A file with a name that says nothing of its format."""
    return TableFile(name=name, content=text.encode())


def quoted(text: str) -> str:
    """A text as the value of an attribute of XML."""
    return text.replace("&", "&amp;").replace('"', "&quot;")


def head(version: str, root: str) -> str:
    """The beginning of a message, down to its data sets."""
    generic = "data/generic" if root.startswith("Generic") else "data/structurespecific"
    named = (
        '<Ref agencyID="ACC_TEST" id="LAKES" version="1.0"/>'
        if version == "v2_1"
        else f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={DATAFLOW}"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<m:{root} xmlns:m="{SCHEMAS}/{version}/message"'
        f' xmlns:d="{SCHEMAS}/{version}/{generic}" xmlns:c="{SCHEMAS}/{version}/common"'
        ' xmlns:x="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:lakes">\n'
        "<m:Header><m:ID>L1</m:ID><m:Test>true</m:Test><m:Prepared>2024-01-01T00:00:00</m:Prepared>"
        '<m:Sender id="ACC_TEST"/>'
        f'<m:Structure structureID="L" dimensionAtObservation="TIME_PERIOD" namespace="urn:lakes">'
        f"<c:StructureUsage>{named}</c:StructureUsage></m:Structure></m:Header>\n"
    )


def generic() -> str:
    """The data set as GenericData of SDMX-ML 2.1, one observation a line."""
    lines = [
        head("v2_1", "GenericData") + '<m:DataSet structureRef="L" action="Information">',
        f'<d:Attributes><d:Value id="PUBLISHER" value="{PUBLISHER}"/></d:Attributes>',
    ]
    for area, title in TITLES.items():
        lines.append(
            f'<d:Group type="Sibling"><d:GroupKey><d:Value id="REF_AREA" value="{area}"/></d:GroupKey>'
            f'<d:Attributes><d:Value id="TITLE" value="{quoted(title)}"/></d:Attributes></d:Group>'
        )
    for series in SERIES:
        lines.append(
            '<d:Series><d:SeriesKey><d:Value id="FREQ" value="A"/>'
            f'<d:Value id="REF_AREA" value="{series.area}"/>'
            f'</d:SeriesKey><d:Attributes><d:Value id="UNIT_MEASURE" value="{series.unit}"/></d:Attributes>'
        )
        for period, value, status, confidentiality in series.observations:
            stated = f'<d:ObsValue value="{value}"/>' if value else ""
            lines.append(
                f'<d:Obs><d:ObsDimension value="{period}"/>{stated}<d:Attributes><d:Value id="OBS_STATUS"'
                f' value="{status}"/><d:Value id="CONF_STATUS" value="{confidentiality}"/></d:Attributes>'
                "</d:Obs>"
            )
        lines.append("</d:Series>")
    return "\n".join([*lines, "</m:DataSet></m:GenericData>\n"])


def specific(version: str = "v2_1") -> str:
    """The data set as StructureSpecificData, one observation a line."""
    lines = [
        head(version, "StructureSpecificData") + '<m:DataSet d:structureRef="L" d:action="Information"'
        f' d:dataScope="DataStructure" x:type="n:DataSetType" PUBLISHER="{PUBLISHER}">'
    ]
    for area, title in TITLES.items():
        lines.append(f'<Group x:type="n:Sibling" REF_AREA="{area}" TITLE="{quoted(title)}"/>')
    for series in SERIES:
        lines.append(f'<Series FREQ="A" REF_AREA="{series.area}" UNIT_MEASURE="{series.unit}">')
        for period, value, status, confidentiality in series.observations:
            stated = f' OBS_VALUE="{value}"' if value else ""
            lines.append(
                f'<Obs TIME_PERIOD="{period}"{stated} OBS_STATUS="{status}" CONF_STATUS="{confidentiality}"/>'
            )
        lines.append("</Series>")
    return "\n".join([*lines, "</m:DataSet></m:StructureSpecificData>\n"])


def specific_flat() -> str:
    """The data set as StructureSpecificData without series."""
    lines = [
        head("v2_1", "StructureSpecificData").replace('"TIME_PERIOD"', '"AllDimensions"')
        + f'<m:DataSet d:structureRef="L" d:action="Information" PUBLISHER="{PUBLISHER}">'
    ]
    for row in rows():
        stated = " ".join(
            f'{name}="{quoted(value)}"'
            for name, value in row.items()
            if value and name not in ("STRUCTURE", "STRUCTURE_ID", "PUBLISHER")
        )
        lines.append(f"<Obs {stated}/>")
    return "\n".join([*lines, "</m:DataSet></m:StructureSpecificData>\n"])


def csv_text(version: str = "1.0") -> str:
    """The data set as SDMX-CSV."""
    names = [name for name in rows()[0] if not name.startswith("STRUCTURE")]
    first = ["DATAFLOW"] if version == "1.0" else ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    own = [DATAFLOW] if version == "1.0" else ["dataflow", DATAFLOW, "I"]
    lines = [[*first, *names]] + [[*own, *(row[name] for name in names)] for row in rows()]
    return "\n".join(",".join(quoted_cell(cell) for cell in line) for line in lines) + "\n"


def quoted_cell(cell: str) -> str:
    """A cell of CSV, in quotes where it needs them."""
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\r\n') else cell


FORMATS = {
    "generic 2.1": generic(),
    "structure-specific 2.1": specific(),
    "structure-specific 2.1, without series": specific_flat(),
    "structure-specific 3.0": specific("v3_0"),
    "structure-specific 3.1": specific("v3_1"),
    "CSV 1.0": csv_text(),
    "CSV 2.0": csv_text("2.0"),
}
"""The same data in each format."""
