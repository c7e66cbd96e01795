"""The code lists of 2.03: which column uses which, read from their official files."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from accord.errors import InputDataError, Problem, unreadable
from accord.publish.iati.activities import is_old_place
from accord.publish.iati.records import Row, written
from accord.publish.iati.rules import CodeList, Rule, Subject

__all__ = ["CODE_LIST_RULES", "read_code_lists"]

_MAPPING = "https://github.com/IATI/IATI-Codelists/blob/version-2.03/mapping.xml"
_COLUMNS = (
    # list, table, column, vocabularies for which it holds (none: always; "" stands for an absent one)
    ("BudgetNotProvided", "activities", "budget_not_provided", ()),
    ("Currency", "activities", "default_currency", ()),
    ("Language", "activities", "language", ()),
    ("ActivityStatus", "activities", "status", ()),
    ("ActivityScope", "activities", "scope", ()),
    ("CollaborationType", "activities", "collaboration_type", ()),
    ("FlowType", "activities", "flow_type", ()),
    ("FinanceType", "activities", "finance_type", ()),
    ("AidType", "activities", "aid_type", ()),
    ("TiedStatus", "activities", "tied_status", ()),
    ("OrganisationType", "activities", "reporting_org_type", ()),
    ("CRSChannelCode", "activities", "crs_channel_code", ()),
    ("DescriptionType", "narratives", "description_type", ()),
    ("Language", "narratives", "language", ()),
    ("OtherIdentifierType", "other_identifiers", "type", ()),
    ("ActivityDateType", "activity_dates", "type", ()),
    ("CRSChannelCode", "participating_orgs", "crs_channel_code", ()),
    ("OrganisationRole", "participating_orgs", "role", ()),
    ("OrganisationType", "participating_orgs", "type", ()),
    ("Country", "recipient_countries", "code", ()),
    ("Region", "recipient_regions", "code", ("", "1")),
    ("RegionVocabulary", "recipient_regions", "vocabulary", ()),
    ("Sector", "sectors", "code", ("", "1")),
    ("SectorCategory", "sectors", "code", ("2",)),
    ("UNSDG-Goals", "sectors", "code", ("7",)),
    ("UNSDG-Targets", "sectors", "code", ("8",)),
    ("SectorVocabulary", "sectors", "vocabulary", ()),
    ("GeographicLocationReach", "locations", "reach", ()),
    ("GeographicVocabulary", "locations", "gazetteer", ()),
    ("GeographicExactness", "locations", "exactness", ()),
    ("GeographicLocationClass", "locations", "class", ()),
    ("LocationType", "locations", "feature", ()),
    ("PolicyMarker", "policy_markers", "code", ("", "1")),
    ("PolicyMarkerVocabulary", "policy_markers", "vocabulary", ()),
    ("PolicySignificance", "policy_markers", "significance", ()),
    ("TransactionType", "transactions", "type", ()),
    ("Currency", "transactions", "currency", ()),
    ("OrganisationType", "transactions", "provider_type", ()),
    ("OrganisationType", "transactions", "receiver_type", ()),
    ("FlowType", "transactions", "flow_type", ()),
    ("FinanceType", "transactions", "finance_type", ()),
    ("AidType", "transactions", "aid_type", ()),
    ("TiedStatus", "transactions", "tied_status", ()),
    ("DisbursementChannel", "transactions", "channel", ()),
    ("BudgetType", "budgets", "type", ()),
    ("BudgetStatus", "budgets", "status", ()),
    ("Currency", "budgets", "currency", ()),
    ("BudgetType", "planned_disbursements", "type", ()),
    ("Currency", "planned_disbursements", "currency", ()),
    ("RelatedActivityType", "related_activities", "type", ()),
    ("FileFormat", "documents", "format", ()),
    ("DocumentCategory", "documents", "category", ()),
    ("Language", "documents", "language", ()),
    ("ConditionType", "conditions", "type", ()),
    ("ResultType", "results", "type", ()),
    ("IndicatorMeasure", "indicators", "measure", ()),
)


def read_code_lists(*folders: Path) -> dict[str, CodeList]:
    """Read code lists from the files in which IATI publishes them, for instance ``Sector.xml``.

    Args:
        folders: Folders with files of IATI-Codelists or IATI-Codelists-NonEmbedded.

    Returns:
        Code lists by name; of a name in several folders the one in the last.

    Raises:
        InputDataError: A file is no code list (ACC-360).
        OutsideError: A file cannot be opened (ACC-504).
    """
    return {path.stem: _read(path) for folder in folders for path in sorted(folder.glob("*.xml"))}


def _read(path: Path) -> CodeList:
    try:
        root = ET.parse(path).getroot()  # noqa: S314, official files that the user chose; expat bounds entities
    except OSError as error:
        raise unreadable(path, error) from error
    except ET.ParseError as error:
        raise _no_list(path, str(error)) from error
    items = root.iterfind("codelist-items/codelist-item/code")
    codes = frozenset(code.text.strip() for code in items if code.text)
    if not codes:
        raise _no_list(path, f"<{root.tag}> without codes")
    return CodeList(codes=codes, is_complete=root.get("complete") == "1")


def _no_list(path: Path, found: str) -> InputDataError:
    return InputDataError(
        Problem(
            id="ACC-360",
            what="The file is no code list of IATI.",
            file=str(path),
            value=found,
            expected="an element codelist with codelist-items/codelist-item/code",
            fix="Take the file from IATI-Codelists-NonEmbedded, or remove it from the folder.",
        )
    )


def _rule(name: str) -> Rule:
    columns = [entry[1:] for entry in _COLUMNS if entry[0] == name]

    def find(subject: Subject) -> Iterator[str]:
        known = subject.code_lists.get(name)
        if known is None or not known.is_complete:
            return
        for table, column, vocabularies in columns:
            for number, row in enumerate(subject.record.rows(table), 1):
                code = written(row.get(column))
                is_meant = not vocabularies or written(row.get("vocabulary")) in vocabularies
                if code and is_meant and code not in known.codes and not _is_left_out(table, column, row):
                    yield f"{table} {number}: {column} {code}"

    return Rule(id=f"codelist:{name}", meaning=f"codes are of the list {name}", reference=_MAPPING, find=find)


def _is_left_out(table: str, column: str, row: Row) -> bool:
    return (table, column) == ("locations", "exactness") and is_old_place(row)


CODE_LIST_RULES: tuple[Rule, ...] = tuple(_rule(name) for name in sorted({entry[0] for entry in _COLUMNS}))
"""One rule for each list; without the list, or for one that allows other codes, it finds nothing."""
