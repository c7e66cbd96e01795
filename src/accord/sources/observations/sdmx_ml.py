"""The observations of an SDMX-ML message, read by pysdmx without a data structure definition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from accord.errors import InputDataError, Problem, UsageError
from accord.sources.observations.sdmx_outline import (
    MessageOutline,
    ObservationPlace,
    StatedGroup,
    outline_message,
)
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, cell_problem

if TYPE_CHECKING:
    from pysdmx.io.pd import PandasDataset

__all__ = ["MessageRow", "message_rows"]

_KIND = "http://www.sdmx.org/resources/sdmxml/schemas/{}/message {}"
_READERS = {
    _KIND.format("v2_1", "GenericData"): "sdmx21.reader.generic",
    _KIND.format("v2_1", "GenericTimeSeriesData"): "sdmx21.reader.generic",
    _KIND.format("v2_1", "StructureSpecificData"): "sdmx21.reader.structure_specific",
    _KIND.format("v2_1", "StructureSpecificTimeSeriesData"): "sdmx21.reader.structure_specific",
    _KIND.format("v3_0", "StructureSpecificData"): "sdmx30.reader.structure_specific",
    _KIND.format("v3_1", "StructureSpecificData"): "sdmx31.reader.structure_specific",
}
_STRUCTURES = {
    "DataStructure": "datastructure",
    "Dataflow": "dataflow",
    "ProvisionAgreement": "dataprovision",
}
_MOST_KEYS = 64
"""Sets of dimensions by which groups of a data set may be keyed; a structure defines one or two."""

_OF_THE_LIBRARY = (ArithmeticError, AttributeError, ExpatError, LookupError, TypeError, ValueError)
"""What the library raises beside its own errors, when a message lacks what it takes for granted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One observation.

    Attributes:
        place: Where it stands in the message.
        structure: Kind and id of the structure that it follows, as SDMX-CSV writes them.
        cells: Dimensions, measures and attributes of all levels by their ids.
    """

    place: ObservationPlace
    structure: tuple[str, str]
    cells: dict[str, str]


def message_rows(file: TableFile) -> tuple[MessageRow, ...]:
    """Return the observations of a message in their order.

    Series without an observation are passed over, and so are annotations and the footer.

    Raises:
        UsageError: The library is not installed (ACC-255).
        InputDataError: What ``outline_message`` refuses; a kind of message without data (ACC-650); no
            observation, or a data set that deletes (ACC-652); a message that the library cannot read
            (ACC-655); groups that contradict each other, or observations that the library would lose
            (ACC-659).
    """
    outline = outline_message(file)
    if outline.root not in _READERS:
        raise InputDataError(
            cell_problem(
                Place(file.name, value=outline.root),
                "ACC-650",
                "The message holds no data, or in a form that is not read.",
                expected=", ".join(sorted({kind.rpartition(" ")[2] for kind in _READERS})),
                fix="Ask the publisher for data rather than structures or metadata.",
            )
        )
    if not any(place.observation for places in outline.places for place in places):
        raise InputDataError(
            cell_problem(
                Place(file.name, value=f"{len(outline.places)} data sets"),
                "ACC-652",
                "The message holds no observation.",
                expected="a data set with observations",
                fix="Check the query: a publisher answers so when nothing matches it, or when it failed.",
            )
        )
    data_sets = _read(file.name, outline)
    rows: list[MessageRow] = []
    for data_set, places, groups in zip(data_sets, outline.places, outline.groups, strict=True):
        rows.extend(_flatten(file.name, data_set, places, groups))
    return tuple(rows)


def _read(file: str, outline: MessageOutline) -> Sequence[PandasDataset]:
    module, library_errors = _library(outline.root)
    read: Callable[..., Sequence[PandasDataset]] = module
    try:
        data_sets = read(outline.text, validate=False)
    except library_errors as error:
        raise InputDataError(
            cell_problem(
                Place(file, value=f"{type(error).__name__}: {error}"[:300]),
                "ACC-655",
                "The message is well-formed, but cannot be read without its data structure definition.",
                expected="a header that names the structure of each data set and its dimension at the"
                " observation, and keys, attributes and values in their elements",
                fix="Ask the publisher for SDMX-CSV, or for the other kind of SDMX-ML.",
            )
        ) from error
    if len(data_sets) != len(outline.places):
        raise InputDataError(_lost(file, f"{len(data_sets)} of {len(outline.places)} data sets"))
    return data_sets


def _library(root: str) -> tuple[Callable[..., Sequence[PandasDataset]], tuple[type[Exception], ...]]:
    try:
        module = import_module(f"pysdmx.io.xml.{_READERS[root]}")
        errors = import_module("pysdmx.errors")
    except ImportError as error:
        raise UsageError(
            Problem(
                id="ACC-255",
                what="SDMX-ML is read by libraries that are not installed.",
                value=str(error),
                expected="Accord with its extra named sdmx",
                fix="Run `uv sync --extra sdmx` or `pip install 'accord[sdmx]'`; or ask the publisher for"
                " SDMX-CSV, which needs none.",
            )
        ) from error
    return module.read, (errors.PysdmxError, *_OF_THE_LIBRARY)


def _flatten(
    file: str, data_set: PandasDataset, places: list[ObservationPlace], groups: list[StatedGroup]
) -> Iterator[MessageRow]:
    if data_set.action is not None and data_set.action.value == "Delete":
        raise InputDataError(
            cell_problem(
                Place(file, places[0].line if places else 0, value="action Delete"),
                "ACC-652",
                "A data set says what to delete, and states no observations.",
                expected="action Information, Append, Replace or Merge",
                fix="Ask the publisher for the data as they stand.",
            )
        )
    if len(data_set.data) != len(places):
        raise InputDataError(_lost(file, f"{len(data_set.data)} of {len(places)} observations"))
    kind, _, name = data_set.short_urn.partition("=")
    structure = (_STRUCTURES.get(kind, kind), name)
    read = data_set.data
    columns = {str(name): _texts(read[name].tolist()) for name in read.columns if ":" not in str(name)}
    of_all = {name: str(value) for name, value in data_set.attributes.items() if ":" not in name}
    index = _GroupIndex.of(file, groups, columns)
    for place, *values in zip(places, *columns.values(), strict=True):
        if place.observation:
            cells = dict(zip(columns, values, strict=True))
            index.state(cells)
            yield MessageRow(place=place, structure=structure, cells=_filled(cells, of_all))


def _texts(values: list[object]) -> list[str]:
    return [value if isinstance(value, str) else "" for value in values]


def _filled(cells: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    return cells | {name: value for name, value in more.items() if not cells.get(name)}


def _lost(file: str, value: str) -> Problem:
    return cell_problem(
        Place(file, value=value),
        "ACC-659",
        "The library would not read everything that the message holds.",
        expected="each observation inside a series, or none of them, and one place for each value",
        fix="Ask the publisher for SDMX-CSV, and tell them that their message mixes forms.",
    )


@dataclass(slots=True, kw_only=True)
class _GroupIndex:
    """What groups state, by the names and values of their keys."""

    file: str
    stated: dict[tuple[str, ...], dict[tuple[str, ...], dict[str, str]]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @classmethod
    def of(cls, file: str, groups: list[StatedGroup], columns: dict[str, list[str]]) -> _GroupIndex:
        index = cls(file=file)
        for group in groups:
            key = group.key or {name: value for name, value in group.attributes.items() if name in columns}
            more = {name: value for name, value in group.attributes.items() if name not in key}
            known = index.stated[tuple(key)].setdefault(tuple(key.values()), {})
            if (
                not key
                or len(index.stated) > _MOST_KEYS
                or any(known.get(name, value) != value for name, value in more.items())
            ):
                raise InputDataError(index.contradiction(group.line, " ".join(key.values())))
            known.update(more)
        return index

    def state(self, cells: dict[str, str]) -> None:
        for names, stated in self.stated.items():
            more = stated.get(tuple(cells.get(name, "") for name in names), {})
            cells.update(_filled(cells, more))

    def contradiction(self, line: int, value: str) -> Problem:
        return cell_problem(
            Place(self.file, line, value=value),
            "ACC-659",
            "A group has no key, contradicts one of the same key, or is of one kind too many.",
            expected=f"each attribute once for a key, at most {_MOST_KEYS} sets of dimensions in keys",
            fix="Ask the publisher which one holds.",
        )
