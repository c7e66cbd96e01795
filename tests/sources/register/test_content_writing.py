"""Rows of a register become content that the strict reader takes in unchanged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from accord.domain.claim import Claim
from accord.domain.declaration import Declaration
from accord.domain.evidence import NOWHERE
from accord.domain.register import Register
from accord.errors import InputDataError
from accord.sources.declaration import _items
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.register.content_writing import claims_of_stages, content_text, records_of_claims
from accord.sources.rows import read_row
from sources.register.registers import LAKE, registers


def rows(text: str, section: str, row_type: type) -> tuple[object, ...]:
    """The rows of a section as the reader of declarations takes them in, without their places."""
    root = read_marked_yaml(text, file="written.yml").value
    assert isinstance(root, dict)
    given = _items(root[section]) if section in root else []
    found: list[object] = [read_row(row_type, item, file="written.yml", problems=[]) for item in given]
    assert None not in found
    return tuple(bare(row) for row in found)


def bare(row: object) -> object:
    return replace(row, origin=NOWHERE)  # type: ignore[type-var]  # every row is a dataclass


@settings(max_examples=50, deadline=None)
@given(registers())
def test_any_register_comes_back_as_it_was(register: Register) -> None:
    text = content_text(register.projects, register.lines)
    plain = register.without_origins()
    for section in ("projects", "lines"):
        wanted = getattr(plain, section)
        assert rows(text, section, type(wanted[0]) if wanted else Claim) == wanted


def test_a_key_with_its_default_is_left_out_and_numbers_keep_their_digits() -> None:
    text = content_text(lines=LAKE.lines)
    first, second = text.split("  - id: ")[1:]
    assert "amount: 27672000.55\n" in first
    assert "is_anticipated" not in first
    assert "amount: 123456789012345678.123456789012\n" in second
    assert "is_anticipated: true\n" in second
    assert content_text() == ""


def test_a_text_that_looks_like_a_date_or_a_truth_stays_a_text() -> None:
    odd = tuple(
        replace(LAKE.projects[0], id=f"N{n}", note=note) for n, note in enumerate(("2018", "yes", "1e5"))
    )
    assert rows(content_text(odd), "projects", type(odd[0])) == tuple(replace(o, origin=NOWHERE) for o in odd)


def test_a_text_that_content_would_change_is_refused() -> None:
    with pytest.raises(InputDataError, match="ACC-333"):
        content_text([replace(LAKE.projects[0], note=" blank before")])


def test_a_stage_becomes_a_claim_and_its_amount_a_claim_of_the_same_document_and_day() -> None:
    plain, rich, dated = claims_of_stages(LAKE.stages, stage="stage", amount="grant")[:3]
    assert (plain.id, plain.attribute, plain.value) == ("N1-S1", "stage", "approved")
    assert (rich.id, rich.value, rich.date) == ("N1-S2", "works", LAKE.stages[1].date)
    assert (dated.id, dated.attribute, dated.value, dated.unit) == (
        "N1-S2-amount",
        "grant",
        Decimal("9.95"),
        "EUR",
    )
    assert (dated.source, dated.date) == (rich.source, rich.date)


def test_claims_about_stages_come_back_from_the_register(sofia_declaration: Declaration) -> None:
    register = records_of_claims(sofia_declaration.claims, sofia_declaration.projects, "stage")
    # The claims `attribute: stage` of claims/connectivity.yml, all of them about projects.
    wanted = [claim for claim in sofia_declaration.claims if claim.attribute == "stage"]
    assert len(register.stages) == len(wanted) == 14
    back = claims_of_stages(register.stages, stage="stage", amount="grant")
    assert list(back) == [replace(claim, place="") for claim in wanted]
    text = content_text(claims=back)
    assert rows(text, "claims", Claim) == tuple(replace(claim, origin=NOWHERE) for claim in back)


def test_a_whole_amount_is_written_as_plain_digits() -> None:
    whole = replace(LAKE.lines[0], amount=Decimal(20000000))
    text = content_text(lines=[whole])
    assert "amount: 20000000\n" in text
    assert rows(text, "lines", type(whole)) == (replace(whole, origin=NOWHERE),)
