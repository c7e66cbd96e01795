"""The rules that make flows out of published transactions, in the order in which they are applied."""

from __future__ import annotations

from accord.methods.money.place_rules import PLACE_RULES
from accord.methods.money.rule import ACTIVITY, CODES, Parameter, Rule

__all__ = ["RULES"]

_COVERED = Parameter(
    name="least_covered_percent",
    default="50",
    meaning="Per cent of an amount that must be found again for it to be a double count",
)
_TARGET = Parameter(
    name="target_currency", default=None, meaning="Currency to convert to; without it nothing is converted"
)

RULES = (
    Rule(
        id="same-file",
        title="A file given twice",
        meaning="A file with the same bytes as an earlier one is not taken in a second time.",
        reference="Identity of bytes (SHA-256)",
        sql_name="same_file",
    ),
    Rule(
        id="publisher-alias",
        title="A publisher that changed its identifier",
        meaning="Old prefixes of publishers and activities are read as the new ones; nothing else is.",
        reference="Table of aliases, each with its source",
        sql_name="publisher_alias",
    ),
    Rule(
        id="identity",
        title="The same activity in several files",
        meaning="Of the copies with one publisher and one identifier the latest update stands. An activity"
        " that names another as its former self is no copy: such pairs hold different sums.",
        reference=f"{ACTIVITY}iati-identifier/",
        sql_name="identity",
    ),
    Rule(
        id="secondary",
        title="Secondary reporters",
        meaning="Who retells what others publish is left out and can be shown apart.",
        reference=f"{ACTIVITY}reporting-org/",
        sql_name="secondary",
    ),
    Rule(
        id="type",
        title="Type by code",
        meaning="The code of a transaction says what it is, whatever version the file declares; without a"
        " known code it is left out. For a flow that no other rule decided, this one did.",
        reference=f"{CODES}transactiontype/",
        sql_name="type",
    ),
    Rule(
        id="value",
        title="No readable amount",
        meaning="What is missing, no number, or implausibly large is unknown: left out, never zero.",
        reference=f"{ACTIVITY}transaction/value/",
        sql_name="value",
        parameters=(
            Parameter(
                name="largest_amount",
                default="1000000000000000",
                meaning="Amounts from here on, in any currency, are implausible; at most 10^15",
            ),
        ),
    ),
    Rule(
        id="negative",
        title="Negative amounts keep their sign",
        meaning="De-commitments and refunds are added with their sign and marked.",
        reference=f"{ACTIVITY}transaction/value/",
        sql_name="negative",
    ),
    Rule(
        id="zero",
        title="An amount of zero",
        meaning="Stays as a statement of its publisher and is marked.",
        reference=f"{ACTIVITY}transaction/value/",
        sql_name="zero",
    ),
    Rule(
        id="currency",
        title="Currency of the amount, else of the activity",
        meaning="Without either the currency is unknown, none is assumed, and the amount stays unconverted.",
        reference=f"{ACTIVITY}#iati-activities-iati-activity-default-currency",
        sql_name="currency",
    ),
    Rule(
        id="value-date",
        title="The value date fixes the rate",
        meaning="Where it is missing or implausible (too early, or a year after the update of the activity)"
        " the date of the transaction is used, and the flow is marked.",
        reference=f"{ACTIVITY}transaction/value/",
        sql_name="value_date",
        parameters=(
            Parameter(
                name="earliest_value_date", default="1990-01-01", meaning="Earliest plausible value date"
            ),
            Parameter(
                name="latest_day",
                default=None,
                meaning="Day from which the year is counted where no activity of a file is dated",
            ),
        ),
    ),
    Rule(
        id="finance-kind",
        title="Grants, loans, equity and guarantees apart",
        meaning="By finance type of the transaction, else of the activity; without either: unknown.",
        reference=f"{CODES}financetype/",
        sql_name="finance_kind",
    ),
    *PLACE_RULES,
    Rule(
        id="sector-vocabulary",
        title="One vocabulary of sectors",
        meaning="Vocabularies describe the same money side by side; one of them is used, rescaled to 100.",
        reference=f"{CODES}sectorvocabulary/",
        sql_name="sector_vocabulary",
    ),
    Rule(
        id="perspective",
        title="Giver's or receiver's account, never both",
        meaning="Incoming transactions are another party's outgoing ones; one side counts.",
        reference=f"{CODES}transactiontype/",
        sql_name="perspective",
        parameters=(
            Parameter(name="perspective", default="giver", meaning="Whose account counts: giver or receiver"),
        ),
    ),
    Rule(
        id="mirror",
        title="A flow published by giver and receiver",
        meaning="Marks incoming transactions whose giver, named by its activity, publishes the flow too.",
        reference=f"{ACTIVITY}transaction/provider-org/",
        sql_name="mirror",
    ),
    Rule(
        id="hierarchy",
        title="Parents and children",
        meaning="For each publisher and measure: a parent's amounts are left out where activities on levels"
        " below it report at least half as much of the same; else parents stay and are marked.",
        reference=f"{ACTIVITY}#iati-activities-iati-activity-hierarchy",
        sql_name="hierarchy",
        parameters=(_COVERED,),
    ),
    Rule(
        id="chain",
        title="Money passed on within the set",
        meaning="Counts where it enters the set; later links are left out if identifiers of activities prove"
        " the chain and it covers at least half of what is passed on; weaker links are marked.",
        reference=f"{ACTIVITY}transaction/provider-org/",
        sql_name="chain",
        parameters=(_COVERED,),
    ),
    Rule(
        id="chain-short",
        title="More passed on than the giver states",
        meaning="Of transactions that name the activity whose money they are, only as much is left out as"
        " that activity states, in the same currency and until the end of the same year; the rest stays and"
        " is marked. What it states without a day counts from the start.",
        reference=f"{ACTIVITY}transaction/provider-org/",
        sql_name="chain_cover",
    ),
    Rule(
        id="conversion",
        title="Conversion at the rate of the day",
        meaning="Rate, day and table stand beside the amount; without a rate it stays unconverted.",
        reference="The table of rates that the flow names",
        sql_name="conversion",
        parameters=(_TARGET,),
    ),
    Rule(
        id="budget-revised",
        title="A revised budget replaces the original",
        meaning="For the same activity and start of the period; budgets are never added to other measures.",
        reference=f"{CODES}budgettype/",
        sql_name="budget_revised",
    ),
    Rule(
        id="budget-long",
        title="A budget of more than a year",
        meaning="Counted and marked; it is not spread over years.",
        reference=f"{ACTIVITY}budget/",
        sql_name="budget_revised",
    ),
    Rule(
        id="budget-backwards",
        title="A budget that ends before it starts",
        meaning="Counted and marked.",
        reference=f"{ACTIVITY}budget/",
        sql_name="budget_revised",
    ),
)
"""All rules; ``sql_name`` is unique but for rules that one text carries out together."""
