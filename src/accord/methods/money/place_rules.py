"""The rules that say for which place a transaction is, in the order in which they are applied."""

from __future__ import annotations

from accord.methods.money.rule import ACTIVITY, CODES, Parameter, Rule

__all__ = ["PLACE_RULES"]

_TOLERANCE = Parameter(
    name="percentage_tolerance",
    default="0.1",
    meaning="How far from 100 percentages may sum before that is noted, in percentage points",
)
PLACE_RULES = (
    Rule(
        id="kosovo",
        title="Kosovo* under XK and other codes",
        meaning="Codes in use for Kosovo*, and its name beside no code or a code of others, mean XK.",
        reference=f"{CODES}country/",
        sql_name="kosovo",
    ),
    Rule(
        id="north-macedonia",
        title="North Macedonia under older names",
        meaning="Older codes, and its names beside no code, mean MK.",
        reference=f"{CODES}country/",
        sql_name="north_macedonia",
    ),
    Rule(
        id="old-states",
        title="Yugoslavia, and Serbia and Montenegro",
        meaning="Money for a state that no longer exists is regional; no partner is credited with it.",
        reference="ISO 3166-3 (CSXX, YUCS)",
        sql_name="old_states",
    ),
    Rule(
        id="partner-names",
        title="Codes of three letters, and names without a code",
        meaning="They mean the partner of that code or name; any other name without a code stays unknown.",
        reference="ISO 3166-1",
        sql_name="partner_names",
    ),
    Rule(
        id="regional",
        title="Regional programmes",
        meaning="Money for a region that holds partners is regional and is not spread over them.",
        reference=f"{CODES}region/",
        sql_name="regional",
    ),
    Rule(
        id="region-unspecified",
        title="Developing countries in general",
        meaning="A region that stands for all developing countries (998) names no place: the money is for an"
        " unknown place, not for the region of the partners, and not certainly elsewhere.",
        reference=f"{CODES}region/",
        sql_name="regional",
    ),
    Rule(
        id="region-duplicate",
        title="Region and country both in full",
        meaning="A region is an addition to the countries, not a second description of them: where both sum"
        " to 100 the countries count; where only the regions do, they share what the countries leave.",
        reference=f"{ACTIVITY}recipient-region/",
        sql_name="region_duplicate",
        parameters=(_TOLERANCE,),
    ),
    Rule(
        id="place-level",
        title="Place of the transaction before place of the activity",
        meaning="A transaction's own places replace those of its activity; they are never combined.",
        reference=f"{ACTIVITY}transaction/recipient-country/",
        sql_name="place_level",
    ),
    Rule(
        id="percentages",
        title="Percentages make 100",
        meaning="Another sum is rescaled and marked; the pieces sum to the amount to the last digit.",
        reference=f"{ACTIVITY}recipient-country/",
        sql_name="percentages",
        parameters=(_TOLERANCE,),
    ),
    Rule(
        id="unallocated",
        title="Several places without percentages",
        meaning="What no percentage covers is for an unknown place, not all of it for each.",
        reference=f"{ACTIVITY}recipient-country/",
        sql_name="percentages",
    ),
    Rule(
        id="allocation-key",
        title="Spreading by a named key",
        meaning="Only if a key is named, regional money is spread by its shares; what they leave stays"
        " regional.",
        reference="The key names its own source",
        sql_name="allocation_key",
        parameters=(
            Parameter(name="allocation_key", default=None, meaning="Name of the key in ``allocation_keys``"),
        ),
    ),
)
"""Rules about places; several may work through one text."""
