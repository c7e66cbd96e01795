"""Fixtures that several tests share; the expensive ones are made once for the whole run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from accord.build import build_snapshot
from accord.domain.declaration import Declaration
from accord.sources.declaration import declaration_folder, parse_declaration, read_files
from accord.store.snapshot import Snapshot, open_snapshot
from exploring import explore_further, forget_local_constants
from support import parse_lake, write_lake
from warm_start import build_commands_once, warm

EARLIER = date(2021, 12, 31)
"""A day on which the budget of the lake pact had not been published."""


_LONG = ("documentation", "stories", "publish", "cli", "sources/iati", "exchange", "store", "methods/money")
"""Folders whose files take long, longest first."""


settings.register_profile(
    "suite", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("suite"), derandomize=False, print_blob=True)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Let the workers take files in our order, not those with most tests first."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long first, so that no worker begins one when the other has nothing left."""
    if settings.get_current_profile_name().startswith("explore"):
        explore_further(items)
    else:
        forget_local_constants()
    tests = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        folder = item.path.parent.relative_to(tests).as_posix() + "/"
        return next((at for at, long in enumerate(_LONG) if folder.startswith(f"{long}/")), len(_LONG))

    items.sort(key=rank)


@pytest.fixture(scope="session", autouse=True)
def ended() -> Iterator[None]:
    """End the process of which commands are forked, where a test has started it."""
    build_commands_once()
    yield
    warm.stop()


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """The folder of the lake pact."""
    return write_lake(tmp_path / "lake_pact")


@pytest.fixture(scope="session")
def lake_declaration() -> Declaration:
    """The lake pact, parsed."""
    return parse_lake()


@pytest.fixture(scope="session")
def lake_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two snapshots of the lake pact, the later one current; copy it to change it."""
    root = tmp_path_factory.mktemp("lake")
    lake = write_lake(root / "lake_pact")
    build_snapshot(lake, root / "store", as_of=EARLIER)
    build_snapshot(lake, root / "store")
    return root / "store"


@pytest.fixture(scope="session")
def sofia_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of the bundled declaration."""
    return build_snapshot(declaration_folder("sofia_2018"), tmp_path_factory.mktemp("sofia"))


@pytest.fixture(scope="session")
def sofia(sofia_folder: Path) -> Snapshot:
    """The snapshot of the bundled declaration, opened."""
    return open_snapshot(sofia_folder)


@pytest.fixture(scope="session")
def sofia_declaration() -> Declaration:
    """The bundled declaration, parsed from its files."""
    return parse_declaration(read_files(declaration_folder("sofia_2018")))
