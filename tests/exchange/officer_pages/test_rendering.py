"""Shares are never a bare zero, and moments are in UTC."""

from __future__ import annotations

import pytest

from accord.exchange.officer_pages.rendering import STATIC, day_text, moment_text, render, share_text
from exchange.two_nodes import NOW


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "none seen"), (0.0005, "0.05%"), (0.0932, "9.32%"), (0.25, "25.0%")]
)
def test_a_share_of_false_hits(share: float, text: str) -> None:
    assert share_text(share) == text


def test_moments_are_said_in_utc() -> None:
    assert moment_text(NOW) == "2030-01-15 12:00 UTC"
    assert day_text(NOW) == "2030-01-15"


def test_everything_is_escaped_whatever_the_template_is_called() -> None:
    assert "&lt;b&gt;" in render("refused.html", {"title": "Refused", "text": "<b>"})


def test_a_page_loads_one_style_sheet_and_nothing_else() -> None:
    assert set(STATIC) == {"desk.css"}
