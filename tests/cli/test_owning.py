"""The command ownership. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.commands import Finished, accord

HEADER = "owner,company,percent,source,as_of,owner_kind\n"


def asked(folder: Path, rows: str, *options: str) -> Finished:
    (folder / "shares.csv").write_text(HEADER + rows, encoding="utf-8")
    return accord("ownership", "shares.csv", "--on", "2026-05-17", *options, folder=folder)


def test_shares_of_listed_owners_add_up(tmp_path: Path) -> None:
    rows = "Ana,Alfa,30,D1,,listed\nBeno,Alfa,20,D1,,listed\nCene,Alfa,50,D1,,person\n"
    done = asked(tmp_path, rows, "--json")
    assert done.exit_code == 1
    (result,) = json.loads(done.out)
    assert result["verdict"] == "owned by listed owners"
    assert (result["at_least_percent"], result["at_most_percent"]) == ("50", "50")


def test_before_july_2024_half_was_not_enough(tmp_path: Path) -> None:
    (tmp_path / "shares.csv").write_text(HEADER + "Ana,Alfa,50,D1,,listed\nCene,Alfa,50,D1,,person\n")
    options = ("--rule", "eu-before-july-2024", "--on", "2024-01-01", "--json")
    done = accord("ownership", "shares.csv", *options, folder=tmp_path)
    assert json.loads(done.out)[0]["verdict"] == "watch"


def test_an_unknown_share_is_not_zero(tmp_path: Path) -> None:
    done = asked(tmp_path, "Ana,Alfa,40,D1,,listed\nBeno,Alfa,,D1,,company\n")
    assert done.exit_code == 1
    assert "Alfa: cannot be told" in done.out


def test_nobody_listed_is_below(tmp_path: Path) -> None:
    done = asked(tmp_path, "Cene,Alfa,100,D1,,person\n")
    assert (done.exit_code, done.out.startswith("Alfa: below")) == (0, True)


@pytest.mark.parametrize(
    ("rows", "options", "problem", "exit_code"),
    [
        ("Ana,Alfa,120,D1,,listed\n", (), "ACC-375", 3),
        ('Ana,Alfa,"12,5",D1,,listed\n', (), "ACC-375", 3),
        ("Ana,Alfa,12,D1,17.5.2026,listed\n", (), "ACC-375", 3),
        ("Ana,Alfa,12,D1,,friend\n", (), "ACC-375", 3),
        (",Alfa,12,D1,,\n", (), "ACC-375", 3),
        ("Ana,Alfa,12,D1,,listed\n", ("--rule", "moon"), "ACC-241", 2),
        ("Ana,Alfa,12,D1,,listed\n", ("--rule", "eu-before-july-2024"), "ACC-241", 2),
        ("Ana,Alfa,12,D1,,listed\n", ("--company", "Beta"), "ACC-242", 2),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, rows: str, options: tuple[str, ...], problem: str, exit_code: int
) -> None:
    done = asked(tmp_path, rows, *options)
    assert (done.exit_code, problem in done.err) == (exit_code, True)


def test_a_file_without_owners_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shares.csv").write_text("who,whom\nAna,Alfa\n")
    done = accord("ownership", "shares.csv", folder=tmp_path)
    assert (done.exit_code, "ACC-374" in done.err) == (3, True)
