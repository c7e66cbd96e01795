"""Writes tables of activities as a file of IATI 2.03."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from accord.publish.iati.activities import is_old_place, write_activity
from accord.publish.iati.checking import Finding, check_activity
from accord.publish.iati.markup import UNWRITABLE
from accord.publish.iati.records import Record, read_records, written
from accord.publish.iati.rules import CodeList, Subject

__all__ = ["NOT_EXPORTED", "ExportReport", "write_activities"]

NOT_EXPORTED: Mapping[tuple[str, str], str] = {
    ("activities", "version"): "the file says 2.03",
    ("activities", "status_text"): "2.0x has no text beside the code of a status",
    ("transactions", "type_text"): "2.0x has no text beside the code of a type",
    ("locations", "administrative_code"): "2.0x demands its vocabulary, which the tables do not hold",
    ("locations", "country"): "2.0x has no country of a place",
    ("locations", "percentage"): "2.0x has no share of a place",
    ("locations", "latitude"): "written as a position, together with the longitude",
    ("locations", "longitude"): "written as a position, together with the latitude",
}
"""Columns for which 2.03 has no place, with the reason. Nor has it one for the exactness beside a latitude,
which 1.0x takes from another code list, nor for a year or date of a target or an actual value. What the
reader puts into no table cannot be exported."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="{}">
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote and what it did not.

    Attributes:
        exported: Number of activities in the file; a file without any is not valid.
        left_out: Number of activities that are not in it.
        findings: Rules that activities break, in the order of the activities. One with a binding
            rule is left out by a strict export.
        omitted: Number of values that are not in the file, by ``table.column``, of the activities
            that are in it; ``NOT_EXPORTED`` says why.
    """

    exported: int
    left_out: int
    findings: tuple[Finding, ...]
    omitted: Mapping[str, int]


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What is counted while the file is written."""

    exported: int = 0
    left_out: int = 0
    findings: list[Finding] = field(default_factory=list)
    omitted: Counter[str] = field(default_factory=Counter)
    publisher: str = ""
    written: set[str] = field(default_factory=set)

    def report(self) -> ExportReport:
        """Return what was counted."""
        return ExportReport(
            exported=self.exported,
            left_out=self.left_out,
            findings=tuple(self.findings),
            omitted=dict(sorted(self.omitted.items())),
        )


def write_activities(
    tables: Mapping[str, pa.Table],
    out: BinaryIO,
    *,
    generated: datetime,
    reporting_org: str | None = None,
    is_lenient: bool = False,
    code_lists: Mapping[str, CodeList] | None = None,
) -> ExportReport:
    """Write activities as IATI 2.03.

    Nothing is made up: an activity that lacks what the schema or a binding rule of the standard
    ruleset demands is left out and said to be. One activity after another is written; memory grows
    with what is found wrong, not with the file. Several values where the reader keeps one, and
    whatever it counts as unread, are not in the tables and so not in the file. Where two activities
    have one identifier, the first that is valid is written.

    Args:
        tables: Tables as ``layout.yml`` of the reader defines them, sorted by activity.
        out: Where the bytes go.
        generated: Moment of the export, with time zone; what is later lies in the future.
        reporting_org: Reference of the publisher to export, since a file has one; None for all,
            in which case the first activity written decides whose file it is.
        is_lenient: True to write activities that break rules, too, with what they have. Only those
            are left out then that XML cannot hold.
        code_lists: Official code lists; without them codes are not compared.

    Returns:
        What was written, what was not, and why.

    Raises:
        ValueError: ``generated`` has no time zone, or a table is not sorted by activity.
    """
    if generated.tzinfo is None:
        raise ValueError("the moment of an export has a time zone")
    tally = _Tally(publisher=reporting_org or "")
    repeated = _repeated_identifiers(tables["activities"])
    out.write(_HEAD.format(generated.isoformat(timespec="seconds")).encode())
    for record in read_records(tables, reporting_org):
        identifier = written(record.activity.get("iati_identifier"))
        subject = Subject(
            record=record,
            xml=write_activity(record),
            generated=generated,
            reporting_org=tally.publisher,
            is_repeated=identifier in tally.written,
            code_lists=code_lists or {},
        )
        if _is_written(subject, tally, is_lenient=is_lenient):
            out.write(f"  {subject.xml}\n".encode())
            tally.publisher = tally.publisher or written(record.activity.get("reporting_org"))
            tally.written |= {identifier} & repeated
    out.write(b"</iati-activities>\n")
    return tally.report()


def _is_written(subject: Subject, tally: _Tally, *, is_lenient: bool) -> bool:
    """Judge an activity, count it, and tell whether it goes into the file."""
    findings = check_activity(subject)
    tally.findings.extend(findings)
    is_impossible = UNWRITABLE.search(subject.xml) is not None
    if is_impossible or (not is_lenient and any(finding.rule.is_binding for finding in findings)):
        tally.left_out += 1
        return False
    tally.exported += 1
    _count_omissions(subject.record, tally.omitted)
    return True


def _count_omissions(record: Record, omitted: Counter[str]) -> None:
    for table, column in NOT_EXPORTED:
        if column in {"version", "latitude", "longitude"}:
            continue
        count = sum(1 for row in record.rows(table) if written(row.get(column)))
        if count:
            omitted[f"{table}.{column}"] += count
    for row in record.rows("locations"):
        lost = ("exactness",) if is_old_place(row) else ("latitude", "longitude")
        omitted.update(f"locations.{column}" for column in lost if written(row.get(column)))
    for row in record.rows("indicator_values"):
        dated = ("year", "date") if row.get("kind") != "baseline" else ()
        omitted.update(f"indicator_values.{column}" for column in dated if written(row.get(column)))


def _repeated_identifiers(activities: pa.Table) -> set[str]:
    counts = pc.value_counts(activities["iati_identifier"])
    repeated = counts.filter(pc.greater(counts.field("counts"), 1)).field("values")
    return {identifier for identifier in repeated.to_pylist() if identifier}
