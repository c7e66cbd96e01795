"""An inquiry waits in a private file for the second officer and is gone when it is concluded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.canonical import MalformedError
from accord.exchange.hit_files import HitFiles
from accord.exchange.inquiries import Inquiry, inquiry_bytes, read_inquiry
from accord.exchange.normalising import Subject
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.office import check_inquiry
from accord.exchange.officers import OfficerRole, OfficersError
from accord.exchange.pending import PendingInquiries
from accord.exchange.private_files import is_private
from exchange.two_nodes import NOW, Pair, firearm, make_pair, officer

PERSON = Subject(
    type=IdentifierType.PERSON,
    fields={"first_name": "Mira", "family_name": "Invented", "birth_date": "3.2.1980"},
)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with make_pair(tmp_path / "nodes") as made:
        yield made


@pytest.mark.parametrize("subjects", [[firearm("AB1234")], [firearm("AB1234"), firearm("ZZ99")], [PERSON]])
def test_what_is_written_is_read(pair: Pair, subjects: list[Subject]) -> None:
    inquiry = pair.inquiry(subjects, pair.published(subjects[0].type))
    assert read_inquiry(inquiry_bytes(inquiry)) == inquiry
    assert inquiry.signers == ("o1", "o2")


def test_an_inquiry_that_was_kept_can_be_carried_out_later(pair: Pair, tmp_path: Path) -> None:
    published = pair.published()
    kept = PendingInquiries(tmp_path / "pending")
    kept.keep(pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published))
    assert all(is_private(path) for path in (tmp_path / "pending").iterdir())
    (inquiry,) = kept.all()
    assert [result.is_hit for result in pair.carry_out(inquiry, published)] == [True, False]
    kept.remove(inquiry.id)
    assert kept.all() == ()


def test_an_inquiry_of_an_epoch_that_is_over_is_removed(pair: Pair, tmp_path: Path) -> None:
    kept = PendingInquiries(tmp_path / "pending")
    inquiry = pair.inquiry([firearm("AB1234")], pair.published())
    kept.keep(inquiry)
    assert kept.remove_stale(NOW) == ()
    assert kept.remove_stale(NOW + timedelta(days=1)) == (inquiry.id,)
    assert list((tmp_path / "pending").iterdir()) == []


@pytest.mark.parametrize("identity", ["../settings", "nobody", "", "/etc/passwd"])
def test_no_other_file_is_an_inquiry(tmp_path: Path, identity: str) -> None:
    with pytest.raises(FileNotFoundError):
        PendingInquiries(tmp_path).inquiry(identity)
    with pytest.raises(FileNotFoundError):
        HitFiles(tmp_path).hit(identity)


def test_an_altered_file_is_refused(pair: Pair) -> None:
    data = inquiry_bytes(pair.inquiry([firearm("AB1234")], pair.published()))
    for altered in (b"{}", data[:-1], data.replace(b'"type":"firearm"', b'"type":"boat"'), data + b" "):
        with pytest.raises(MalformedError):
            read_inquiry(altered)


def test_signatures_are_checked_before_anything_is_sent(pair: Pair) -> None:
    inquiry = pair.inquiry([firearm("AB1234")], pair.published())
    directory = pair.asker.directory()
    check_inquiry(inquiry, directory, NOW)

    def with_signatures(count: int) -> Inquiry:
        return Inquiry(
            id=inquiry.id,
            at=inquiry.at,
            case=inquiry.case,
            subjects=inquiry.subjects,
            questions=inquiry.questions,
            signatures=tuple(each[:count] for each in inquiry.signatures),
        )

    for count in (0, 1):
        with pytest.raises(OfficersError):
            check_inquiry(with_signatures(count), directory, NOW)
    with pytest.raises(OfficersError):
        check_inquiry(inquiry, directory, NOW + timedelta(days=90))
    stranger = officer(pair.holder, "o9", OfficerRole.BOTH, NOW)
    assert stranger.certificate.peer != inquiry.questions[0].statement.asker


def test_a_hit_is_kept_with_its_case_until_it_is_closed(pair: Pair, tmp_path: Path) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("ZZ9999"), firearm("ab-1234")], published)
    results = pair.carry_out(inquiry, published)
    files = HitFiles(tmp_path / "hits")
    (name,) = files.keep(inquiry, results)
    hit = files.hit(name)
    assert files.names() == (name,)
    assert dict(hit.fields) == dict(inquiry.subjects[1].fields)
    assert (hit.case, hit.keys) == (inquiry.case, ("firearm",))
    assert hit.request == inquiry.questions[0].statement.request
    assert "ab-1234" not in repr(hit)
    files.remove("another")
    assert files.names() == (name,)
    files.remove(hit.request)
    assert files.names() == ()
