"""The tester of rulesets judges as the meta tests that IATI publishes with its rulesets say."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from lxml import etree

from publish.iati.official import META_TESTS, needs_official, standard_ruleset
from publish.iati.rulesets import violations

NOW = datetime(2026, 1, 1, tzinfo=UTC)
# The first column is the ruleset, the second the files that keep it, the third those that break it. Source:
# meta_tests.sh of IATI-Rulesets, and for rules that it does not list the words in the names of the files.
EXPECTED = (
    ("empty", "empty", ""),
    ("title_exists", "empty title", "empty_activity"),
    ("title_text_exists", "title_text", "title"),
    ("no_paths", "empty", "empty_activity"),
    ("no_more_than_one_title", "title empty_activity", "title_twice"),
    ("dependent_title_description", "empty_activity title_description", "title description"),
    ("sum", "sum_good", "sum_bad"),
    ("sum_two", "sum_two_good", "sum_two_bad"),
    ("date_order", "empty_activity date_good", "date_bad"),
    ("regex_matches", "regex_good", "regex_bad"),
    ("regex_no_matches", "regex_bad", "regex_good"),
    ("starts_with", "identifiers", "identifiers_bad"),
    ("unique", "unique_good", "unique_bad"),
    ("unique_title_description", "title_description_content", ""),
    ("if_then", "if_then_good", "if_then_bad"),
    ("condition", "empty_activity activity_status_2", "activity_status_3"),
    (
        "only_one_of",
        "only_one_of_activity_good only_one_of_transaction_good",
        "only_one_of_activity_bad only_one_of_transaction_bad",
    ),
    ("period_time", "period_time_good", "period_time_bad"),
    ("time_limit", "time_limit_good", "time_limit_bad"),
    ("total_expenditure", "total_expenditure_good", "total_expenditure_bad"),
    ("recipient_region_budget", "recipient_region_budget_good", "recipient_region_budget_bad"),
    ("date_now", "date_now_good", "date_now_bad"),
    (
        "at_least_one",
        "at_least_one_ref at_least_one_narrative at_least_one_no_element_good",
        "at_least_one_bad",
    ),
    (
        "one_or_all",
        "one_or_all_lang_good one_or_all_lang_good_all one_or_all_sector_good one_or_all_sector_all_good "
        "one_or_all_currency_good one_or_all_currency_all_good",
        "one_or_all_lang_bad one_or_all_lang_bad_all one_or_all_sector_bad one_or_all_sector_all_bad "
        "one_or_all_currency_bad one_or_all_currency_all_bad",
    ),
    ("one_or_all_org", "one_or_all_org_currency_good", "one_or_all_org_currency_bad"),
    ("between_dates", "between_dates_good", "between_dates_bad"),
    ("range", "range_good", "range_bad"),
    ("recipient_country", "recipient_country_good", "recipient_country_bad"),
    ("sector_percentage_sum", "sector_percentage_sum_good", "sector_percentage_sum_bad"),
    ("forloop", "forloop_good", "forloop_bad"),
    ("results_references", "results_refs_good", "results_refs_bad"),
    *(
        (
            f"result_indicator_{ruleset}_selector_with_conditions",
            f"results_indicator_{ruleset}_value_good results_indicator_{ruleset}_value_not_relevant",
            f"results_indicator_{ruleset}_value_bad",
        )
        for ruleset in ("baseline", "period_target", "period_actual")
    ),
)
CASES = [
    (ruleset, file, is_kept)
    for ruleset, *files in EXPECTED
    for is_kept, names in zip((True, False), files, strict=True)
    for file in names.split()
]


@needs_official
@pytest.mark.parametrize(("ruleset", "file", "is_kept"), CASES)
def test_a_meta_test_comes_out_as_published(ruleset: str, file: str, is_kept: bool) -> None:
    rules = json.loads((META_TESTS / f"{ruleset}.json").read_text())
    document = etree.parse(META_TESTS / f"{file}.xml").getroot()
    assert (not list(violations(rules, document, NOW))) is is_kept


@needs_official
def test_every_ruleset_and_file_of_the_meta_tests_is_used() -> None:
    assert {ruleset for ruleset, _file, _kept in CASES} == {path.stem for path in META_TESTS.glob("*.json")}
    assert {file for _ruleset, file, _kept in CASES} == {path.stem for path in META_TESTS.glob("*.xml")}


@needs_official
def test_an_empty_activity_breaks_the_standard_ruleset_by_its_numbers() -> None:
    # By hand from standard.json: no start, no sector, no place of the activity and none of a transaction.
    document = etree.fromstring("<iati-activities><iati-activity/></iati-activities>")
    found = {violation.rule for violation in violations(standard_ruleset(), document, NOW)}
    assert found == {"6.11.1", "6.2.2", "3.7.1"}
