"""Lists as they were known on a day; standings and differences between days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accord.domain.listing import ListedName
from accord.errors import UsageError
from accord.store.lists.confirming import Confirmation, read_confirmation, write_confirmation
from accord.store.lists.differences import compare_listings
from accord.store.lists.opening import open_lists
from accord.store.lists.standing import standing_on
from store.lists.support import FULL, add, listing

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def test_the_newest_list_up_to_a_day_answers(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    add(folder, [listing(1)], MARCH)
    add(folder, [listing(1), listing(2)], MAY)
    assert [one.id for one in open_lists(folder).listings] == ["zz:1", "zz:2"]
    earlier = open_lists(folder, date(2026, 4, 30))
    assert [one.id for one in earlier.listings] == ["zz:1"]
    (source,) = earlier.sources
    assert (source.code, source.as_of, source.age_days, source.entries) == ("zz", MARCH, 60, 1)


def test_a_day_before_all_lists_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    with pytest.raises(UsageError, match="ACC-224"):
        open_lists(folder)
    add(folder, [listing(1)], MARCH)
    with pytest.raises(UsageError, match="a day from 2026-03-01 on"):
        open_lists(folder, date(2026, 2, 28))


def test_the_same_lists_have_the_same_id_in_any_folder_and_others_another(tmp_path: Path) -> None:
    ids = []
    for number, entries in enumerate(([FULL], [FULL], [FULL, listing(1)])):
        home = tmp_path / str(number)
        home.mkdir()
        add(home / "lists", entries, raw=b"same bytes")
        ids.append(open_lists(home / "lists").snapshot_id)
    assert ids[0] == ids[1] != ids[2]


def standing(folder: Path, number: int, day: date) -> tuple[bool | None, str]:
    found = standing_on(folder, f"zz:{number}", day)
    return found.is_listed, found.reason


def test_an_entry_that_went_is_still_known_on_its_day(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    add(folder, [listing(1), listing(2, listed_on=date(2010, 1, 1))], MARCH)
    add(
        folder,
        [listing(2, listed_on=date(2010, 1, 1)), listing(3, listed_on=date(2026, 3, 20))],
        APRIL,
        reason="x",
    )
    add(folder, [listing(3, listed_on=date(2026, 3, 20))], MAY, reason="x")
    assert standing(folder, 1, MARCH) == (True, "on the list of 2026-03-01")
    assert standing(folder, 1, date(2026, 3, 15)) == (
        None,
        "on the list of 2026-03-01, no longer on that of 2026-04-01",
    )
    assert standing(folder, 1, MAY) == (False, "on the list of 2026-03-01, no longer on that of 2026-04-01")
    assert standing(folder, 2, date(2026, 3, 15)) == (
        None,
        "on the list of 2026-03-01, no longer on that of 2026-05-01",
    )
    assert standing(folder, 3, date(2026, 3, 25)) == (True, "the list of 2026-04-01 has it since 2026-03-20")
    assert standing(folder, 3, date(2026, 3, 10)) == (False, "it was listed on 2026-03-20")
    assert standing(folder, 2, date(2005, 1, 1)) == (False, "it was listed on 2010-01-01")
    assert standing(folder, 1, date(2026, 2, 1)) == (
        None,
        "first on the list of 2026-03-01, which does not say since when",
    )
    assert standing(folder, 9, MAY) == (False, "no snapshot has such an entry")
    with pytest.raises(UsageError, match="ACC-227"):
        standing_on(folder, "yy:1", MAY)


def test_an_entry_that_the_list_keeps_as_ended_counts_to_its_last_day(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    ended = listing(1, listed_on=date(2010, 1, 1), ended_on=date(2016, 3, 1), is_ended=True)
    add(folder, [ended, listing(2, is_ended=True)], MARCH)
    assert standing(folder, 1, date(2016, 2, 29)) == (True, "the list of 2026-03-01 has it since 2010-01-01")
    assert standing(folder, 1, date(2016, 3, 1)) == (False, "it ended on 2016-03-01")
    assert standing(folder, 1, MAY) == (False, "it ended on 2016-03-01")
    assert standing(folder, 2, MAY) == (False, "the list of 2026-03-01 keeps it as ended")


def test_differences_name_entries_and_fields_and_not_places() -> None:
    before = [listing(1), listing(2), listing(3, place="row 3")]
    renamed = listing(2, names=(ListedName(text="Other"),), nationalities=("rs",))
    changes = compare_listings(before, [renamed, listing(3, place="row 2"), listing(4)])
    assert [one.id for one in changes.added] == ["zz:4"]
    assert [one.id for one in changes.removed] == ["zz:1"]
    (changed,) = changes.changed
    assert changed.id == "zz:2"
    assert [(field.name, field.before, field.after) for field in changed.fields] == [
        ("names", [{"text": "Testo 2", "kind": "primary"}], [{"text": "Other"}]),
        ("nationalities", None, ["rs"]),
    ]


def test_a_confirmation_is_read_back_and_a_broken_one_is_none(tmp_path: Path) -> None:
    add(tmp_path / "lists", [listing(1)])
    assert read_confirmation(tmp_path / "lists", "zz") is None
    note = Confirmation(confirmed_on="2026-05-02", address="https://example.org", etag='"1"')
    write_confirmation(tmp_path / "lists", "zz", note)
    assert read_confirmation(tmp_path / "lists", "zz") == note
    (tmp_path / "lists" / "zz" / ".confirmed.json").write_text("{", encoding="utf-8")
    assert read_confirmation(tmp_path / "lists", "zz") is None
    assert open_lists(tmp_path / "lists").listings == (listing(1),), "the note is no snapshot"


def test_one_entry_is_found_by_its_whole_id(tmp_path: Path) -> None:
    strange = listing(0, id='zz:"1\u2028\n')
    stored = add(tmp_path / "lists", [listing(12), listing(1), strange]).stored
    assert stored.find("zz:1") == listing(1)
    assert stored.find(strange.id) == strange
    assert stored.find("zz:2") is None
