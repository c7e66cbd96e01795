"""An export writes what is valid, says what it leaves out and why, and makes nothing up."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from lxml import etree

from accord.publish.iati.rules import CodeList
from accord.publish.iati.writing import write_activities
from publish.iati.official import needs_official, schema, standard_ruleset
from publish.iati.rulesets import violations
from publish.iati.tables import (
    GENERATED,
    SPECIMENS,
    Rows,
    Tables,
    export,
    read_again,
    specimen,
    to_rows,
    to_tables,
)

# The elements of an activity in the order of the sequence in the schema of 2.03, of those that are exported.
ORDER = (
    *("iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier"),
    *(
        "activity-status",
        "activity-date",
        "activity-scope",
        "recipient-country",
        "recipient-region",
        "location",
    ),
    *("sector", "policy-marker", "collaboration-type", "default-flow-type", "default-finance-type"),
    *("default-aid-type", "default-tied-status", "budget", "planned-disbursement", "capital-spend"),
    *("transaction", "document-link", "related-activity", "conditions", "result", "crs-add"),
)


def activity(number: int, **cells: Any) -> Rows:
    """Return the rows of a made-up activity with the least that 2.03 demands."""
    least: dict[str, dict[str, Any]] = {
        "activities": {
            "iati_identifier": f"XM-EXAMPLE-1-{number}",
            "reporting_org": "XM-EXAMPLE-1",
            "reporting_org_name": "Ministry of Examples",
            "reporting_org_type": "10",
            "title": "A ferry",
            "description": "It crosses the lake",
            "status": "2",
            "language": "en",
        },
        "participating_orgs": {"role": "1", "name": "Fund of Examples"},
        "activity_dates": {"type": "1", "date": date(2018, 5, 17)},
        "recipient_countries": {"code": "AL"},
        "sectors": {"code": "21040"},
    }
    least["activities"] |= cells
    return {table: [{"activity": number, **row}] for table, row in least.items()}


def together(*activities: Rows) -> Tables:
    rows: Rows = {}
    for one in activities:
        for table, content in one.items():
            rows.setdefault(table, []).extend(content)
    return to_tables(rows)


def identifiers(document: etree._Element) -> list[str]:
    return [str(found) for found in document.xpath("iati-activity/iati-identifier/text()")]


def test_the_least_that_an_activity_needs_is_enough() -> None:
    document, report = export(together(activity(0)))
    assert (report.exported, report.left_out, report.findings, dict(report.omitted)) == (1, 0, (), {})
    assert document.get("version") == "2.03"
    assert document.get("generated-datetime") == "2026-01-01T12:00:00+00:00"


@needs_official
def test_the_least_that_an_activity_needs_is_valid() -> None:
    document, _report = export(together(activity(0)))
    schema().assertValid(document)
    assert list(violations(standard_ruleset(), document, GENERATED)) == []


@needs_official
@pytest.mark.parametrize("name", sorted(path.stem for path in SPECIMENS.glob("*.xml")))
def test_what_is_exported_of_a_specimen_is_valid(name: str) -> None:
    document, report = export(specimen(name))
    found = [one for one in violations(standard_ruleset(), document, GENERATED) if one.severity == "error"]
    assert (not report.exported or schema().validate(document), found) == (True, [])


def test_elements_stand_in_the_order_of_the_schema() -> None:
    document, _report = export(specimen("everything_2_03"), is_lenient=True)
    names = [child.tag for child in document[0]]
    assert names == sorted(names, key=ORDER.index)
    assert set(names) == set(ORDER)


def test_what_is_lacking_is_left_out_and_said() -> None:
    document, report = export(together(activity(0), activity(1, status=None), activity(2)))
    assert identifiers(document) == ["XM-EXAMPLE-1-0", "XM-EXAMPLE-1-2"]
    assert (report.exported, report.left_out) == (2, 1)
    (finding,) = report.findings
    assert (finding.identifier, finding.activity, finding.rule.id) == (
        "XM-EXAMPLE-1-1",
        1,
        "schema:activity-status",
    )


def test_a_lenient_export_writes_what_there_is_and_says_the_same() -> None:
    document, report = export(together(activity(0, status=None)), is_lenient=True)
    assert (identifiers(document), report.left_out) == (["XM-EXAMPLE-1-0"], 0)
    assert document.find(".//activity-status") is None
    assert [finding.rule.id for finding in report.findings] == ["schema:activity-status"]


def test_a_warning_is_said_but_leaves_nothing_out() -> None:
    _document, report = export(together(activity(0, iati_identifier="SOMETHING-ELSE")))
    assert (report.exported, [finding.rule.id for finding in report.findings]) == (1, ["1.1.21"])


def test_a_character_that_xml_cannot_hold_leaves_the_activity_out_even_of_a_lenient_export() -> None:
    document, report = export(together(activity(0, title="Bell\x07"), activity(1)), is_lenient=True)
    assert identifiers(document) == ["XM-EXAMPLE-1-1"]
    assert [(finding.identifier, finding.rule.id) for finding in report.findings] == [
        ("XM-EXAMPLE-1-0", "schema:xml")
    ]


def test_a_file_has_one_publisher() -> None:
    other = {"iati_identifier": "XM-EXAMPLE-2-9", "reporting_org": "XM-EXAMPLE-2"}
    tables = together(activity(0), activity(1, **other))
    document, report = export(tables)
    assert identifiers(document) == ["XM-EXAMPLE-1-0"]
    assert [finding.rule.id for finding in report.findings] == ["one-publisher"]
    document, report = export(tables, reporting_org="XM-EXAMPLE-2")
    assert (identifiers(document), report.left_out) == (["XM-EXAMPLE-2-9"], 0)


def test_of_activities_with_one_identifier_the_first_valid_one_is_exported() -> None:
    same = {"iati_identifier": "XM-EXAMPLE-1-0"}
    tables = together(activity(0, status=None), activity(1, **same, title="Chosen"), activity(2, **same))
    document, report = export(tables)
    assert document.xpath("iati-activity/title/narrative/text()") == ["Chosen"]
    assert [(finding.activity, finding.rule.id) for finding in report.findings] == [
        (0, "schema:activity-status"),
        (2, "one-activity"),
    ]


def test_values_without_a_place_in_2_03_are_counted() -> None:
    rows = activity(0, status_text="Going on")
    place = {
        "latitude": Decimal(42),
        "longitude": Decimal(20),
        "exactness": "7",
        "administrative_code": "AL012",
    }
    rows["locations"] = [{"activity": 0, **place}, {"activity": 0, "latitude": Decimal(42)}]
    _document, report = export(together(rows))
    assert report.omitted == {
        "activities.status_text": 1,
        "locations.administrative_code": 1,
        "locations.exactness": 1,
        "locations.latitude": 1,
    }


def test_amounts_are_written_to_the_last_place_and_without_an_exponent() -> None:
    rows = activity(0, default_currency="EUR")
    day = date(2018, 1, 1)
    amounts = [Decimal("1E+12"), Decimal("-0.00000000000001"), Decimal("100.10"), Decimal(0)]
    rows["transactions"] = [
        {"activity": 0, "transaction": number, "type": "3", "date": day, "value": amount, "value_date": day}
        for number, amount in enumerate(amounts)
    ]
    document, report = export(together(rows))
    assert report.exported == 1
    assert document.xpath(".//value/text()") == ["1000000000000", "-0.00000000000001", "100.1", "0"]


def test_a_description_is_one_element_for_each_type_with_its_languages() -> None:
    rows = activity(0)
    wordings = [("1", "en", "Ferry"), ("1", "fr", "Bac"), ("1", "en", "More"), ("2", "en", "Why")]
    rows["narratives"] = [
        {
            "activity": 0,
            "element": "description",
            "description_type": kind,
            "language": language,
            "text": text,
        }
        for kind, language, text in wordings
    ]
    document, _report = export(together(rows))
    found = [(one.get("type"), one.xpath("narrative/text()")) for one in document.findall(".//description")]
    assert found == [("1", ["Ferry", "Bac"]), ("1", ["More"]), ("2", ["Why"])]


def test_documents_stand_where_they_stood() -> None:
    # By hand, from the specimen: one document at each level.
    document, _report = export(specimen("everything_2_03"), is_lenient=True)
    parents = {
        link.findtext("title/narrative"): link.getparent().tag for link in document.iter("document-link")
    }
    assert parents == {
        "Plan": "iati-activity",
        "Result": "result",
        "Indicator": "indicator",
        "Baseline": "baseline",
        "Target": "target",
        "Actual": "actual",
    }


def test_given_code_lists_are_obeyed_where_they_are_complete() -> None:
    tables = together(activity(0))
    known = {"Sector": CodeList(codes={"21020"}, is_complete=True)}
    _document, report = export(tables, code_lists=known)
    assert [(one.rule.id, one.place) for one in report.findings] == [
        ("codelist:Sector", "sectors 1: code 21040")
    ]
    open_list = {"Sector": CodeList(codes={"21020"}, is_complete=False)}
    assert export(tables, code_lists=open_list)[1].findings == ()


def test_more_activities_than_are_taken_out_at_once_come_in_their_order() -> None:
    tables = together(*(activity(number) for number in range(1200)))
    document, report = export(tables)
    assert report.exported == 1200
    assert identifiers(document) == [f"XM-EXAMPLE-1-{number}" for number in range(1200)]
    assert Counter(len(one.findall("sector")) for one in document) == {1: 1200}


def test_many_transactions_with_their_sectors_in_one_activity_take_no_quadratic_time() -> None:
    # 20,000 by 20,000 comparisons would take minutes.
    rows, day = activity(0, default_currency="EUR"), date(2018, 1, 1)
    rows["sectors"] = [{"activity": 0, "transaction": number, "code": "21040"} for number in range(20_000)]
    cells = {"activity": 0, "type": "3", "date": day, "value": Decimal(1), "value_date": day}
    rows["transactions"] = [{**cells, "transaction": number} for number in range(20_000)]
    document, report = export(together(rows))
    assert (report.exported, len(document.findall(".//transaction/sector"))) == (1, 20_000)


def test_tables_that_are_absent_are_empty(tmp_path: Any) -> None:
    tables = together(activity(0))
    needed = {name: table for name, table in tables.items() if table.num_rows}
    _document, report = export(needed)
    assert report.exported == 1
    assert to_rows(read_again(needed, tmp_path))["transactions"] == []


def test_tables_that_are_not_sorted_are_refused() -> None:
    tables = together(activity(0), activity(1))
    upside_down = tables | {"sectors": tables["sectors"].take(pa.array([1, 0]))}
    with pytest.raises(ValueError, match="sectors is not sorted"):
        export(upside_down)


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_activities(together(activity(0)), io.BytesIO(), generated=datetime(2026, 1, 1))  # noqa: DTZ001


def test_the_same_tables_give_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        write_activities(specimen("everything_2_03"), out, generated=GENERATED, is_lenient=True)
    assert first.getvalue() == second.getvalue()
