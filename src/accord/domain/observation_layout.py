"""How a publisher lays a table of observations out, and what is expected of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from accord.domain.observation import Absence

__all__ = [
    "ROLES",
    "AbsenceMark",
    "Expectation",
    "Frequency",
    "LayoutFormat",
    "ObservationLayout",
    "PassedOver",
    "Roles",
    "Separator",
    "Translation",
    "WideShape",
    "WorkbookShape",
]


class LayoutFormat(StrEnum):
    """Format of a file."""

    CSV = "csv"
    EXCEL = "excel"
    WORLD_BANK = "world_bank"
    SDMX = "sdmx"


class Separator(StrEnum):
    """What stands between two cells of a text file."""

    COMMA = "comma"
    SEMICOLON = "semicolon"
    TAB = "tab"


class Frequency(StrEnum):
    """How long the periods of a source are; a period of several years is a wave and fits ``yearly``."""

    YEARLY = "yearly"
    HALF_YEARLY = "half-yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """A text for each role: the name of its column, or a constant; empty for none."""

    partner: str = ""
    indicator: str = ""
    period: str = ""
    value: str = ""
    absence: str = ""
    std_error: str = ""
    lower: str = ""
    upper: str = ""
    level: str = ""
    unit: str = ""
    direction: str = ""
    status: str = ""
    source: str = ""
    vintage: str = ""
    wave: str = ""
    note: str = ""


ROLES = tuple(each.name for each in fields(Roles))
"""What a cell can say of an observation."""

_NOTHING = Roles()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What one word of the source means here.

    Attributes:
        role: Role of the column in which it stands, e.g. ``indicator``.
        source: The word as the source writes it.
        ours: What Accord writes, e.g. the id of an indicator.
        unit: For an indicator: unit in which the source gives it; empty if a column or constant says so.
        level: For an indicator: share that the stated interval holds; None if a column or constant says so.
    """

    role: str
    source: str
    ours: str
    unit: str = ""
    level: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceMark:
    """What the source writes in place of a value.

    Attributes:
        mark: The text of the cell, whole.
        means: Why there is no value; never ``zero``.
        role: Column in which the mark stands: ``value`` or ``status``. A status counts only where the
            value is empty.
    """

    mark: str
    means: Absence
    role: str = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Rows that are not wanted, counted and reported: groups of countries, other breakdowns.

    Attributes:
        column: Name of the column that tells.
        words: Words in it whose rows are passed over.
        all_but: Words whose rows alone are read, in place of ``words``.
    """

    column: str
    words: tuple[str, ...] = ()
    all_but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WideShape:
    """A table in which one row holds many observations.

    Its value columns become rows with two new columns, ``(heading)`` and ``(value)``, to which ``columns`` of
    the layout refers; with measures, each measure is a new column in place of ``(value)``.

    Attributes:
        across: What the headings of the value columns say: ``period``, ``indicator`` or ``partner``.
        measures: Words that follow each heading, as in ``2020 Estimate`` and ``2020 StdErr``; none if each
            heading stands over one column.
    """

    across: str = "period"
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookShape:
    """Where tables stand in a workbook; its column ``(sheet)`` holds the name of the sheet.

    Attributes:
        sheets: Names of the sheets to read.
        header_row: Row of the headings, counted from 1.
        header_above: Row above them with headings that several columns share, which are put before those of
            each column; 0 if there is none.
        last_row: Last row of the table, where notes follow; 0 for the last that is not empty.
        ignored_sheets: Sheets that are not needed, by name; any other is reported as unread.
    """

    sheets: tuple[str, ...]
    header_row: int = 1
    header_above: int = 0
    last_row: int = 0
    ignored_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is known of a source before it is opened; a file that differs is refused.

    Attributes:
        publisher: Who publishes it.
        url: Address from which it comes.
        licence: Terms under which it may be used, or that they were not read.
        frequency: How long its periods are.
        fewest_rows: Fewest observations of a reading.
        most_rows: Most observations of a reading.
        zero_occurs: Whether 0 can be a true value; where not, 0 stands for a missing one and is refused.
        lowest: Lowest value that it gives; None if there is no end.
        highest: Highest value that it gives.
    """

    publisher: str
    url: str
    licence: str
    frequency: Frequency
    fewest_rows: int
    most_rows: int
    zero_occurs: bool = True
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLayout:
    """The description of a table.

    Attributes:
        id: Name of the layout.
        title: What is laid out like this.
        format: Format of the file.
        columns: Name of the column of each role.
        expects: What is expected of the source.
        constants: What holds for every row, by role.
        optional: Roles whose column may be absent from a file.
        ignored: Columns that are not needed, by name; any other is reported as unread.
        translations: What words of the source mean here.
        absent: What the source writes in place of a value; an empty cell is always missing.
        flags: Letters that may follow a value after a blank, as ``12.3 b``; they are its status.
        passed_over: Rows that are not wanted.
        separator: What stands between cells of a text file.
        wide: The shape, if one row holds many observations.
        workbook: Where tables stand, if it is a workbook.
        note: What a reader should know.
    """

    id: str
    title: str
    format: LayoutFormat
    columns: Roles
    expects: Expectation
    constants: Roles = _NOTHING
    optional: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()
    absent: tuple[AbsenceMark, ...] = ()
    flags: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    separator: Separator = Separator.COMMA
    wide: WideShape | None = None
    workbook: WorkbookShape | None = None
    note: str = ""
