"""The schema, code lists and standard ruleset that IATI publishes, where they lie beside the project."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "iati"
META_TESTS = SHARED / "rulesets" / "meta_tests"
CODE_LISTS = (SHARED / "codelists" / "nonembedded" / "xml", SHARED / "codelists" / "2.03" / "xml")

needs_official = pytest.mark.skipif(
    not SHARED.exists(), reason="the official schema, code lists and rules are not beside the project"
)


@functools.cache
def schema() -> etree.XMLSchema:
    """Return the schema of activity files of 2.03."""
    return etree.XMLSchema(etree.parse(SHARED / "schemas" / "2.03" / "iati-activities-schema.xsd"))


@functools.cache
def standard_ruleset() -> dict[str, Any]:
    """Return the standard ruleset of 2.03."""
    content: dict[str, Any] = json.loads((SHARED / "rulesets" / "rulesets" / "standard.json").read_text())
    return content


def invalid_activities(document: etree._Element) -> dict[str, list[str]]:
    """Return what the schema says against activities, by identifier; each is judged alone."""
    found: dict[str, list[str]] = {}
    for activity in document.findall("iati-activity"):
        alone = etree.Element("iati-activities", version="2.03")
        alone.append(etree.fromstring(etree.tostring(activity)))
        if not schema().validate(alone):
            messages = [error.message for error in schema().error_log]
            found[activity.findtext("iati-identifier") or ""] = messages
    return found


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    """Return the codes of the lists that IATI calls complete."""
    found: dict[str, frozenset[str]] = {}
    for path in (path for folder in CODE_LISTS for path in folder.glob("*.xml")):
        root = etree.parse(path).getroot()
        if root.get("complete") == "1":
            found[path.stem] = frozenset(str(code) for code in root.xpath("//codelist-item/code/text()"))
    return found


@functools.cache
def _mappings() -> list[tuple[str, str, str]]:
    """Return path of an element, attribute or ``text()``, and list, as the official mapping has them."""
    found = []
    for entry in etree.parse(SHARED / "codelists" / "2.03" / "mapping.xml").getroot():
        path, _slash, value = str(entry.findtext("path")).rpartition("/")
        condition = entry.findtext("condition")
        name = entry.find("codelist").get("ref")
        elements = "//*" if path == "/" else path
        found.append((f"{elements}[{condition}]" if condition else elements, value, str(name)))
    return [entry for entry in found if entry[2] in _lists()]


def unknown_codes(document: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Yield identifier of the activity, name of the list and code of codes that no complete list holds."""
    for path, value, name in _mappings():
        for element in document.xpath(path):
            for code in element.xpath(value):
                if str(code) not in _lists()[name]:
                    owner = element.xpath("string(ancestor-or-self::iati-activity/iati-identifier)")
                    yield owner, name, str(code)
