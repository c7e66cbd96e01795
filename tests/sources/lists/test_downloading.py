"""Downloads from a server that drops, stalls, lies and leads elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accord.errors import OutsideError
from accord.sources.lists.downloading import Downloaded, Wanted, download
from sources.lists.misbehaving import Answer, Server, misbehaving

BODY = b"<export>" + bytes(range(32, 127)) * 300 + b"</export>"
TAGGED = {"ETag": '"1"', "Content-Type": "application/xml"}


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving() as found:
        yield found


class Getting:
    """Downloads into a folder, and notes the waits in place of waiting."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.wanted = Wanted(url=server.url, fewest_bytes=10, most_bytes=1_000_000, timeout=5.0)
        self.target = folder / "list"
        self.waits: list[float] = []

    def get(self, **changes: object) -> Downloaded:
        return download(replace(self.wanted, **changes), self.target, wait=self.waits.append)  # type: ignore[arg-type]

    def refused(self, **changes: object) -> str:
        with pytest.raises(OutsideError) as caught:
            self.get(**changes)
        (problem,) = caught.value.problems
        assert problem.fix
        assert not self.target.exists()
        return problem.id


@pytest.fixture
def getting(server: Server, tmp_path: Path) -> Getting:
    return Getting(server, tmp_path)


def test_a_file_comes_whole_with_its_marks(server: Server, getting: Getting) -> None:
    server.answers = [Answer(BODY, headers={**TAGGED, "Last-Modified": "Fri, 01 May 2026 10:00:00 GMT"})]
    found = getting.get()
    assert found == Downloaded(is_new=True, etag='"1"', last_modified="Fri, 01 May 2026 10:00:00 GMT")
    assert getting.target.read_bytes() == BODY
    assert getting.waits == []


def test_an_unchanged_file_is_not_sent_again(server: Server, getting: Getting) -> None:
    server.answers = [Answer(BODY, headers=TAGGED)]
    assert getting.get(etag='"1"') == Downloaded(is_new=False, etag='"1"', last_modified="")
    assert not getting.target.exists()


def test_a_dropped_connection_goes_on_where_it_ended(server: Server, getting: Getting) -> None:
    server.answers = [Answer(BODY, headers=TAGGED, send=n) for n in (9000, 8000)] + [
        Answer(BODY, headers=TAGGED)
    ]
    getting.get()
    assert getting.target.read_bytes() == BODY
    assert [asked.get("Range") for asked in server.asked] == [None, "bytes=9000-", "bytes=17000-"]
    assert getting.waits == [1.0, 2.0]


def test_a_version_that_changed_in_between_is_taken_from_the_start(server: Server, getting: Getting) -> None:
    other = BODY.replace(b"0", b"1")
    server.answers = [
        Answer(BODY, headers=TAGGED, send=9000),
        Answer(other, headers={"ETag": '"2"', "Content-Type": "text/xml"}),
    ]
    assert getting.get().etag == '"2"'
    assert getting.target.read_bytes() == other


def test_a_server_without_marks_or_ranges_is_asked_from_the_start(server: Server, getting: Getting) -> None:
    server.answers = [
        Answer(BODY, send=9000),
        Answer(BODY, headers=TAGGED, send=9000, knows_ranges=False),
        Answer(BODY, headers=TAGGED, knows_ranges=False),
    ]
    getting.get()
    assert getting.target.read_bytes() == BODY


def test_a_range_from_another_place_is_not_joined(server: Server, getting: Getting) -> None:
    wrong = Answer(BODY[500:], status=206, headers={**TAGGED, "Content-Range": "bytes 500-9/10"})
    server.answers = [Answer(BODY, headers=TAGGED, send=9000), wrong, Answer(BODY, headers=TAGGED)]
    getting.get()
    assert getting.target.read_bytes() == BODY


def test_a_server_in_trouble_is_asked_again_after_the_wait_that_it_names(
    server: Server, getting: Getting
) -> None:
    server.answers = [
        Answer(status=500),
        Answer(status=503, headers={"Retry-After": "7"}),
        Answer(status=429, headers={"Retry-After": "99999"}),
        Answer(BODY, headers=TAGGED),
    ]
    getting.get()
    assert getting.waits == [1.0, 7.0, 60.0]


def test_a_server_that_stays_in_trouble_is_given_up(server: Server, getting: Getting) -> None:
    server.answers = [Answer(status=500)]
    assert getting.refused(attempts=3) == "ACC-507"
    assert len(server.asked) == 3


def test_a_server_that_drops_every_connection_is_given_up(server: Server, getting: Getting) -> None:
    server.answers = [Answer(BODY, send=5000)]
    assert getting.refused(attempts=3) in {"ACC-506", "ACC-508"}
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_is_not_asked_again(server: Server, getting: Getting, status: int) -> None:
    server.answers = [Answer(status=status)]
    assert getting.refused() == "ACC-507"
    assert len(server.asked) == 1


def test_a_file_of_no_bytes_or_too_few_or_too_many_is_refused(server: Server, getting: Getting) -> None:
    for body, problem in ((b"", "ACC-508"), (b"<a/>", "ACC-508"), (BODY * 40, "ACC-508")):
        server.answers = [Answer(body, headers=TAGGED)]
        assert getting.refused() == problem


def test_a_file_shorter_than_announced_each_time_is_refused(server: Server, getting: Getting) -> None:
    server.answers = [Answer(BODY, length=len(BODY) + 10)]
    assert getting.refused(attempts=2) in {"ACC-506", "ACC-508"}


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/xhtml+xml"])
def test_a_web_page_is_refused_by_its_type(server: Server, getting: Getting, kind: str) -> None:
    server.answers = [Answer(BODY, headers={"Content-Type": kind})]
    assert getting.refused() == "ACC-509"


@pytest.mark.parametrize(
    "start", [b"<!DOCTYPE html>", b"\n <HTML lang='en'>", b"<!-- x --><head>", b"\xef\xbb\xbf<html>"]
)
def test_a_web_page_that_calls_itself_a_list_is_refused(
    server: Server, getting: Getting, start: bytes
) -> None:
    server.answers = [Answer(start + BODY, headers=TAGGED)]
    assert getting.refused() == "ACC-509"


def test_bytes_that_are_not_those_announced_are_refused(server: Server, getting: Getting) -> None:
    right = base64.b64encode(hashlib.sha256(BODY).digest()).decode()
    server.answers = [Answer(BODY, headers={**TAGGED, "Repr-Digest": f"sha-256=:{right}:"})]
    assert getting.get().is_new
    getting.target.unlink()
    server.answers = [Answer(BODY + b" ", headers={**TAGGED, "Repr-Digest": f"sha-256=:{right}:"})]
    assert getting.refused() == "ACC-508"
    server.answers = [Answer(BODY, headers={**TAGGED, "Content-MD5": right})]
    assert getting.refused() == "ACC-508"


def test_a_server_that_stalls_is_given_up(server: Server, getting: Getting) -> None:
    server.answers = [Answer(BODY, headers=TAGGED, pause=0.3)]
    assert getting.refused(attempts=2, timeout=0.1) == "ACC-506"
    server.answers = [Answer(BODY, headers={"Content-Type": "text/xml"}, pause=0.05)]
    assert getting.refused(attempts=1, longest=0.1) == "ACC-506"


def test_a_server_that_is_not_there_is_told(getting: Getting) -> None:
    assert getting.refused(url="http://127.0.0.1:9/list.xml", attempts=2) == "ACC-506"


def test_an_address_that_leads_to_another_site_is_not_followed(server: Server, getting: Getting) -> None:
    port = server.server_address[1]
    server.answers = [Answer(status=302, headers={"Location": f"http://localhost:{port}/elsewhere"})]
    assert getting.refused() == "ACC-510"
    assert len(server.asked) == 1
    for elsewhere in ("file:///etc/hostname", "ftp://127.0.0.1/x"):
        server.answers = [Answer(status=302, headers={"Location": elsewhere})]
        assert getting.refused(attempts=1) in {"ACC-507", "ACC-510"}


def test_an_address_that_leads_to_a_site_that_was_named_is_followed(server: Server, getting: Getting) -> None:
    port = server.server_address[1]
    moved = Answer(status=302, headers={"Location": f"http://localhost:{port}/list"})
    server.answers = [moved, Answer(BODY, headers=TAGGED)]
    assert getting.get(redirects_to=("localhost",)).is_new


def test_an_address_that_leads_round_and_round_is_given_up(server: Server, getting: Getting) -> None:
    server.answers = [Answer(status=302, headers={"Location": server.url})]
    assert getting.refused(attempts=1) in {"ACC-506", "ACC-507"}


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/x", "list.xml"])
def test_an_address_of_another_kind_is_refused(getting: Getting, url: str) -> None:
    assert getting.refused(url=url) == "ACC-510"
