"""The addresses that come with Accord are complete and safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.errors import InputDataError
from accord.sources.lists.official import OFFICIAL, read_official
from accord.sources.lists.recognising import FORMATS


def test_each_format_of_an_authority_has_an_official_address_or_a_page() -> None:
    found = read_official()
    assert set(found) == {one.code for one in FORMATS.values() if one.code}
    for one in found.values():
        assert one.page.startswith("https://")
        assert not one.url or one.url.startswith("https://")
        assert one.licence
        assert one.frequency
        assert 0 < one.fewest_bytes < one.most_bytes
        assert one.stale_after_days > 0


def test_a_code_twice_and_an_unknown_key_are_refused(tmp_path: Path) -> None:
    text = OFFICIAL.read_text(encoding="utf-8")
    path = tmp_path / "addresses.yml"
    path.write_text(text.replace("code: un", "code: eu"), encoding="utf-8")
    with pytest.raises(InputDataError, match="ACC-394"):
        read_official(path)
    path.write_text(text.replace("frequency:", "frequenzy:"), encoding="utf-8")
    with pytest.raises(InputDataError):
        read_official(path)
