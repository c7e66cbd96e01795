"""The examples of a property test in the suite depend on nothing but the test."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def examples() -> list[list[int | str | float]]:
    """What a property test is given."""
    seen: list[list[int | str | float]] = []

    @given(st.lists(st.integers() | st.text() | st.floats(allow_nan=False), min_size=9))
    def watch(given_values: list[int | str | float]) -> None:
        seen.append(given_values)

    watch()
    return seen


@pytest.mark.skipif(not settings().derandomize, reason="examples are random here")
def test_a_module_that_another_test_has_loaded_changes_no_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = examples()
    (tmp_path / "of_another.py").write_text("THESE = (8_128, 'perfect', 0.577_215_664)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("of_another")
    assert examples() == before
