"""From lists and payments to a page for everyone who is paid: an asset freeze, a debarment that had ended, a
weak alias, a final recipient who is not screened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from accord.domain.party import Party, PartyHit, Screened, Standing, Timing
from accord.publish.library import Library
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.screened import read_screened
from accord.store.snapshot import Snapshot, open_snapshot
from cli.commands import Finished, accord
from screened_chain import DEBARRED, FREEZER, RECIPIENT, WEAK, build_screened, write_lists, write_pact


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chain")
    write_pact(folder)
    write_lists(folder)
    return folder


@pytest.fixture(scope="module")
def built(folder: Path) -> Finished:
    done = build_screened(folder)
    assert done.exit_code == 0, done.err
    return done


@pytest.fixture(scope="module")
def snapshot(folder: Path, built: Finished) -> Snapshot:
    return open_snapshot(folder / built.out.strip())


@pytest.fixture(scope="module")
def screened(snapshot: Snapshot) -> Screened:
    found = read_screened(snapshot.folder)
    assert found is not None
    return found


def party(screened: Screened, name: str) -> Party:
    return next(each for each in screened.parties if name in each.spellings)


def hit(screened: Screened, name: str) -> PartyHit:
    (found,) = [each for each in screened.hits if each.party == party(screened, name).id]
    return found


def words(snapshot: Snapshot, path: str) -> str:
    library = Library(snapshot)
    page = Site(library).page(path)
    assert page is not None, path
    return " ".join(Renderer(library, is_static=False).render(page).split())


def test_the_build_says_whom_it_compared_with_what(built: Finished) -> None:
    # By hand: the ministry, the bank of the line, the ferry firm, the debarred one, the weak alias, the
    # foundation; two recipients are exempt and one payment names nobody.
    compared = "6 parties compared with made-debarment of 2023-06-01, made-freeze of 2024-01-10."
    assert f"{compared} Hits: 1 name-only, 2 possible." in built.err
    assert "2 exempt as final recipients of humanitarian aid, 1 not named." in built.err
    assert "No match is no clearance." in built.err
    assert "The list made-debarment is of 2023-06-01, 228 days before" in built.err
    assert "The list made-freeze" not in built.err


def test_a_contractor_under_an_asset_freeze_is_possible(snapshot: Snapshot, screened: Screened) -> None:
    found = hit(screened, FREEZER)
    assert (found.hit.band.value, found.hit.effect.value) == ("possible", "asset freeze")
    # Listed on 10 January 2022; paid on 1 May 2021 and on 1 May 2022.
    assert found.timing == Timing(before=1, during=1, after=0, unknown=0)
    page = words(snapshot, f"parties/{found.party}")
    assert "Asset freeze: where the regime applies" in page
    assert "1 before it; 1 while it stood" in page
    assert "It opens an alert: a person must decide." in page
    assert "3,000.50 EUR" in page
    assert 'href="/flows/money.NOR.disbursement"' in page


def test_a_debarment_is_no_asset_freeze_and_had_ended_before_the_payment(
    snapshot: Snapshot, screened: Screened
) -> None:
    found = hit(screened, DEBARRED)
    assert (found.hit.effect.value, found.hit.is_ended) == ("debarment", True)
    page = words(snapshot, f"parties/{found.party}")
    assert "It is no asset freeze." in page
    assert 'ended on <time datetime="2018-12-31">' in page
    assert "1 after it had ended" in page


def test_a_weak_alias_is_name_only_and_opens_no_alert(snapshot: Snapshot, screened: Screened) -> None:
    found = hit(screened, WEAK)
    assert (found.hit.band.value, found.hit.is_weak) == ("name-only", True)
    page = words(snapshot, f"parties/{found.party}")
    assert "The list itself calls this alias weak" in page
    assert "It opens no alert." in page
    assert "says nothing" in page, "the list has a birth date, the payment none"


def test_a_final_recipient_is_never_screened_even_under_a_listed_name(
    snapshot: Snapshot, screened: Screened
) -> None:
    recipient = party(screened, RECIPIENT)
    assert recipient.standing is Standing.EXEMPT
    assert [each for each in screened.hits if each.party == recipient.id] == []
    assert "was not screened" not in words(snapshot, f"parties/{recipient.id}")
    assert "who is not screened" in words(snapshot, f"parties/{recipient.id}")
    assert party(screened, "Brigda Holm Foundation").standing is Standing.SCREENED


def test_the_list_of_parties_counts_bands_and_names_lists_and_days(snapshot: Snapshot) -> None:
    page = words(snapshot, "parties")
    assert "No match is no clearance." in page
    assert "Old lists." in page
    for said in ("made-freeze", "made-debarment", "2024-01-10", "2023-06-01", "1 flow to places outside"):
        assert said in page
    assert "Nobody Here Ltd" not in page, "paid in a place outside the pact"
    assert FREEZER in words(snapshot, "bands/possible")
    assert FREEZER not in words(snapshot, "bands/none")


def test_the_same_inputs_give_the_same_snapshot_from_another_folder_of_lists(
    folder: Path, built: Finished, tmp_path: Path
) -> None:
    write_lists(tmp_path)
    for name in ("pact", "tables"):
        shutil.copytree(folder / name, tmp_path / name)
    again = build_screened(tmp_path)
    assert Path(again.out.strip()).name == Path(built.out.strip()).name


def test_another_list_gives_another_snapshot_with_other_hashes(
    folder: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    write_lists(tmp_path, but=("made-1",))
    for name in ("pact", "tables"):
        shutil.copytree(folder / name, tmp_path / name)
    other = open_snapshot(tmp_path / build_screened(tmp_path).out.strip())
    assert other.id != snapshot.id
    mine, theirs = snapshot.manifest.parameters, other.manifest.parameters
    changed = {name for name in mine if mine[name] != theirs[name]}
    assert changed == {"screening.lists_id", "screening.list.made-freeze"}


def test_without_lists_a_snapshot_holds_nothing_of_screening(folder: Path, tmp_path: Path) -> None:
    done = accord("build", "pact", "--iati", "tables", "--snapshot", str(tmp_path), folder=folder)
    assert done.exit_code == 0, done.err
    assert done.err == ""
    plain = open_snapshot(tmp_path)
    assert not [name for name in plain.manifest.parameters if name.startswith("screening")]
    assert not [entry for entry in plain.manifest.outputs if entry.path.startswith("screening")]
    assert "No sanctions lists were taken into this snapshot" in words(plain, "parties")


def test_no_list_is_younger_than_the_day_of_the_snapshot(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "lists", tmp_path / "lists")
    early = build_screened(folder, "--as-of", "2023-12-31", "--snapshot", str(tmp_path / "early"))
    assert early.exit_code == 0, early.err
    assert "The list made-freeze is held only for later days and was not used." in early.err
    screened = read_screened(open_snapshot(tmp_path / "early").folder)
    assert screened is not None
    assert (screened.run.missing, [used.code for used in screened.lists]) == (
        ("made-freeze",),
        ["made-debarment"],
    )
    assert "Lists not used." in words(open_snapshot(tmp_path / "early"), "parties")


def test_a_changed_table_of_hits_is_found(folder: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    copy = tmp_path / snapshot.id
    shutil.copytree(snapshot.folder, copy)
    assert accord("verify", "--snapshot", str(copy), folder=folder).exit_code == 0
    hits = copy / "screening" / "hits.parquet"
    hits.write_bytes(hits.read_bytes()[:-1] + b"x")
    done = accord("verify", "--snapshot", str(copy), folder=folder)
    assert done.exit_code == 4
    assert "ACC-402" in done.err


def test_an_export_tells_counts_and_no_hit_unless_it_is_asked_to(
    folder: Path, snapshot: Snapshot, screened: Screened, tmp_path: Path
) -> None:
    where = ("--snapshot", str(snapshot.folder))
    plain = accord("export", str(tmp_path / "plain"), *where, folder=folder)
    assert plain.exit_code == 0, plain.err
    assert "personal data" not in plain.err
    site = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "plain").rglob("*.*")}
    listed = ("made-1", "Made-up regulation", "Quenlow Varstead Ltd", "Hextor", "band-possible")
    assert [path.name for path, text in site.items() if any(each in text for each in listed)] == [
        "accord.css"
    ], "the style sheet names the bands"
    assert not (tmp_path / "plain" / "bands").exists()
    assert not (tmp_path / "plain" / "parties" / f"{party(screened, RECIPIENT).id}.html").exists()
    page = site[tmp_path / "plain" / "parties.html"]
    assert "Which party has which hit is not published" in page
    assert RECIPIENT not in page
    data = json.loads(site[tmp_path / "plain" / "parties" / f"{party(screened, FREEZER).id}.json"])
    assert data["data"]["hits"] is None

    told = accord("export", str(tmp_path / "told"), "--with-hits", *where, folder=folder)
    assert told.exit_code == 0, told.err
    assert "Hits are personal data about listed persons" in told.err
    full = tmp_path / "told" / "parties" / f"{party(screened, FREEZER).id}.json"
    hits = json.loads(full.read_text(encoding="utf-8"))["data"]["hits"]
    assert [each["listing_id"] for each in hits] == ["made-freeze:made-1"]
