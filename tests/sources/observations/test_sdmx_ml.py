"""Messages that the library itself writes are read back, so that no specimen rests on our reading alone."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

import pytest
from pysdmx.io.pd import PandasDataset
from pysdmx.model import Component, Components, Concept, DataType, Organisation, Role, Schema
from pysdmx.model.message import Header

from accord.sources.observations.sdmx import read_sdmx
from sources.observations.made_up_sdmx import DATAFLOW, as_file, cells_of, rows

ROLES = {
    "FREQ": Role.DIMENSION,
    "REF_AREA": Role.DIMENSION,
    "TIME_PERIOD": Role.DIMENSION,
    "OBS_VALUE": Role.MEASURE,
    "UNIT_MEASURE": Role.ATTRIBUTE,
    "OBS_STATUS": Role.ATTRIBUTE,
    "CONF_STATUS": Role.ATTRIBUTE,
    "TITLE": Role.ATTRIBUTE,
    "PUBLISHER": Role.ATTRIBUTE,
}
LEVELS = {"UNIT_MEASURE": "FREQ,REF_AREA", "TITLE": "O", "PUBLISHER": "O"}


def plain() -> list[dict[str, str]]:
    """The lakes without what the library does not write as it stands: &, quotes, and NaN."""
    titles = {"008": "Lakes and rivers", "807": "Lakes west"}
    return [row | {"TITLE": titles[row["REF_AREA"]]} for row in rows() if row["OBS_VALUE"] not in ("", "NaN")]


def lakes() -> PandasDataset:
    components = Components(
        [
            Component(
                id=name,
                required=True,
                role=role,
                concept=Concept(id=name, dtype=DataType.STRING),
                attachment_level=LEVELS.get(name, "O") if role is Role.ATTRIBUTE else None,
            )
            for name, role in ROLES.items()
        ]
    )
    stated = [{name: value for name, value in row.items() if name in ROLES} for row in plain()]
    schema = Schema("dataflow", "ACC_TEST", "LAKES", components, "1.0")
    return PandasDataset(structure=schema, data=import_module("pandas").DataFrame(stated))


def written(module: str, at_observation: str) -> str:
    """The lakes as the library writes them; CSV has no header."""
    writer = import_module(f"pysdmx.io.{module}")
    if module.startswith("csv"):
        return str(writer.write([lakes()]))
    header = Header(
        id="L1",
        prepared=datetime(2024, 1, 1, tzinfo=UTC),
        sender=Organisation(id="ACC_TEST"),
        structure={f"Dataflow={DATAFLOW}": at_observation},
    )
    kept = {f"Dataflow={DATAFLOW}": at_observation} if at_observation == "TIME_PERIOD" else None
    return str(writer.write([lakes()], header=header, dimension_at_observation=kept))


@pytest.mark.parametrize("at_observation", ["AllDimensions", "TIME_PERIOD"])
@pytest.mark.parametrize(
    "module",
    [
        "csv.sdmx10.writer",
        "csv.sdmx20.writer",
        "csv.sdmx21.writer",
        "xml.sdmx21.writer.generic",
        "xml.sdmx21.writer.structure_specific",
        "xml.sdmx30.writer.structure_specific",
        "xml.sdmx31.writer.structure_specific",
    ],
)
def test_what_the_library_writes_is_read_back_exactly(module: str, at_observation: str) -> None:
    read = cells_of(read_sdmx(as_file(written(module, at_observation))))
    order = {row["REF_AREA"] + row["TIME_PERIOD"]: number for number, row in enumerate(plain())}
    assert sorted(read, key=lambda row: order[row["REF_AREA"] + row["TIME_PERIOD"]]) == plain()
