"""The server: every format, filters without JavaScript, errors for people, strict headers."""

from __future__ import annotations

import csv
import io

import pytest
from jinja2 import FileSystemLoader
from starlette.testclient import TestClient

from accord.errors import OutsideError
from accord.publish.server import bind, create_app
from accord.store.snapshot import Snapshot
from publish.reading import read_page


@pytest.fixture(scope="module")
def client(sofia: Snapshot) -> TestClient:
    return TestClient(create_app(sofia))


@pytest.mark.parametrize(
    "path",
    [
        "/", "/partners", "/partners/KOS", "/projects", "/projects/T09", "/commitments/SPA-DIG-1", "/money",
        "/leverage", "/gaps", "/figures", "/figures/PKG.leverage.announced", "/sources", "/methods",
        "/pillars/SEC", "/ratings/no_evidence", "/instruments/PKG",
    ],
)  # fmt: skip
def test_each_page_comes_in_every_format(client: TestClient, path: str) -> None:
    kinds = {
        "": "text/html",
        ".json": "application/json",
        ".csv": "text/csv",
        ".svg": "image/svg+xml",
    }
    base = "/index" if path == "/" else path
    for suffix, kind in kinds.items():
        response = client.get(base + suffix if suffix else path)
        assert response.status_code == 200, path + suffix
        assert response.headers["content-type"].startswith(kind)


def test_once_templates_are_compiled_no_request_reads_one(
    sofia: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(sofia)
    app.state.compile_templates()
    monkeypatch.setattr(FileSystemLoader, "get_source", _refuse)
    assert TestClient(app).get("/figures/T08.grant").status_code == 200
    with pytest.raises(AssertionError):
        TestClient(create_app(sofia)).get("/")


def _refuse(*_given: object) -> None:
    raise AssertionError("a template was read")


def test_addresses_of_the_export_work_on_the_server_too(client: TestClient) -> None:
    for path in ("/index.html", "/money.html", "/figures/T08.grant.html"):
        assert client.get(path).status_code == 200, path


def test_the_overview_can_be_filtered_without_javascript(client: TestClient) -> None:
    response = client.get("/", params={"pillar": "SEC", "partner": "ALB", "rating": "no_evidence"})
    assert response.status_code == 200
    words = " ".join(read_page(response.text).text)
    assert "SPA-SEC-3" in words
    assert "SPA-ROL-1" not in words
    rows = list(
        csv.DictReader(io.StringIO(client.get("/index.csv", params={"pillar": "SEC", "partner": "ALB"}).text))
    )
    assert {row["partner"] for row in rows} == {"ALB"}
    assert {row["pillar"] for row in rows} == {"SEC"}


def test_a_filter_that_matches_nothing_says_so(client: TestClient) -> None:
    response = client.get("/", params={"pillar": "REC", "rating": "complete"})
    assert "No commitment matches all of this" in response.text


def test_an_unknown_filter_word_names_the_known_ones(client: TestClient) -> None:
    response = client.get("/", params={"pillar": "XYZ"})
    assert response.status_code == 400
    assert "ROL, SEC" in response.text


def test_an_unknown_address_leads_somewhere(client: TestClient) -> None:
    for path in ("/nowhere", "/figures/NO.SUCH", "/static/../server.py", "/figures/NO.report.txt"):
        response = client.get(path)
        assert response.status_code == 404, path
    assert "All figures with their ids" in client.get("/nowhere").text


def test_json_of_a_figure_is_its_whole_descent(client: TestClient) -> None:
    data = client.get("/figures/T08.grant.json").json()["data"]
    assert data["figure"] == "T08.grant"
    assert {leaf["id"] for leaf in data["inputs"]} >= {"T08-grant-delegation", "T08-grant-vienna"}


def test_pages_send_strict_headers_and_are_cached_by_snapshot(client: TestClient, sofia: Snapshot) -> None:
    response = client.get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert sofia.id in response.headers["etag"]
    known = {"If-None-Match": response.headers["etag"]}
    assert client.get("/", headers=known).status_code == 304
    assert client.get("/nowhere", headers=known).status_code == 404
    assert client.get("/", params={"pillar": "XYZ"}, headers=known).status_code == 400
    assert client.head("/").status_code == 200
    assert client.post("/").status_code == 405


def test_a_taken_port_is_an_error_that_names_it() -> None:
    with bind(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OutsideError, match="ACC-502"):
            bind(port)
