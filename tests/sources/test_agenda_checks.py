"""Content of conditional payments that contradicts itself is refused, with file, row, value and next step."""

from __future__ import annotations

import pytest

from paid_on_conditions import harbour_files
from support import Edit, line_of, problems_of

A, F, D = "agendas.yml", "fund.yml", "declaration.yml"


def test_the_pact_of_the_page_is_accepted() -> None:
    assert problems_of(harbour_files()) == ()


@pytest.mark.parametrize(
    ("edit", "problem", "row", "field"),
    [
        (
            Edit(A, "agenda: NOR-AGENDA, title: Quays", "agenda: '', title: Quays"),
            "ACC-312",
            "NOR-QUAYS",
            "agenda",
        ),
        (Edit(A, "step: NOR-QUAYS,", "step: NOR-QUAY,"), "ACC-312", "NOR-QUAYS-1", "step"),
        (
            Edit(A, "facility: FUND\n    partner: NOR", "facility: FOND\n    partner: NOR"),
            "ACC-312",
            "NOR-AGENDA",
            "facility",
        ),
        (Edit(A, "payments: [payment-nor]", "payments: [payment-sou]"), "ACC-312", "NOR-AGENDA", "payments"),
        (Edit(A, "weight: 0.3", "weight: 0.7"), "ACC-661", "NOR-AGENDA", "id"),
        (Edit(A, "amount: 10000,", "amount: 10001,"), "ACC-661", "NOR-AGENDA", "amount"),
        (Edit(A, "amount: 10000,", "amount: 10000, weight: 0.1,"), "ACC-661", "NOR-QUAYS", "weight"),
        (
            Edit(A, "amount: 60000\n", "amount: 60000\n    grant: 50000\n    loan: 10001\n"),
            "ACC-661",
            "SOU-AGENDA",
            "loan",
        ),
        (Edit(A, "due: 2021-06,", "due: 2020-05,"), "ACC-662", "NOR-QUAYS", "due"),
        (Edit(F, "last: 2024", "last: 2019"), "ACC-662", "FUND", "last"),
        (
            Edit(
                A,
                "day: 2021-12-31, decided: 2022-01-31, verdict: partly, share: 0.5",
                "day: 2021-12-01, decided: 2021-12-30, verdict: not_fulfilled",
            ),
            "ACC-663",
            "NOR-TARIFF-1",
            "decided",
        ),
        (
            Edit(A, "day: 2021-06-30, decided: 2022-01-31", "day: 2022-02-01, decided: 2022-01-31"),
            "ACC-663",
            "NOR-QUAYS-1",
            "decided",
        ),
        (
            Edit(A, "day: 2021-06-30, decided: 2022-01-31", "day: 2020-05-01, decided: 2020-05-31"),
            "ACC-663",
            "NOR-QUAYS-1",
            "decided",
        ),
        (Edit(A, "amount: 20000,", "amount: -20000,"), "ACC-664", "NOR-TARIFF", "amount"),
        (Edit(F, "unit: CRW", "unit: crowns"), "ACC-665", "FUND", "unit"),
        (Edit(A, "share: 0.5", "share: 1.5"), "ACC-666", "NOR-TARIFF-1", "share"),
        (Edit(A, "verdict: fulfilled,", "verdict: fulfilled, share: 1,"), "ACC-666", "NOR-QUAYS-1", "share"),
        (Edit(A, "weight: 0.3", "weight: -0.3"), "ACC-666", "NOR-REGISTER", "weight"),
        (Edit(F, "value: 12, unit: months", "value: 12"), "ACC-667", "FUND-grace", "value"),
        (Edit(F, "value: 12, unit: months", "value: 12.5, unit: months"), "ACC-667", "FUND-grace", "value"),
        (Edit(F, "value: reallocated", "value: burnt"), "ACC-667", "FUND-after", "value"),
        (Edit(F, "value: true", "value: 1"), "ACC-667", "FUND-part", "value"),
        (Edit(F, "value: 10, unit: percent", "value: 110, unit: percent"), "ACC-667", "FUND-most", "value"),
        (
            Edit(F, "name: partial_payment, value: true", "name: grace_months, value: 6, unit: months"),
            "ACC-667",
            "FUND-part",
            "valid_from",
        ),
        (
            Edit(F, "reference: Article 7", "valid_from: 2022, valid_to: 2021, reference: Article 7"),
            "ACC-667",
            "FUND-grace",
            "valid_to",
        ),
        (
            Edit(
                A, "attribute: payment, value: 9500, unit: CRW", "attribute: payment, value: 9500, unit: EUR"
            ),
            "ACC-668",
            "NOR-AGENDA",
            "payments",
        ),
        (
            Edit(
                A,
                "id: payment-nor, subject: NOR, partner: NOR",
                "id: payment-nor, subject: NOR, partner: SOU",
            ),
            "ACC-668",
            "NOR-AGENDA",
            "payments",
        ),
        (
            Edit(A, "payments: [payment-nor]", "payments: [payment-nor, payment-nor]"),
            "ACC-668",
            "NOR-AGENDA",
            "payments",
        ),
        (
            Edit(A, "pre_financing_paid: advance-nor-paid", "pre_financing_paid: advance-nor"),
            "ACC-668",
            "NOR-AGENDA",
            "pre_financing_paid",
        ),
        (Edit(A, "id: SOU-PILOTS", "id: SOU.PILOTS"), "ACC-669", "SOU.PILOTS", "id"),
        (Edit(A, "id: SOU-PILOTS", "id: SOU--PILOTS"), "ACC-669", "SOU--PILOTS", "id"),
        (Edit(A, "id: SOU-PILOTS", "id: lost"), "ACC-669", "lost", "id"),
        (Edit(F, "id: FUND\n", "id: payments\n"), "ACC-326", "payments", "id"),
    ],
)
def test_what_contradicts_itself_is_refused(edit: Edit, problem: str, row: str, field: str) -> None:
    found = {(one.id, one.row, one.field): one for one in problems_of(harbour_files(edit))}
    assert (problem, row, field) in found
    told = found[problem, row, field]
    assert told.file == edit.file
    assert told.what
    assert told.expected
    assert told.fix


def test_an_instalment_belongs_to_the_agenda_of_its_steps() -> None:
    edit = Edit(
        A,
        "agenda_steps:\n",
        "instalments:\n  - {id: SOU-1, agenda: SOU-AGENDA, title: First, amount: 5000, source: pact,"
        " evidence: seen}\n"
        "agenda_steps:\n",
    )
    files = harbour_files(edit, Edit(A, "due: 2021-06, amount", "due: 2021-06, instalment: SOU-1, amount"))
    (told,) = [one for one in problems_of(files) if one.id == "ACC-660"]
    assert (told.row, told.line) == ("NOR-QUAYS", line_of(files[A], "id: NOR-QUAYS,"))


def test_an_instalment_cannot_be_smaller_than_its_steps() -> None:
    edit = Edit(
        A,
        "agenda_steps:\n",
        "instalments:\n  - {id: NOR-1, agenda: NOR-AGENDA, title: First, amount: 5000, source: pact,"
        " evidence: seen}\n"
        "agenda_steps:\n",
    )
    files = harbour_files(edit, Edit(A, "due: 2021-06, amount", "due: 2021-06, instalment: NOR-1, amount"))
    assert [(one.id, one.row) for one in problems_of(files)] == [("ACC-661", "NOR-1")]


def test_two_unverified_rules_may_contradict_each_other() -> None:
    edit = Edit(
        F,
        "evidence: seen}\n  - {id: FUND-after",
        "evidence: seen}\n  - {id: FUND-other, facility: FUND, name: grace_months, value: 6, unit: months,"
        " reference: memory, source: pact, evidence: unverified}\n  - {id: FUND-after",
    )
    assert problems_of(harbour_files(edit)) == ()
