"""Code lists are read as IATI publishes them, and used for the columns that the official mapping names."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from accord.errors import InputDataError, OutsideError
from accord.publish.iati.code_lists import CODE_LIST_RULES, read_code_lists
from publish.iati.official import CODE_LISTS, SHARED, needs_official, unknown_codes
from publish.iati.tables import export, specimen

LIST = """<codelist name="Weather" complete="{}"><codelist-items>
<codelist-item><code> 1 </code><name><narrative>Sun</narrative></name></codelist-item>
<codelist-item status="withdrawn"><code>2</code><name><narrative>Frogs</narrative></name></codelist-item>
</codelist-items></codelist>"""
NOT_IN_THE_TABLES = {
    *("Version", "ContactType", "BudgetIdentifierVocabulary", "CRSAddOtherFlags", "LoanRepaymentPeriod"),
    *("LoanRepaymentType", "EarmarkingCategory", "CashandVoucherModalities", "AidTypeVocabulary"),
    *("HumanitarianScopeType", "HumanitarianScopeVocabulary", "IndicatorVocabulary", "ResultVocabulary"),
    "TagVocabulary",
}
"""Lists for elements and attributes that no column holds."""


def test_a_list_has_its_codes_withdrawn_ones_too_and_says_whether_others_are_allowed(tmp_path: Path) -> None:
    (tmp_path / "Weather.xml").write_text(LIST.format(1), encoding="utf-8")
    (tmp_path / "Wind.xml").write_text(LIST.format(0), encoding="utf-8")
    lists = read_code_lists(tmp_path)
    assert {name: (sorted(found.codes), found.is_complete) for name, found in lists.items()} == {
        "Weather": (["1", "2"], True),
        "Wind": (["1", "2"], False),
    }


@pytest.mark.parametrize("content", ["<codelist", "<codelist/>", "<html><body/></html>"])
def test_a_file_that_is_no_list_is_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "Weather.xml").write_text(content, encoding="utf-8")
    with pytest.raises(InputDataError, match=r"ACC-360.*Weather\.xml"):
        read_code_lists(tmp_path)


def test_a_list_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "Weather.xml").mkdir()
    with pytest.raises(OutsideError, match="ACC-504"):
        read_code_lists(tmp_path)


@needs_official
def test_every_list_of_the_mapping_for_activities_has_a_rule_or_no_column() -> None:
    mapping = etree.parse(SHARED / "codelists" / "2.03" / "mapping.xml").getroot()
    activities = [entry for entry in mapping if "iati-organisation" not in entry.findtext("path")]
    ruled = {rule.id.removeprefix("codelist:") for rule in CODE_LIST_RULES}
    assert {entry.find("codelist").get("ref") for entry in activities} - ruled == NOT_IN_THE_TABLES
    assert ruled <= read_code_lists(*CODE_LISTS).keys()


@needs_official
def test_codes_that_no_list_holds_are_found_as_by_the_official_mapping() -> None:
    document, report = export(specimen("habits"), is_lenient=True, code_lists=read_code_lists(*CODE_LISTS))
    found = {(one.identifier, one.rule.id) for one in report.findings if one.rule.id.startswith("codelist:")}
    assert found == {(owner, f"codelist:{name}") for owner, name, _code in unknown_codes(document)}
    assert found
