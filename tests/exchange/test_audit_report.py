"""A report says what was found, what it leaves open, and what it cannot show."""

from __future__ import annotations

from dataclasses import replace

from accord.exchange.audit_log import Finding
from accord.exchange.audit_report import LIMITS_OF_AN_AUDIT, AuditReport, report_json, report_text
from accord.exchange.audit_sampling import Draw
from accord.exchange.auditing import Examined, Verdict
from accord.exchange.canonical import canonical, parse_canonical
from accord.exchange.rebuilding import Rebuilt
from exchange.inspected import ASKER, HOLDER, NOW, SUPERVISOR


def examined(place: int, verdict: Verdict) -> Examined:
    draw = Draw(index=7, place=place, request="r-1")
    return Examined(draw=draw, verdict=verdict, reason=f"reason {place}", case="K 17/2030")


REBUILT = Rebuilt(
    scope="plate for an invented purpose", is_key=True, is_same=True, listed=41, missing=0, foreign=0
)
REPORT = AuditReport(
    authority=SUPERVISOR,
    asker=ASKER,
    holder=HOLDER,
    at=NOW,
    seed=bytes(32),
    size=9,
    root=bytes(32),
    total=32,
    examined=(*(examined(place, Verdict.IN_CASE) for place in range(30)), examined(30, Verdict.DUMMY)),
    findings=(),
    rebuilt=(REBUILT,),
)


def test_a_clean_report_says_how_much_it_leaves_open() -> None:
    """31 of 32 drawn: one bad element is missed with probability 1/32 = 0.031, less than 5 %."""
    assert REPORT.is_clean
    assert REPORT.undetected == 0
    fewer = replace(REPORT, examined=REPORT.examined[:30])
    assert fewer.undetected == 1
    assert "at most 1 of 32 logged elements" in report_text(fewer)
    assert "built again to the byte" in report_text(REPORT)


def test_what_is_not_in_order_is_named_with_its_place() -> None:
    bad = replace(
        REPORT,
        examined=(*REPORT.examined, examined(31, Verdict.OUTSIDE_CASE)),
        findings=(Finding(check="cosignature", about="border-corvia", reason="the peer did not cosign"),),
        rebuilt=(replace(REBUILT, is_key=False, is_same=False, missing=1, foreign=2),),
    )
    text = report_text(bad)
    assert not bad.is_clean
    assert "NOT IN ORDER  entry 7, request r-1, element 31, case K 17/2030: reason 31" in text
    assert "NOT IN ORDER  cosignature border-corvia: the peer did not cosign" in text
    assert "1 of the list are missing and 2 come from elsewhere; the key is not the published one" in text
    assert "Nothing was found" not in text


def test_every_report_says_what_it_cannot_show() -> None:
    assert all(text in report_text(REPORT) for text in LIMITS_OF_AN_AUDIT)


def test_it_is_said_whether_the_asker_kept_a_head_of_the_log() -> None:
    assert "the asker kept no head of this log" in report_text(REPORT)
    assert "the asker kept the head of 5 entries" in report_text(replace(REPORT, witnessed=5))


def test_the_json_form_holds_the_same() -> None:
    value = report_json(replace(REPORT, examined=(*REPORT.examined, examined(31, Verdict.NOT_OPENED))))
    assert parse_canonical(canonical(value)) == value
    assert isinstance(value, dict)
    assert value["verdicts"] == {
        "in-case": 30,
        "case-not-shown": 0,
        "dummy": 1,
        "canary": 0,
        "outside-case": 0,
        "not-covered": 0,
        "not-opened": 1,
    }
    assert value["is_clean"] is False
    assert value["drawn"] == 32
