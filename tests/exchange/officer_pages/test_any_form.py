"""Whatever an officer's browser sends, the desk answers it, and signs nothing without a passphrase."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.following_up import Side
from exchange.officer_pages.desks import PASSPHRASE, Browser, Desks, ask, desks, draft, first, sign

_NAMES = (
    *("subject-serial", "subject-make", "subject-calibre", "subject-origin", "reference", "offence_years"),
    *("role", "reason", "fields", "because", "wanted", "urgency", "worth", "code", "text", "officer"),
)
_WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "suspect",
            "identify",
            "urgent",
            "direct",
            "same",
            "withdrawn",
            "9" * 5_000,
            "²",
            "-1",
            "\x00",
            "a\nb",
            ".",
        ]
    ),
)
_FORMS = st.dictionaries(st.sampled_from(_NAMES), _WORDS, max_size=12)
_IDS = st.sampled_from(
    ["KNOWN", "HIT", "x", "-", ".", "..", "%2e%2e", "a" * 65, "firearm-investigation", "é"]
)
_SHAPES = st.sampled_from(
    [
        "/ask/{}",
        "/second/{}",
        "/second/{}/send",
        "/second/{}/take-back",
        "/results/{}/follow-up",
        "/follow-ups/{}/sign",
        "/follow-ups/{}/send",
        "/follow-ups/{}/close",
        "/inbox/{}/decide/accept",
        "/inbox/{}/decide/{}",
        "/inbox/{}/send",
        "/inbox/{}/close",
        "/{}",
    ]
)


@pytest.fixture(scope="module")
def prepared() -> Iterator[tuple[Desks, Browser, str, str]]:
    """A desk with a hit and a draft, an officer at it, and the ids of both."""
    with tempfile.TemporaryDirectory() as folder, desks(Path(folder)) as both:
        one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
        ask(one)
        sign(two)
        draft(one)
        known = first(one, "/follow-ups").rsplit("/", 1)[1]
        yield both, two, known, next(iter(both.mine.hits()))


@settings(max_examples=150, deadline=None)
@given(shape=_SHAPES, identity=_IDS, form=_FORMS)
def test_no_form_without_a_passphrase_signs_anything_or_breaks_the_desk(
    prepared: tuple[Desks, Browser, str, str], shape: str, identity: str, form: dict[str, str]
) -> None:
    """The test client raises what the application raises, so an unforeseen error fails here."""
    both, browser, known, hit = prepared
    path = shape.replace("{}", {"KNOWN": known, "HIT": hit}.get(identity, identity))
    browser.get("/second")
    browser.post(path, **{**form, "passphrase": ""})
    assert browser.status < 500
    with both.mine.book() as book:
        (file,) = book.files(Side.ASKING)
        assert book.files(Side.ASKED) == ()
    assert len(file.signed.signatures) == 1
    assert PASSPHRASE not in browser.page


@settings(max_examples=60, deadline=None)
@given(shape=_SHAPES, identity=_IDS)
def test_no_address_breaks_the_desk(
    prepared: tuple[Desks, Browser, str, str], shape: str, identity: str
) -> None:
    _, browser, known, hit = prepared
    browser.get(shape.replace("{}", {"KNOWN": known, "HIT": hit}.get(identity, identity)))
    assert browser.status in (200, 404, 405)
