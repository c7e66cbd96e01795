"""What the matcher finds, and that a result depends on nothing but query, list and configuration."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.listing import ListedName, Listing, ListingKind
from accord.methods.screening.banding import ALERT_SCORE
from accord.methods.screening.matcher import Matcher, NameHit
from accord.methods.screening.reading import read_name

from .made_up_listings import ANY, FIRM, LISTINGS, NAMES, PERSON, matching, score

KINDS = st.sampled_from(list(ListingKind))
TEXTS = st.one_of(
    st.sampled_from([text for text, _ in NAMES]),
    st.text(max_size=30),
    st.lists(st.sampled_from(["karim", "bin", "j", "x", "45", "lipov", "ООО", "primer"]), max_size=60).map(
        " ".join
    ),
)
QUERIES = st.lists(st.tuples(TEXTS, KINDS), min_size=1, max_size=12)


def shown(hits: list[NameHit]) -> list[tuple[str, int, float]]:
    return [(hit.listing.id, hit.name, hit.score) for hit in hits]


def alone(query: tuple[str, ListingKind], matcher: Matcher | None = None) -> list[tuple[str, int, float]]:
    return shown((matcher or matching()).search([query], top=10, least=0)[0])


@settings(deadline=None, max_examples=30)
@given(QUERIES, st.randoms(use_true_random=False))
def test_a_result_does_not_depend_on_the_rows_beside_it(
    queries: list[tuple[str, ListingKind]], random: object
) -> None:
    together = matching().search(queries, top=10, least=0)
    assert [shown(hits) for hits in together] == [alone(query) for query in queries]
    shuffled = list(queries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = dict(zip(shuffled, matching().search(shuffled, top=10, least=0), strict=True))
    assert [shown(again[query]) for query in queries] == [shown(hits) for hits in together]


@settings(deadline=None, max_examples=20)
@given(QUERIES)
def test_a_result_does_not_depend_on_what_was_asked_before(queries: list[tuple[str, ListingKind]]) -> None:
    fresh = Matcher(LISTINGS)
    assert [alone(query, fresh) for query in queries] == [alone(query) for query in queries]


def test_a_result_does_not_depend_on_the_process() -> None:
    program = (
        "from methods.screening.made_up_listings import matching, NAMES\n"
        "for hits in matching().search(NAMES, top=5, least=0):\n"
        "    print([(hit.listing.id, hit.name, hit.score) for hit in hits])\n"
    )
    tests = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONHASHSEED": "77", "PYTHONPATH": tests, "PATH": ""},
    )
    assert done.stdout.splitlines() == [str(shown(hits)) for hits in matching().search(NAMES, top=5, least=0)]


@pytest.mark.parametrize(("text", "kind"), [each for each in NAMES if "Vuk" not in each[0]])
def test_every_listed_name_hits_its_listing(text: str, kind: ListingKind) -> None:
    hits = matching().search([(text, kind)], top=5, least=ALERT_SCORE)[0]
    own = {listing.id for listing in LISTINGS if any(name.text == text for name in listing.names)}
    assert own & {hit.listing.id for hit in hits}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.text(max_size=40), KINDS), min_size=1, max_size=15))
def test_every_name_that_can_be_read_hits_itself(names: list[tuple[str, ListingKind]]) -> None:
    listings = [
        Listing(id=str(number), list="zz", kind=kind, names=(ListedName(text=text),))
        for number, (text, kind) in enumerate(names)
    ]
    matcher = Matcher(listings)
    for listing, hits in zip(listings, matcher.search(names, top=64, least=ALERT_SCORE), strict=True):
        if read_name(listing.names[0].text, listing.kind).words:
            assert listing in [hit.listing for hit in hits]
        else:
            assert hits == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "😀",
        "\x00",
        "\ud800",
        "\u202e\u200f",
        "a" * 10_000,
        "Nikolina " * 2000,
        "1" * 10_000,
        "x" * 10_000,
        "Никoлина Nepostojeća",
        "\u202eNikolina Nepostojeća",
        "王" * 500,
        "ﷺ" * 3000,
        " ".join("abcdefghijklmnopqrstuvwxyz"),
    ],
)
@pytest.mark.parametrize("kind", ListingKind)
def test_no_text_breaks_the_search(text: str, kind: ListingKind) -> None:
    hits = matching().search([(text, kind)], top=64, least=0)[0]
    assert all(0 < hit.score <= 1 for hit in hits)
    assert len(matching().explain(text, kind, hits)) == len(hits)


def test_a_list_may_be_empty_and_so_may_a_question() -> None:
    assert Matcher(()).search([("Nikolina", PERSON), ("", FIRM)], top=5, least=0) == [[], []]
    assert matching().search([], top=5, least=0) == []


def test_names_that_cannot_be_read_are_known() -> None:
    names = (ListedName(text="—"), ListedName(text="Nikolina"), ListedName(text="riječ " * 50))
    matcher = Matcher([Listing(id="zz:1", list="zz", kind=PERSON, names=names)])
    assert matcher.index.unread == ((0, 0), (0, 2))


SAME = [
    ("Xhavit Hoxha", "Džavid Hodža", PERSON),
    ("Xhavit Hoxha", "Џавид Хоџа", PERSON),
    ("Ђорђе Његован", "Djordje Njegovan", PERSON),
    ("Ђорђе Његован", "Đorđe Njegovan", PERSON),
    ("Ѓорѓе Ќосакоски", "Gjorgje Kjosakoski", PERSON),
    ("Ѓорѓе Ќосакоски", "Ǵorǵe Ḱosakoski", PERSON),
    ("Жельо Въжаров", "Zhelyo Vazharov", PERSON),
    ("Ольга Никакая", "Olga Nikakaya", PERSON),
    ("Юрий Щедринский", "Yuri Shchedrinskiy", PERSON),
    ("Юрий Щедринский", "Juri Schtschedrinski", PERSON),
    ("Євген Галаган", "Yevhen Halahan", PERSON),  # г is h in Ukrainian and g in Russian
    ("Ґалина Ґудзь", "Galyna Gudz", PERSON),
    ("Γεώργιος Ανύπαρκτος", "Georgios Anyparktos", PERSON),
    ("محمد القاسمي", "Muhammad al-Qasimi", PERSON),
    ("گلناز پژمان", "Golnaz Pezhman", PERSON),
    ("יוסף לוינסקי", "Yosef Levinski", PERSON),
    ("Nikolina Čvorović", "NIKOLINA CVOROVIC", PERSON),
    ("Čvorović, Nikolina", "Nikolina Čvorović", PERSON),
    ("N. Čvorović", "Nikolina Čvorović", PERSON),
    ("Oleg Petrovich Nikakoy", "Oleg Nikakoy", PERSON),
    ("Abd al Rahman Izmišljen", "Abdulrahman Izmisljen", PERSON),
    ("Nikolina Cvorvić", "Nikolina Čvorović", PERSON),
    ("Crna Ptica", "Crnaptica d.o.o.", FIRM),
    ("Crnaptica", "Crna Ptica DOOEL", FIRM),
    ("Jelov Vrh d.o.o.", "Jelov Vrh društvo sa ograničenom odgovornošću", FIRM),
    ("Jelov Vrh d.o.o.", "ООО Елов Врх", FIRM),
    ("Maja e Bardhë sh.p.k.", "Shoqëri me Përgjegjësi të Kufizuar Maja e Bardhe", FIRM),
    ("Jelov Vrh Trading", "Jelov Vrh Trgovina", FIRM),
]


@pytest.mark.parametrize(("asked", "listed", "kind"), SAME)
def test_a_name_is_found_however_it_is_written(asked: str, listed: str, kind: ListingKind) -> None:
    assert score(asked, listed, kind) >= ALERT_SCORE
    assert score(listed, asked, kind) >= ALERT_SCORE
    assert score(asked, listed, ANY) > 0


@pytest.mark.parametrize(
    ("asked", "listed", "kind"),
    [
        ("Jasen d.o.o.", "Bukva d.o.o.", FIRM),
        ("Jasen društvo sa ograničenom odgovornošću", "Bukva društvo sa ograničenom odgovornošću", FIRM),
        ("Jasen sh.p.k.", "Bukva shoqëri me përgjegjësi të kufizuar", FIRM),
        ("ООО Ясень", "ООО Буква", FIRM),
        ("N.T.P. Jasen", "N.T.P. Bukva", FIRM),
        ("Jasen GmbH", "Bukva GmbH", FIRM),
    ],
)
def test_a_legal_form_never_carries_a_match(asked: str, listed: str, kind: ListingKind) -> None:
    assert score(asked, listed, kind) == 0


@pytest.mark.parametrize(
    ("asked", "listed", "kind"),
    [
        ("Pogon 12", "Pogon 13", FIRM),
        ("Nikolina Čvorović", "Nikolina Vrabac", PERSON),
        ("Nikolina Čvorović", "Teodora Čvorović", PERSON),
    ],
)
def test_another_name_opens_no_alert(asked: str, listed: str, kind: ListingKind) -> None:
    assert score(asked, listed, kind) < ALERT_SCORE


def test_a_son_is_not_his_father() -> None:
    right, wrong = score("Harun bin Zayd", "Harun bin Zayd"), score("Zayd bin Harun", "Harun bin Zayd")
    assert wrong <= 0.8 * right + 1e-6


def test_another_legal_form_counts_less_than_none() -> None:
    same = score("Jasen d.o.o.", "Jasen DOOEL", FIRM)
    none = score("Jasen", "Jasen DOOEL", FIRM)
    other = score("Jasen a.d.", "Jasen DOOEL", FIRM)
    assert other < none == same


def test_a_weak_name_counts_less() -> None:
    hits = matching().search([("Vuk Samotnjak", PERSON)], top=1, least=0)[0]
    assert hits[0].listing.names[hits[0].name].is_weak
    assert hits[0].score < 0.8


def test_persons_and_firms_are_not_mixed_up_and_the_unknown_may_be_either() -> None:
    assert matching().search([("Nikolina Nepostojeća", FIRM)], top=5, least=0) == [[]]
    assert matching().search([("Nikolina Nepostojeća", ANY)], top=5, least=0)[0][0].listing.id == "zz:0"


def test_the_best_listings_are_given_each_once_and_no_more_than_asked_for() -> None:
    hits = matching().search([("Karim Khayali", PERSON)], top=2, least=0)[0]
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score
    assert len({hit.listing.id for hit in matching().search([("Karim", PERSON)], top=64, least=0)[0]}) == len(
        matching().search([("Karim", PERSON)], top=64, least=0)[0]
    )


def test_the_version_changes_with_every_number() -> None:
    plain = matching().configuration
    changed = {replace(plain, **{each.name: getattr(plain, each.name) + 1}).version for each in fields(plain)}
    assert len(changed | {plain.version}) == len(fields(plain)) + 1
