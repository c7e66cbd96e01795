"""What axe finds wrong on a page: WCAG 2.2 AA, as far as a program can see it, and its best practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
"""All rules run; only for violations is each element described, which takes most of the time."""


def faults(page: Page) -> list[str]:
    """Return the rule and the element of each violation on a page; skips where axe is not installed."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe-playwright-python (dependency group dev)"
    )
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in axe.Axe().run(page, options=_OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]
