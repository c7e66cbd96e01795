"""A node keeps house by itself: what is over goes in time, and what fails stops nothing else and is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.housekeeping import House
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.private_files import write_private
from exchange.two_nodes import NOW, Pair, basis, firearm, make_pair

HOUR, MIDNIGHT = timedelta(hours=1), NOW.replace(hour=0) + timedelta(days=1)


def house(pair: Pair, notes: list[str]) -> House:
    return House(pair.holder, pair.machine, notes.append, workers=1)


def count(pair: Pair, condition: str) -> int:
    return pair.machine.store.number(f"SELECT count(*) FROM {condition}")


def test_nonces_do_not_stay_for_a_day(tmp_path: Path) -> None:
    """They count for minutes: a peer that sends without end would fill the store."""
    with make_pair(tmp_path, bases=[basis(IdentifierType.FIREARM)]) as pair:
        keeper = house(pair, [])
        keeper.keep(NOW)
        pair.ask([firearm("AB1234")])
        assert count(pair, "nonces") == 4, "a descriptor, tags, the canary's question and the question"
        keeper.keep(NOW + timedelta(minutes=59))
        assert count(pair, "nonces") == 4
        keeper.keep(NOW + HOUR)
        assert count(pair, "nonces") == 0


def test_answers_go_when_their_epoch_ends_though_the_house_was_kept_a_minute_before(tmp_path: Path) -> None:
    with make_pair(tmp_path, bases=[basis(IdentifierType.FIREARM)]) as pair:
        keeper = house(pair, [])
        pair.ask([firearm("AB1234")])
        keeper.keep(MIDNIGHT - timedelta(minutes=1))
        assert count(pair, "requests WHERE answer IS NOT NULL") == 2
        keeper.keep(MIDNIGHT)
        assert count(pair, "requests WHERE answer IS NOT NULL") == 0
        assert count(pair, "requests WHERE answer_digest IS NOT NULL") == 2


def test_a_list_that_cannot_be_read_is_said_without_a_value_and_stops_nothing_else(tmp_path: Path) -> None:
    notes: list[str] = []
    with make_pair(tmp_path, bases=[basis(IdentifierType.FIREARM)]) as pair:
        pair.ask([firearm("AB1234")])
        secret = "XY!SECRET!9"
        rows = f"serial,make,calibre\n{secret},Zastava,not-a-calibre-{secret}\n"
        write_private(pair.holder.folder.list_of(IdentifierType.FIREARM), rows.encode())
        house(pair, notes).keep(MIDNIGHT)
        assert any("refused" in note for note in notes)
        assert not any("SECRET" in note for note in notes)
        assert count(pair, "nonces") == 0
        assert pair.holder.publications.epochs() == (), "nothing of a list with a bad row is published"


def test_an_unforeseen_error_is_named_by_its_kind_alone_and_stops_nothing_else(tmp_path: Path) -> None:
    notes: list[str] = []

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("SECRET")

    with make_pair(tmp_path, bases=[basis(IdentifierType.FIREARM)]) as pair:
        pair.ask([firearm("AB1234")])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("accord.exchange.housekeeping.publish_lists", fails)
            house(pair, notes).keep(NOW + HOUR)
        assert "publish failed: RuntimeError" in notes
        assert not any("SECRET" in note for note in notes)
        assert count(pair, "nonces") == 0


def test_a_clock_that_runs_back_publishes_and_erases_nothing(tmp_path: Path) -> None:
    """One scope has one descriptor in an epoch: yesterday is not published again under another key."""
    notes: list[str] = []
    with make_pair(tmp_path, bases=[basis(IdentifierType.FIREARM)]) as pair:
        keeper = house(pair, notes)
        keeper.keep(MIDNIGHT)
        today = pair.holder.publications.epochs()
        keeper.keep(MIDNIGHT - timedelta(seconds=60))
        keeper.keep(NOW)
        assert pair.holder.publications.epochs() == today
        published = [note for note in notes if note.startswith("published")]
        assert published == ["published: 1"]
        assert "erase failed: StoreError" in notes
