"""An export holds what was sent, escaped, and nothing that was not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.follow_up_codes import Urgency
from accord.exchange.follow_up_files import CaseFile
from accord.exchange.following_up import Act, Event, FollowUp, Side
from accord.exchange.umf_export import NAMESPACE, NOTICE, to_umf_json, to_umf_xml
from exchange.followed import REQUEST, signed
from exchange.inspected import NOW
from exchange.test_follow_up_replies import REPLY
from exchange.test_follow_up_replies import signed as signed_reply

EVIL = "<script>alert(1)</script> & \"quoted\" 'and' ]]> <!-- <![CDATA[ ${x} \u017d\u0416"


def file(**change: object) -> CaseFile:
    request = replace(REQUEST, **change)  # type: ignore[arg-type]
    history = FollowUp(id="f-1", side=Side.ASKED, urgency=Urgency.URGENT)
    return CaseFile(
        history=history.after(Event(act=Act.RECEIVE, at=NOW)),
        signed=signed(request),
        replies=(signed_reply(replace(REPLY, text=str(change.get("because", "-")))),),
    )


def values(text: str) -> dict[tuple[str, str], str]:
    """Section and name of every value of an XML export."""
    root = ElementTree.fromstring(text)
    return {
        (section.attrib["name"], value.attrib["name"]): value.text or ""
        for section in root.iter(f"{{{NAMESPACE}}}Section")
        for value in section
    }


def test_both_forms_hold_the_same_values_under_their_terms() -> None:
    found = values(to_umf_xml(file(), NOW))
    assert found["subject", "plate"] == "01-234-AB"
    assert found["message", "reference"] == "K 17/2030"
    assert found["message", "due"] == "2030-01-31T18:00:00Z"
    assert found["reply-1", "code"] == "minor-offence"
    sections = json.loads(to_umf_json(file(), NOW))["sections"]
    assert found == {
        (name, part["name"]): part["value"] for name, parts in sections.items() for part in parts
    }
    terms = {part["name"]: part["term"] for part in sections["subject"]}
    assert terms["plate"] == "MeansOfTransportation.RegistrationNumber"


@pytest.mark.parametrize("name", ["because", "wanted", "reference"])
def test_what_people_write_cannot_become_markup(name: str) -> None:
    text = to_umf_xml(file(**{name: EVIL}), NOW)
    assert "<script" not in text
    assert values(text)["message", name] == EVIL
    assert json.loads(to_umf_json(file(**{name: EVIL}), NOW))["sections"]["message"]


@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=80,
    )
)
def test_any_text_comes_out_of_both_forms_as_it_went_in(text: str) -> None:
    whole = f"a{text}b"
    assert values(to_umf_xml(file(because=whole), NOW))["message", "because"] == whole
    sections = json.loads(to_umf_json(file(because=whole), NOW))["sections"]
    assert {part["name"]: part["value"] for part in sections["message"]}["because"] == whole


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\x1b"])
def test_characters_that_xml_does_not_admit_are_refused(character: str) -> None:
    with pytest.raises(ValueError, match="because: expected characters that XML admits"):
        to_umf_xml(file(because=f"a{character}b"), NOW)


def test_fields_that_nobody_chose_to_send_are_not_written() -> None:
    for text in (to_umf_xml(file(fields={}), NOW), to_umf_json(file(fields={}), NOW)):
        assert "01-234-AB" not in text
        for secret in (REQUEST.salt, REQUEST.case_salt, REPLY.salt):
            assert secret.hex() not in text
        assert "signature" not in text.lower()


def test_an_export_says_that_it_claims_no_conformance() -> None:
    assert "claims no conformance" in NOTICE
    assert NOTICE in to_umf_xml(file(), NOW)
    assert json.loads(to_umf_json(file(), NOW))["notice"] == NOTICE


def test_an_overdue_follow_up_says_so() -> None:
    later = NOW + timedelta(hours=9)
    assert values(to_umf_xml(file(), later))["message", "state"] == "overdue"
    assert values(to_umf_xml(file(), NOW))["message", "state"] == "received"
