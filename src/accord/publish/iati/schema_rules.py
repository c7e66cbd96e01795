"""What the schema of 2.03 demands of the values that the tables hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from accord.publish.iati.markup import UNWRITABLE
from accord.publish.iati.records import Row, written
from accord.publish.iati.results import find_homes
from accord.publish.iati.rules import Find, Rule, Subject, need, need_one, need_when, places

__all__ = ["SCHEMA_RULES", "moment"]

_SCHEMA = "https://iatistandard.org/en/iati-standard/203/schema/downloads/iati-activities-schema.xsd"
_REQUIRED = (
    ("iati-identifier", "activities", "iati_identifier"),
    ("reporting-org/@ref", "activities", "reporting_org"),
    ("reporting-org/@type", "activities", "reporting_org_type"),
    ("reporting-org/narrative", "activities", "reporting_org_name"),
    ("participating-org/@role", "participating_orgs", "role"),
    ("other-identifier/@ref", "other_identifiers", "ref"),
    ("other-identifier/@type", "other_identifiers", "type"),
    ("activity-status", "activities", "status"),
    ("activity-date/@type", "activity_dates", "type"),
    ("activity-date/@iso-date", "activity_dates", "date"),
    ("recipient-country/@code", "recipient_countries", "code"),
    ("recipient-region/@code", "recipient_regions", "code"),
    ("sector/@code", "sectors", "code"),
    ("policy-marker/@code", "policy_markers", "code"),
    ("budget/period-start", "budgets", "start"),
    ("budget/period-end", "budgets", "end"),
    ("budget/value", "budgets", "value"),
    ("budget/value/@value-date", "budgets", "value_date"),
    ("planned-disbursement/period-start", "planned_disbursements", "start"),
    ("planned-disbursement/value", "planned_disbursements", "value"),
    ("planned-disbursement/value/@value-date", "planned_disbursements", "value_date"),
    ("transaction/transaction-type", "transactions", "type"),
    ("transaction/transaction-date", "transactions", "date"),
    ("transaction/value", "transactions", "value"),
    ("transaction/value/@value-date", "transactions", "value_date"),
    ("document-link/@url", "documents", "url"),
    ("document-link/@format", "documents", "format"),
    ("document-link/title", "documents", "title"),
    ("document-link/category", "documents", "category"),
    ("related-activity/@ref", "related_activities", "ref"),
    ("related-activity/@type", "related_activities", "type"),
    ("conditions/condition/@type", "conditions", "type"),
    ("conditions/condition/narrative", "conditions", "text"),
    ("result/@type", "results", "type"),
    ("result/title", "results", "title"),
    ("result/indicator/@measure", "indicators", "measure"),
    ("result/indicator/title", "indicators", "title"),
    ("result/indicator/period/period-start", "periods", "start"),
    ("result/indicator/period/period-end", "periods", "end"),
)
_ONE = (
    ("participating-org", "participating_orgs"),
    ("activity-date", "activity_dates"),
)
_PLACED = ("sectors", "recipient_countries", "recipient_regions")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_YEAR = re.compile(r"\+?0*[1-9][0-9]*", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ESCAPED = r"%[0-9A-Fa-f]{2}"
_HOST = rf"(?:\[[0-9A-Fa-f:.]+\]|(?:[^%/?#:\[\]@]|{_ESCAPED})*)"
_USER = rf"(?:(?:[^%/?#\[\]@]|{_ESCAPED})*@)?"
_REST = rf"(?:[^%#\[\]]|{_ESCAPED})*"
_ADDRESS = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://{_USER}{_HOST}(?::[0-9]*)?(?=[/?#]|$))?{_REST}(?:#{_REST})?"
)
"""Addresses of RFC 3986, with blanks and characters beyond ASCII as in ``anyURI`` (XML Schema 2, 3.2.17)."""


def moment(text: str) -> datetime | None:
    """Return the moment that an ``xsd:dateTime`` names, or None if the text is none."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _wording(table_element: str, column: str) -> Find:
    def find(subject: Subject) -> Iterator[str]:
        record = subject.record
        texts = record.inside("narratives", "element", table_element) or (record.activity,)
        key = "text" if texts[0] is not record.activity else column
        if not any(written(row.get(key)) for row in texts):
            yield "activities"

    return find


def _more_than_one(table: str) -> Find:
    def find(subject: Subject) -> Iterator[str]:
        for number, row in enumerate(subject.record.rows("transactions"), 1):
            if len(subject.record.inside(table, "transaction", row.get("transaction"))) > 1:
                yield f"transactions {number}"

    return find


def _empty_result(subject: Subject) -> Iterator[str]:
    for number, row in enumerate(subject.record.rows("results"), 1):
        if not subject.record.inside("indicators", "result", row.get("result")):
            yield f"results {number}"


def _homeless_document(subject: Subject) -> Iterator[str]:
    for key, value in find_homes(subject.record):
        if key == "period":
            yield f"documents of period {value}"


def _conditions_without_answer(subject: Subject) -> Iterator[str]:
    if subject.record.rows("conditions") and subject.record.activity.get("conditions_attached") is None:
        yield "activities"


def _half_gazetteer(row: Row) -> bool:
    return bool(written(row.get("gazetteer"))) != bool(written(row.get("gazetteer_code")))


def _is_no_moment(row: Row) -> bool:
    return bool(written(row.get("updated"))) and moment(written(row.get("updated"))) is None


def _is_no_address(row: Row) -> bool:
    return not _ADDRESS.fullmatch(written(row.get("url")))


def _is_no_year(row: Row) -> bool:
    year = written(row.get("year"))
    return _is_baseline(row) and bool(year) and not _YEAR.fullmatch(year)


def _is_no_language(row: Row) -> bool:
    return bool(written(row.get("language"))) and not _LANGUAGE.fullmatch(written(row.get("language")))


def _is_baseline(row: Row) -> bool:
    return row.get("kind") == "baseline"


def _unwritable(subject: Subject) -> Iterator[str]:
    if UNWRITABLE.search(subject.xml):
        yield "activities"


def _rule(path: str, meaning: str, find: Find) -> Rule:
    return Rule(id=f"schema:{path}", meaning=meaning, reference=_SCHEMA, find=find)


SCHEMA_RULES: tuple[Rule, ...] = (
    *(_rule(path, f"{path} is there", need(table, column)) for path, table, column in _REQUIRED),
    *(_rule(path, f"at least one {path} is there", need_one(table)) for path, table in _ONE),
    _rule("title", "title is there", _wording("title", "title")),
    _rule("description", "description is there", _wording("description", "description")),
    _rule("result/indicator", "a result has an indicator", _empty_result),
    _rule(
        "result/indicator/baseline/@year",
        "a baseline has its year, a number above zero",
        need_when("indicator_values", "year", _is_baseline),
    ),
    _rule(
        "xsd:positiveInteger",
        "the year of a baseline is a number above zero",
        places("indicator_values", _is_no_year),
    ),
    *(
        _rule("xml:lang", "a language is written like en or pt-BR", places(table, _is_no_language))
        for table in ("activities", "narratives")
    ),
    _rule("xsd:dateTime", "last-updated-datetime is a moment", places("activities", _is_no_moment)),
    _rule("xsd:anyURI", "the url of a document is an address", places("documents", _is_no_address)),
    _rule(
        "location/location-id", "a location-id has code and vocabulary", places("locations", _half_gazetteer)
    ),
    _rule("conditions/@attached", "conditions say whether any are attached", _conditions_without_answer),
    _rule(
        "transaction/recipient-country",
        "a transaction has at most one country",
        _more_than_one("recipient_countries"),
    ),
    _rule(
        "transaction/recipient-region",
        "a transaction has at most one region",
        _more_than_one("recipient_regions"),
    ),
    *(
        _rule(
            f"transaction/{table}/@percentage",
            "nothing inside a transaction has a percentage",
            places(table, lambda row: None not in (row.get("transaction"), row.get("percentage"))),
        )
        for table in _PLACED
    ),
    _rule(
        "result/indicator/period/document-link",
        "a document of a period stands in a target or an actual value",
        _homeless_document,
    ),
    _rule("xml", "no text holds a character that XML cannot hold", _unwritable),
)
"""Rules of the schema, of those that these tables can break."""
