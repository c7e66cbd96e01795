"""Which parties a declaration pays: each once, nobody dropped, final recipients only if all says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.evidence import Evidence
from accord.domain.listing import Effect, ListedName, Listing, ListingKind
from accord.domain.party import ListUsed, Role, Screened, ScreeningRun, Standing, Timing
from accord.domain.project import FinancingLine, LineKind
from accord.domain.screening import Band
from accord.methods.parties import PartyFlow, line_flows, parties_of, query_of
from accord.methods.party_hits import screen_parties, timing
from accord.methods.screening.matcher import Matcher

DAY = date(2024, 1, 15)


def flow(name: str = "Quenlow Varstead", **details: object) -> PartyFlow:
    """A payment of ten euros to a made-up firm."""
    values: dict[str, object] = {
        "flow": "f1",
        "role": "is paid",
        "name": name,
        "reference": "",
        "type": "",
        "names_activity": False,
        "is_humanitarian": False,
        "partner": "NOR",
        "measure": "disbursement",
        "currency": "EUR",
        "amount": Decimal(10),
        "day": date(2022, 5, 1),
        "is_left_out": False,
    }
    return PartyFlow(**{**values, **details})  # type: ignore[arg-type]


def listing(**details: object) -> Listing:
    """A made-up asset freeze."""
    values: dict[str, object] = {
        "id": "made:1",
        "list": "made",
        "kind": ListingKind.ORGANIZATION,
        "names": (ListedName(text="Quenlow Varstead Ltd"),),
        "listed_on": date(2020, 1, 1),
    }
    return Listing(**{**values, **details})  # type: ignore[arg-type]


def screened(flows: list[PartyFlow], *listings: Listing) -> Screened:
    used = ListUsed(code="made", sha256="0" * 64, as_of=DAY, age_days=0, entries=len(listings))
    run = ScreeningRun(as_of=DAY, lists_id="x", missing=(), elsewhere=0)
    return screen_parties(parties_of(flows), Matcher(listings), [used], run)


def test_two_spellings_are_one_party_with_the_sum_of_both() -> None:
    ((party, found),) = parties_of(
        [flow("Quenlow Varstead d.o.o."), flow("QUENLOW VARSTEAD DOO", flow="f2", amount=Decimal("0.5"))]
    )
    assert (party.name, party.spellings) == (
        "Quenlow Varstead d.o.o.",
        ("QUENLOW VARSTEAD DOO", "Quenlow Varstead d.o.o."),
    )
    (dealing,) = party.dealings
    assert (dealing.flows, dealing.amount, dealing.currency) == (2, Decimal("10.5"), "EUR")
    assert dealing.sources == ("f1", "f2")
    assert len(found) == 2


def test_two_references_are_two_parties_of_one_name() -> None:
    parties = [party for party, _ in parties_of([flow(reference="AL-NIPT-1"), flow(reference="AL-NIPT-2")])]
    assert [party.name for party in parties] == ["Quenlow Varstead"] * 2
    assert len({party.id for party in parties}) == 2


def test_an_id_is_words_of_the_name_and_a_hash_and_does_not_depend_on_other_flows() -> None:
    ((alone, _),) = parties_of([flow("Đorđe & Čačak, a.d.")])
    among = {
        party.id for party, _ in parties_of([flow("Ombrilla"), flow("Đorđe & Čačak, a.d.", amount=None)])
    }
    assert alone.id in among
    assert alone.id.isascii()
    assert alone.id.rpartition("-")[0] == "djordje-and-chachak-ad"


def test_currencies_are_never_added_and_an_unknown_amount_is_no_zero() -> None:
    ((party, _),) = parties_of(
        [flow(), flow(currency="USD", amount=Decimal(3)), flow(currency="", amount=None), flow(amount=None)]
    )
    told = {each.currency: (each.amount, each.flows, each.without_amount) for each in party.dealings}
    assert told == {"EUR": (Decimal(10), 2, 1), "USD": (Decimal(3), 1, 0), "": (None, 1, 1)}


def test_a_flow_that_a_rule_leaves_out_adds_nothing_but_its_receiver_is_screened() -> None:
    found = screened([flow(is_left_out=True)], listing())
    (party,) = found.parties
    (dealing,) = party.dealings
    assert (party.standing, dealing.amount, dealing.flows, dealing.left_out) == (
        Standing.SCREENED,
        None,
        1,
        1,
    )
    assert [each.hit.listing_id for each in found.hits] == ["made:1"]
    assert found.hits[0].timing == Timing(before=0, during=1, after=0, unknown=0)


def test_sides_that_name_nobody_are_kept_and_not_compared() -> None:
    parties = [party for party, _ in parties_of([flow(""), flow("", role="pays"), flow("", reference="X-1")])]
    assert {(party.label, party.standing) for party in parties} == {
        ("Not named", Standing.UNNAMED),
        ("X-1", Standing.UNNAMED),
    }
    assert len(parties) == 3
    assert all(query_of(party).is_exempt for party in parties)


def test_the_financier_of_a_line_pays_and_has_no_day() -> None:
    line = FinancingLine(
        id="L1",
        project="P1",
        kind=LineKind.LOAN,
        financier="Bank of the Lake",
        amount=Decimal(5),
        unit="EUR",
        source="budget",
        evidence=Evidence.SEEN,
        is_anticipated=True,
    )
    ((party, _),) = parties_of(line_flows([line]))
    (dealing,) = party.dealings
    assert (dealing.role, dealing.measure, dealing.project) == (Role.PAYS, "Loan, anticipated", "P1")
    assert (dealing.first_day, dealing.sources) == (None, ("L1",))


AID = flow("Households of Tilmora Wesk", is_humanitarian=True)


def test_people_in_need_who_are_only_paid_humanitarian_aid_are_exempt() -> None:
    found = screened([AID], listing(names=(ListedName(text="Households of Tilmora Wesk"),)))
    assert found.parties[0].standing is Standing.EXEMPT
    assert found.parties[0].reason
    assert found.hits == ()


@pytest.mark.parametrize(
    "more",
    [
        {"type": "22"},
        {"reference": "AL-NIPT-1"},
        {"names_activity": True},
        {"is_humanitarian": False},
        {"role": "pays"},
        {"name": "Households of Tilmora d.o.o."},
        {"name": "Tilmora Household Foundation"},
        {"name": "Tilmora Wesk"},
        {"name": "Red Cross of Tilmora"},
    ],
    ids=str,
)
def test_one_sign_that_it_is_somebody_else_is_enough_to_be_screened(more: dict[str, object]) -> None:
    flows = [replace(AID, **more)]  # type: ignore[arg-type]
    assert parties_of(flows)[0][0].standing is Standing.SCREENED


def test_one_flow_that_is_no_aid_is_enough_to_be_screened() -> None:
    assert parties_of([AID, replace(AID, is_humanitarian=False)])[0][0].standing is Standing.SCREENED


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("70",), ListingKind.ORGANIZATION),
        (("10", "80"), ListingKind.ORGANIZATION),
        (("90",), ListingKind.UNKNOWN),
        (("70", "90"), ListingKind.UNKNOWN),
        ((), ListingKind.UNKNOWN),
    ],
)
def test_only_a_type_that_is_an_organisation_for_certain_says_so(
    types: tuple[str, ...], kind: ListingKind
) -> None:
    # Code list OrganisationType of IATI: 90 is "other".
    flows = [flow(type=each) for each in types] or [flow()]
    assert parties_of(flows)[0][0].kind is kind


@pytest.mark.parametrize(
    ("reference", "countries", "identifiers"),
    [
        ("GB-CHC-202918", ("gb",), ("GB-CHC-202918", "202918")),
        ("XK-NRB-70-1", ("xk",), ("XK-NRB-70-1", "70-1")),
        ("XM-DAC-301-2", (), ("XM-DAC-301-2", "301-2")),
        ("SE-0", (), ("SE-0",)),
        ("", (), ()),
    ],
)
def test_a_country_is_told_by_a_reference_with_its_register_only(
    reference: str, countries: tuple[str, ...], identifiers: tuple[str, ...]
) -> None:
    ((party, _),) = parties_of([flow(reference=reference)])
    query = query_of(party)
    assert (query.countries, query.identifiers) == (countries, identifiers)


def test_days_fall_before_into_and_after_a_listing_its_last_day_among_it() -> None:
    debarment = listing(
        effect=Effect.DEBARMENT, listed_on=date(2015, 1, 1), ended_on=date(2018, 12, 31), is_ended=True
    )
    days = [date(2014, 12, 31), date(2015, 1, 1), date(2018, 12, 31), date(2019, 1, 1), None]
    assert timing(days, debarment) == Timing(before=1, during=2, after=1, unknown=1)


def test_what_a_list_does_not_date_is_unknown() -> None:
    undated = listing(listed_on=None)
    assert timing([DAY], undated) == Timing(before=0, during=0, after=0, unknown=1)
    removed = listing(is_ended=True)
    assert timing([date(2019, 1, 1), DAY], removed) == Timing(before=1, during=0, after=0, unknown=1)
    ended = listing(listed_on=None, ended_on=date(2018, 1, 1))
    assert timing([date(2017, 1, 1), DAY], ended) == Timing(before=0, during=0, after=1, unknown=1)


def test_the_hits_of_a_party_do_not_depend_on_other_parties_and_come_strongest_first() -> None:
    lists = (
        listing(),
        listing(id="made:2", names=(ListedName(text="Quenlow Varstead", is_weak=True),)),
    )
    alone = screened([flow()], *lists)
    among = screened([flow("Ombrilla Tesqua", flow="f0"), flow(), AID], *lists)
    assert alone.hits == among.hits
    assert [each.hit.band for each in alone.hits] == [Band.POSSIBLE, Band.NAME_ONLY]


names = st.sampled_from(["Quenlow Varstead", "QUENLOW VARSTEAD", "Ombrilla", "Tilmora Wesk", ""])
made_flows = st.lists(
    st.builds(
        flow,
        names,
        flow=st.uuids().map(str),
        role=st.sampled_from(["pays", "is paid"]),
        reference=st.sampled_from(["", "X-1"]),
        amount=st.none() | st.integers(-50, 50).map(Decimal),
        is_left_out=st.booleans(),
        is_humanitarian=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda each: each.flow,
)


@given(made_flows)
def test_every_side_belongs_to_one_party_and_every_amount_is_kept(flows: list[PartyFlow]) -> None:
    parties = [party for party, _ in parties_of(flows)]
    told = [source for party in parties for each in party.dealings for source in each.sources]
    assert sorted(told) == sorted(each.flow for each in flows)
    assert len({party.id for party in parties}) == len(parties)
    for role in Role:
        kept = sum((e.amount or 0 for p in parties for e in p.dealings if e.role is role), Decimal(0))
        came = sum((f.amount or 0 for f in flows if f.role == role and not f.is_left_out), Decimal(0))
        assert kept == came
    assert [party for party, _ in parties_of(reversed(flows))] == parties
