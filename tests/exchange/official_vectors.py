"""Official test vectors beside the project, which are not part of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "exchange"


def shared_json(*parts: str) -> Any:
    """Return a file of vectors, or skip the test."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the vectors {'/'.join(parts)} are not in ../shared/data/exchange")
    return json.loads(path.read_text(encoding="utf-8"))
