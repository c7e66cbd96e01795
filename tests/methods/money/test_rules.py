"""The table of rules agrees with the texts that carry them out."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from accord.methods.money.quality import CHECKS, QUALITY
from accord.methods.money.rule import Rule
from accord.methods.money.rules import RULES
from accord.methods.money.statements import AFTER_RATES, BEFORE_RATES, Statement, statements

TEXTS = statements((*BEFORE_RATES, *AFTER_RATES, *QUALITY))
ALL = "\n".join(text.sql for text in TEXTS)
STEPS = {"arithmetic", "place_shares", "decisions", "rates_needed", "flows", "reconciliation", *QUALITY}
"""Texts that carry out no rule of their own."""


def name(text: Statement) -> str:
    return text.name


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert len({check.id for check in CHECKS}) == len(CHECKS)


def test_every_rule_has_a_text_and_every_other_text_is_a_step() -> None:
    assert {rule.sql_name for rule in RULES} == {text.name for text in TEXTS} - STEPS


def test_every_text_in_the_folder_is_run() -> None:
    folder = files("accord.methods.money") / "sql"
    assert {path.name for path in folder.iterdir()} == {f"{text.name}.sql" for text in TEXTS}


@pytest.mark.parametrize("text", TEXTS, ids=name)
def test_a_text_says_its_idea_its_input_and_its_output(text: Statement) -> None:
    comment = text.sql.split("\nCREATE", 1)[0].split("\nINSERT", 1)[0]
    assert re.match(r"-- Idea: [A-Za-z0-9].*?\n-- In:   \S.*?\n-- Out:  \S", comment, re.DOTALL)
    assert max(map(len, text.sql.splitlines())) <= 110


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_complete_and_its_id_is_the_one_in_the_texts(rule: Rule) -> None:
    assert rule.title
    assert rule.meaning.endswith(".")
    assert rule.reference
    own = next(text.sql for text in TEXTS if text.name == rule.sql_name)
    assert all(f"setting('{parameter.name}'" in own for parameter in rule.parameters)
    unnoted = {"same-file", "finance-kind", "sector-vocabulary"}
    assert rule.id in unnoted or f"'{rule.id}'" in ALL


def test_settings_have_the_defaults_that_the_table_states() -> None:
    stated = {parameter.name: parameter.default for rule in RULES for parameter in rule.parameters}
    written = dict(re.findall(r"setting\('(\w+)', (?:'([^']*)'|NULL|c\.currency)\)", ALL))
    assert {setting: default or None for setting, default in written.items()} == stated


def test_checks_are_those_that_the_texts_examine() -> None:
    written = set(re.findall(r"SELECT '([a-z-]+)'", "\n".join(text.sql for text in statements(QUALITY))))
    assert written == {check.id for check in CHECKS}
