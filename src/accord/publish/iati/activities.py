"""One activity as an element of IATI 2.03, in the order of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.publish.iati.flows import (
    write_budgets,
    write_countries,
    write_planned_disbursements,
    write_regions,
    write_sectors,
    write_transactions,
)
from accord.publish.iati.markup import element, narrative, wording
from accord.publish.iati.records import Record, Row, written
from accord.publish.iati.results import find_homes, write_documents, write_results

__all__ = ["REFERENCE_SYSTEM", "is_old_place", "write_activity"]

REFERENCE_SYSTEM = "http://www.opengis.net/def/crs/EPSG/0/4326"
"""The one value that IATI allows for ``point/@srsName`` (schema 2.03, its documentation of the attribute)."""
_INDENT = "\n    "


def write_activity(record: Record) -> str:
    """Return the element ``iati-activity`` of an activity; what the tables lack is not made up."""
    row = record.activity
    attributes = {
        "xml:lang": row.get("language"),
        "default-currency": row.get("default_currency"),
        "hierarchy": row.get("hierarchy"),
        "humanitarian": row.get("is_humanitarian"),
        "budget-not-provided": row.get("budget_not_provided"),
        "last-updated-datetime": row.get("updated"),
    }
    parts = (_INDENT + xml for xml in _parts(record) if xml)
    return element("iati-activity", attributes, [*parts, "\n  "], is_row=True)


def is_old_place(row: Row) -> bool:
    """Whether a location has coordinates as 1.0x writes them, with a precision in another code list."""
    return not written(row.get("position")) and None not in (row.get("latitude"), row.get("longitude"))


def _parts(record: Record) -> Iterator[str]:
    """Yield the elements of an activity in the order of the schema."""
    row = record.activity
    homes = find_homes(record)
    yield element("iati-identifier", text=row.get("iati_identifier"))
    yield _reporting_org(row)
    yield _title(record)
    yield from _descriptions(record)
    yield from map(_participating_org, record.rows("participating_orgs"))
    yield from map(_other_identifier, record.rows("other_identifiers"))
    yield element("activity-status", {"code": row.get("status")})
    yield from map(_date, record.rows("activity_dates"))
    yield element("activity-scope", {"code": row.get("scope")})
    yield from write_countries(record.inside("recipient_countries", "transaction", None))
    yield from write_regions(record.inside("recipient_regions", "transaction", None))
    yield from map(_location, record.rows("locations"))
    yield from write_sectors(record.inside("sectors", "transaction", None))
    yield from map(_policy_marker, record.rows("policy_markers"))
    yield element("collaboration-type", {"code": row.get("collaboration_type")})
    yield element("default-flow-type", {"code": row.get("flow_type")})
    yield element("default-finance-type", {"code": row.get("finance_type")})
    yield element("default-aid-type", {"code": row.get("aid_type")})
    yield element("default-tied-status", {"code": row.get("tied_status")})
    yield from write_budgets(record)
    yield from write_planned_disbursements(record)
    yield element("capital-spend", {"percentage": row.get("capital_spend")})
    yield from write_transactions(record)
    yield write_documents(homes.get(("activity", None), ()))
    yield from map(_related_activity, record.rows("related_activities"))
    yield _conditions(row, record.rows("conditions"))
    yield from write_results(record, homes)
    yield element("crs-add", children=[element("channel-code", text=row.get("crs_channel_code"))])


def _reporting_org(row: Row) -> str:
    return element(
        "reporting-org",
        {
            "ref": row.get("reporting_org"),
            "type": row.get("reporting_org_type"),
            "secondary-reporter": row.get("is_secondary_reporter"),
        },
        [narrative(row.get("reporting_org_name"))],
    )


def _title(record: Record) -> str:
    rows = record.inside("narratives", "element", "title")
    if not rows:
        return wording("title", record.activity.get("title"))
    return element("title", children=[narrative(row.get("text"), row.get("language")) for row in rows])


def _descriptions(record: Record) -> Iterator[str]:
    """Yield a description for each run of wordings of one type in different languages."""
    rows = record.inside("narratives", "element", "description")
    if not rows:
        yield wording("description", record.activity.get("description"))
    run: list[Row] = []
    for row in rows:
        is_other = any(one.get("description_type") != row.get("description_type") for one in run)
        if is_other or any(one.get("language") == row.get("language") for one in run):
            yield _description(run)
            run = []
        run.append(row)
    if run:
        yield _description(run)


def _description(run: Sequence[Row]) -> str:
    wordings = [narrative(row.get("text"), row.get("language")) for row in run]
    return element("description", {"type": run[0].get("description_type")}, wordings) if any(wordings) else ""


def _participating_org(row: Row) -> str:
    return element(
        "participating-org",
        {
            "ref": row.get("ref"),
            "type": row.get("type"),
            "role": row.get("role"),
            "activity-id": row.get("activity_identifier"),
            "crs-channel-code": row.get("crs_channel_code"),
        },
        [narrative(row.get("name"))],
        is_row=True,
    )


def _other_identifier(row: Row) -> str:
    owner = element("owner-org", {"ref": row.get("owner")}, [narrative(row.get("owner_name"))])
    attributes = {"ref": row.get("ref"), "type": row.get("type")}
    return element("other-identifier", attributes, [owner], is_row=True)


def _date(row: Row) -> str:
    return element("activity-date", {"type": row.get("type"), "iso-date": row.get("date")}, is_row=True)


def _location(row: Row) -> str:
    is_old = is_old_place(row)
    coordinates = f"{written(row.get('latitude'))} {written(row.get('longitude'))}"
    point = element("pos", text=coordinates if is_old else row.get("position"))
    gazetteer = {"vocabulary": row.get("gazetteer"), "code": row.get("gazetteer_code")}
    return element(
        "location",
        {"ref": row.get("ref")},
        [
            element("location-reach", {"code": row.get("reach")}),
            element("location-id", gazetteer),
            wording("name", row.get("name")),
            element("point", {"srsName": REFERENCE_SYSTEM}, [point]) if point else "",
            element("exactness", {"code": None if is_old else row.get("exactness")}),
            element("location-class", {"code": row.get("class")}),
            element("feature-designation", {"code": row.get("feature")}),
        ],
        is_row=True,
    )


def _policy_marker(row: Row) -> str:
    return element(
        "policy-marker",
        {
            "vocabulary": row.get("vocabulary"),
            "code": row.get("code"),
            "significance": row.get("significance"),
        },
        [narrative(row.get("name"))],
        is_row=True,
    )


def _related_activity(row: Row) -> str:
    return element("related-activity", {"ref": row.get("ref"), "type": row.get("type")}, is_row=True)


def _conditions(row: Row, conditions: Sequence[Row]) -> str:
    found = [
        element("condition", {"type": one.get("type")}, [narrative(one.get("text"))], is_row=True)
        for one in conditions
    ]
    return element("conditions", {"attached": row.get("conditions_attached")}, found)
