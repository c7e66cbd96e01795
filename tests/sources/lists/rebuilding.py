"""XML rebuilt from field-level archives, where no original is at hand: names of fields map one to one."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import yaml

Row = dict[str, "str | int | bool | list[Row] | Row | None"]
PARTS = ("name_aliases", "citizenships", "birthdates", "addresses", "identifications")
TAGS = ("nameAlias", "citizenship", "birthdate", "address", "identification")


def archive(path: Path, prefix: str) -> Iterator[Row]:
    """The YAML files of an archive whose names begin so."""
    with tarfile.open(path) as files:
        for member in files:
            file = files.extractfile(member)
            if file and member.name.startswith(prefix) and member.name.endswith(".yaml"):
                content = yaml.load(file.read(), Loader=yaml.CSafeLoader)
                if isinstance(content, dict):
                    yield content


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def attributes(row: Row) -> str:
    flat = ((camel(name), value) for name, value in row.items() if not isinstance(value, list | dict))
    return "".join(f" {name}={quoteattr(text(value))}" for name, value in flat if value is not None)


def rows(row: Row, *names: str) -> list[Row]:
    found: object = row
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def inner(row: Row, *names: str) -> Row:
    found: object = row
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def eu(entities: Iterator[Row]) -> Iterator[str]:
    yield '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-05-01T00:00:00">'
    for row in entities:
        remark = row.pop("remark", None)
        yield f"<sanctionEntity{attributes(row)}>"
        yield f"<remark>{escape(text(remark))}</remark>" if remark else ""
        for law in rows(row, "regulations"):
            url = escape(text(law.pop("publication_url", "")))
            yield f"<regulation{attributes(law)}><publicationUrl>{url}</publicationUrl></regulation>"
        yield f"<subjectType{attributes(inner(row, 'subject_type'))}/>"
        for part, tag in zip(PARTS, TAGS, strict=True):
            for one in rows(row, part):
                said = "".join(
                    f"<regulationSummary{attributes(summary)}/>"
                    for summary in rows(one, "regulation_summaries")
                )
                yield f"<{tag}{attributes(one)}>{said}</{tag}>"
        yield "</sanctionEntity>"
    yield "</export>"


UK_TAGS = {
    "unique_id": "UniqueID",
    "ofsi_group_id": "OFSIGroupID",
    "un_reference_number": "UNReferenceNumber",
    "uk_statement_of_reasons": "UKStatementofReasons",
    "non_latin_names": "NonLatinNames",
}


def element(tag: str, value: object) -> str:
    if isinstance(value, dict):
        return f"<{tag}>{''.join(element(uk_tag(name), part) for name, part in value.items())}</{tag}>"
    return f"<{tag}>{escape(text(value))}</{tag}>"


def uk_tag(name: str) -> str:
    whole = camel(name)
    return UK_TAGS.get(name, whole[:1].upper() + whole[1:])


def british(value: object) -> str:
    return "/".join(reversed(text(value).split("-")))


def uk(designations: Iterator[Row]) -> Iterator[str]:
    """Lists of the archive have a key of their own: names/names is Names/Name."""
    yield "<Designations><DateGenerated>22/08/2026</DateGenerated>"
    inside = {
        "names": ("Names", "Name"),
        "non_latin_names": ("NonLatinNames", "NonLatinName"),
        "addresses": ("Addresses", "Address"),
    }
    for row in designations:
        if "unique_id" not in row:
            continue
        yield "<Designation>"
        for name, value in row.items():
            if name in inside:
                outer, one = inside[name]
                key = "addresses" if name == "addresses" else "names"
                yield f"<{outer}>{''.join(element(one, part) for part in rows(row, name, key))}</{outer}>"
            elif name in {"date_designated", "last_updated"}:
                yield element(uk_tag(name), british(value))
            else:
                yield element(uk_tag(name), value)
        yield "</Designation>"
    yield "</Designations>"


def seco(targets: Iterator[Row]) -> Iterator[str]:
    yield '<swiss-sanctions-list list-type="whole-list" date="2026-03-15">'
    for row in targets:
        yield f"<target ssid={quoteattr(text(row.get('ssid')))}>"
        yield f"<sanctions-set-id>{escape(text(row.get('sanctions_set_id')))}</sanctions-set-id>"
        for kind in ("individual", "entity"):
            if subject := inner(row, kind):
                yield f"<{kind}>{''.join(swiss(subject))}</{kind}>"
        yield "</target>"
    yield "</swiss-sanctions-list>"


def swiss(subject: Row) -> Iterator[str]:
    identity = inner(subject, "identity")
    yield f"<identity ssid={quoteattr(text(identity.get('ssid')))}"
    yield f" main={quoteattr(text(identity.get('main')))}>"
    for name in rows(identity, "names"):
        told = (("name-type", "name_type"), ("quality", "quality"), ("lang", "lang"))
        yield f"<name{''.join(f' {a}={quoteattr(text(name[b]))}' for a, b in told if b in name)}>"
        for part in rows(name, "name_parts"):
            yield f"<name-part order={quoteattr(text(part.get('order')))} "
            yield f"name-part-type={quoteattr(text(part.get('name_part_type')))}>"
            yield f"<value>{escape(text(part.get('value', '')))}</value></name-part>"
        yield "</name>"
    if born := inner(identity, "day_month_year"):
        yield f"<day-month-year{attributes(born)}/>"
    for address in rows(identity, "addresses"):
        keys = (("address-details", "address_details"), ("zip-code", "zip_code"))
        said = "".join(element(tag, address[key]) for tag, key in keys if key in address)
        yield f"<address>{said}</address>"
    yield "</identity>"
    if subject.get("justification"):
        yield element("justification", subject["justification"])
