"""Real files of the Western Balkans: what is exported is valid, of the rest is said what validators say."""

from __future__ import annotations

import tarfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from accord.publish.iati.code_lists import read_code_lists
from accord.publish.iati.writing import ExportReport
from publish.iati.official import (
    CODE_LISTS,
    SHARED,
    invalid_activities,
    schema,
    standard_ruleset,
    unknown_codes,
)
from publish.iati.rulesets import violations
from publish.iati.tables import GENERATED, Tables, differences, export, read, read_again

ARCHIVE = SHARED / "western_balkans_22MB.tar.xz"
STRICTER = {"3.4.1", "3.4.2", "3.4.4"}
"""Rules that the export applies to regions without a vocabulary, too: what is meant then is 1."""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ARCHIVE.exists(), reason="the real files are not beside the project"),
]
Export = tuple[etree._Element, ExportReport]
Exports = list[Export]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("western_balkans")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return read(*sorted(folder.rglob("*.xml")))


@pytest.fixture(scope="module")
def strict(real: Tables) -> Exports:
    """One file for each publisher, since IATI wants it so."""
    publishers = sorted(set(real["activities"]["reporting_org"].to_pylist()))
    lists = read_code_lists(*CODE_LISTS)
    return [export(real, reporting_org=publisher, code_lists=lists) for publisher in publishers]


@pytest.fixture(scope="module")
def lenient(real: Tables) -> Export:
    return export(real, is_lenient=True, code_lists=read_code_lists(*CODE_LISTS))


def test_every_activity_is_exported_or_left_out_for_a_reason(real: Tables, strict: Exports) -> None:
    reports = [report for _document, report in strict]
    exported = sum(report.exported for report in reports)
    assert exported == sum(len(document) for document, _report in strict)
    assert exported + sum(report.left_out for report in reports) == real["activities"].num_rows
    findings = [finding for report in reports for finding in report.findings if finding.rule.is_binding]
    assert len({finding.activity for finding in findings}) == sum(report.left_out for report in reports)
    # 1,286 of 1,905 when this was written; fewer would be a rule that grew too strict.
    assert exported >= 1286


def test_what_is_exported_is_valid_by_the_schema(strict: Exports) -> None:
    for document, report in strict:
        assert not report.exported or schema().validate(document), schema().error_log


def test_what_is_exported_keeps_the_standard_ruleset(strict: Exports) -> None:
    for document, _report in strict:
        found = violations(standard_ruleset(), document, GENERATED)
        assert [violation for violation in found if violation.severity == "error"] == []


def test_what_is_exported_uses_codes_of_the_official_lists(strict: Exports) -> None:
    assert [found for document, _report in strict for found in unknown_codes(document)] == []


def test_the_export_finds_invalid_what_the_schema_does(lenient: Export) -> None:
    document, report = lenient
    found = {one.identifier for one in report.findings if one.rule.id.startswith("schema:")}
    invalid = invalid_activities(document)
    assert found == invalid.keys()
    assert len(invalid) > 200


def test_the_export_finds_what_the_standard_ruleset_does(lenient: Export) -> None:
    document, report = lenient
    judged = {(one.identifier, one.rule) for one in violations(standard_ruleset(), document, GENERATED)}
    found = {(one.identifier, one.rule.id) for one in report.findings if one.rule.id[0].isdigit()}
    assert judged - found == set()
    assert {rule for _identifier, rule in found - judged} <= STRICTER
    assert len({rule for _identifier, rule in judged}) > 25


def test_the_export_finds_the_codes_that_no_list_holds(lenient: Export) -> None:
    document, report = lenient
    found = Counter(
        (one.identifier, one.rule.id.removeprefix("codelist:"))
        for one in report.findings
        if one.rule.id.startswith("codelist:")
    )
    assert found.keys() == {(identifier, name) for identifier, name, _code in unknown_codes(document)}


def test_real_activities_come_back_as_they_were(real: Tables, tmp_path: Path) -> None:
    assert differences(read_again(real, tmp_path), real) == []
