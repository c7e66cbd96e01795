"""Footnotes stand where a partner is named, and nowhere else."""

from __future__ import annotations

import pytest

from accord.methods.footnotes import KOSOVO_FOOTNOTE, declared_footnotes, kosovo_footnote
from accord.sources.declaration import declaration_folder, parse_declaration, read_files


def test_files_without_a_declaration_carry_the_words_of_the_bundled_one() -> None:
    declared = parse_declaration(read_files(declaration_folder("sofia_2018")))
    notes = {row.id: " ".join(row.footnote.split()) for row in declared.partners if row.footnote}
    assert notes == {"KOS": KOSOVO_FOOTNOTE}
    assert list(declared_footnotes(declared, {"ALB"})) == []
    (said,) = declared_footnotes(declared, {"ALB", "KOS"})
    assert said.startswith("KOS: Kosovo*. *")


@pytest.mark.parametrize(
    ("partners", "words", "is_named"),
    [
        (["KOS"], [], True),
        (["ALB"], ["A road to kosovo*"], True),
        (["ALB"], ["A road"], False),
        ([], [], False),
    ],
)
def test_a_file_that_names_kosovo_in_ids_or_words_carries_the_footnote(
    partners: list[str], words: list[str], *, is_named: bool
) -> None:
    assert kosovo_footnote(partners, words) == (KOSOVO_FOOTNOTE if is_named else "")
