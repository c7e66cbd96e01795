"""What an SDMX-ML message holds and on which line, found by a strict pass over it before it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from accord.errors import InputDataError
from accord.sources.observations.sdmx_text import message_text
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["MessageOutline", "ObservationPlace", "StatedGroup", "outline_message"]

_MESSAGE = re.compile(r"http://www\.sdmx\.org/resources/sdmxml/schemas/v\d_\d/message \w+")
_TYPE = "http://www.w3.org/2001/XMLSchema-instance type"
_CUT = ("Group", "Annotations")
_NESTED = ("Comp", "Atts")
_PASSED = {"SeriesKey", "ObsKey", "ObsDimension", "ObsValue", "Attributes", "Value"}


class ObservationPlace(NamedTuple):
    """Where an observation stands.

    Attributes:
        line: Line of the file, counted from 1.
        series: Number of its series in the message, from 1; 0 where there are no series.
        observation: Its number in the series, or in the message where there are no series; 0 for a series
            without any.
    """

    line: int
    series: int
    observation: int

    def __str__(self) -> str:
        """Return the place in words."""
        series = f"series {self.series}, " if self.series else ""
        return f"{series}observation {self.observation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedGroup:
    """Attributes that are stated once for several series.

    Attributes:
        line: Line on which the group begins.
        key: Dimensions that choose the series; empty where the message does not part them from attributes.
        attributes: What is stated; with the dimensions, where the message does not part them.
    """

    line: int
    key: dict[str, str]
    attributes: dict[str, str]


@dataclass(slots=True, kw_only=True)
class MessageOutline:
    """A message that is well-formed and of a known kind.

    Attributes:
        root: Namespace and name of the outermost element.
        text: The message without its groups and annotations, for a library.
        places: For each data set the places of its observations, and of series without any, in their order.
        groups: For each data set its groups.
    """

    root: str = ""
    text: str = ""
    places: list[list[ObservationPlace]] = field(default_factory=list)
    groups: list[list[StatedGroup]] = field(default_factory=list)


def outline_message(file: TableFile) -> MessageOutline:
    """Go through a message once.

    Returns:
        Its outline. Cells are not read and codes are not checked.

    Raises:
        InputDataError: Not SDMX-ML (ACC-650), not well-formed or not in its encoding (ACC-651), with a part
            that only its structure explains (ACC-655) or a document type (ACC-656), or too large (ACC-657).
    """
    return _Pass(file.name, message_text(file).encode()).run()


class _Pass:
    """One pass of expat: a handler for each start; one for each end only where something is cut out."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file, self.content = file, content
        self.outline = MessageOutline()
        self.series_seen = self.series = self.observation = self.series_line = 0
        self.is_footer = False
        self.cuts = [0]
        self.cut = _Cut()
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self.root
        self.parser.StartDoctypeDeclHandler = self.document_type

    def run(self) -> MessageOutline:
        try:
            self.parser.Parse(self.content, True)
        except expat.ExpatError as error:
            self.refuse(
                "ACC-651",
                "The message is not well-formed XML.",
                value=f"column {error.offset + 1}: {expat.ErrorString(error.code)}",
                expected="one document, ended as it was begun",
                fix="Fetch the file again; a download that broke off ends in the middle.",
                line=error.lineno,
            )
        self.end_series()
        self.cuts.append(len(self.content))
        kept = [self.content[begin:end] for begin, end in list(pairwise(self.cuts))[::2]]
        self.outline.text = b"".join(kept).decode()
        return self.outline

    def refuse(
        self, problem_id: str, what: str, *, value: str, expected: str, fix: str, line: int = 0
    ) -> NoReturn:
        place = Place(self.file, line or self.parser.CurrentLineNumber, value=value)
        raise InputDataError(cell_problem(place, problem_id, what, expected=expected, fix=fix))

    def not_a_message(self, value: str) -> NoReturn:
        self.refuse(
            "ACC-650",
            "The file is not an SDMX-ML message.",
            value=value,
            expected="GenericData or StructureSpecificData of SDMX-ML 2.1, 3.0 or 3.1",
            fix="Ask the publisher for one of these, or for SDMX-CSV; version 2.0 is not read.",
        )

    def needs_structure(self, value: str) -> NoReturn:
        self.refuse(
            "ACC-655",
            "The message has a part that only its data structure definition explains.",
            value=value,
            expected="series, groups and observations whose values are attributes of XML",
            fix="Ask the publisher for SDMX-CSV, or for GenericData.",
        )

    def document_type(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            self.not_a_message("a web page")
        self.refuse(
            "ACC-656",
            "The message declares a document type, by which entities could be defined.",
            value=f"<!DOCTYPE {name}",
            expected="none: SDMX-ML has none",
            fix="Do not use this file before you know who made it; fetch it from the publisher.",
        )

    def root(self, name: str, _: dict[str, str]) -> None:
        if not _MESSAGE.fullmatch(name):
            self.not_a_message(name)
        self.outline.root = name
        self.parser.StartElementHandler = self.start

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.cut.is_ended:
            self.resume()
        local = name.rpartition(" ")[2]
        if local == "DataSet":
            self.begin_data_set()
        elif local in _PASSED or not self.outline.places or self.is_footer:
            return
        elif local == "Obs":
            self.begin_observation(attributes)
        elif local == "Series":
            self.end_series()
            self.series_seen += 1
            self.series, self.observation = self.series_seen, 0
            self.series_line = self.parser.CurrentLineNumber
        elif local in _CUT:
            self.begin_cut(local, attributes)
        elif local == "Footer":
            self.is_footer = True
        else:
            self.needs_structure(local)

    def begin_data_set(self) -> None:
        self.end_series()
        self.series = self.observation = 0
        self.outline.places.append([])
        self.outline.groups.append([])

    def begin_observation(self, attributes: dict[str, str]) -> None:
        if _TYPE in attributes:
            self.needs_structure(f"type {attributes[_TYPE]}")
        self.observation += 1
        place = ObservationPlace(self.parser.CurrentLineNumber, self.series, self.observation)
        self.outline.places[-1].append(place)

    def end_series(self) -> None:
        if self.series and not self.observation:
            self.outline.places[-1].append(ObservationPlace(self.series_line, self.series, 0))

    def begin_cut(self, local: str, attributes: dict[str, str]) -> None:
        self.cuts.append(self.parser.CurrentByteIndex)
        self.cut = _Cut(line=self.parser.CurrentLineNumber, depth=1, is_group=local == "Group")
        self.cut.stated = {name: value for name, value in attributes.items() if " " not in name}
        self.parser.StartElementHandler = self.start_in_cut
        self.parser.EndElementHandler = self.end_in_cut

    def start_in_cut(self, name: str, attributes: dict[str, str]) -> None:
        self.cut.depth += 1
        local = name.rpartition(" ")[2]
        if local == "GroupKey":
            self.cut.stated = {}  # in GenericData the attributes of the element itself are no data
            self.cut.gathered = self.cut.key
        elif local == "Attributes":
            self.cut.gathered = self.cut.stated
        elif local == "Value":
            self.cut.gathered[attributes.get("id", "")] = attributes.get("value", "")
        elif self.cut.is_group and local in _NESTED:
            self.needs_structure(local)

    def end_in_cut(self, _: str) -> None:
        if self.cut.is_ended:
            self.resume()
            return
        self.cut.depth -= 1
        if self.cut.depth:
            return
        self.cut.is_ended = True
        self.parser.StartElementHandler = self.start
        if self.cut.is_group:
            group = StatedGroup(line=self.cut.line, key=self.cut.key, attributes=self.cut.stated)
            self.outline.groups[-1].append(group)

    def resume(self) -> None:
        """Note where the text goes on: at the first event behind the end of what is cut out."""
        self.cuts.append(self.parser.CurrentByteIndex)
        self.cut.is_ended = False
        self.parser.EndElementHandler = None


@dataclass(slots=True, kw_only=True)
class _Cut:
    line: int = 0
    depth: int = 0
    is_group: bool = False
    is_ended: bool = False
    key: dict[str, str] = field(default_factory=dict)
    stated: dict[str, str] = field(default_factory=dict)
    gathered: dict[str, str] = field(default_factory=dict)
