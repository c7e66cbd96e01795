"""The pages in docs/explanation do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from documentation.executed import carry_out, pages


@pytest.mark.slow
@pytest.mark.parametrize("page", pages("explanation"), ids=lambda page: page.name)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    carry_out(page, tmp_path)
