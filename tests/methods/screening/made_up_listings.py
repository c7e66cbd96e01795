"""Listings of people, firms and ships that do not exist."""

from __future__ import annotations

from functools import cache

from accord.domain.listing import ListedName, Listing, ListingKind
from accord.methods.screening.matcher import Matcher

PERSON, FIRM, SHIP, ANY = (
    ListingKind.PERSON,
    ListingKind.ORGANIZATION,
    ListingKind.VESSEL,
    ListingKind.UNKNOWN,
)
_PEOPLE = """
    Nikolina Nepostojeća; Xhavit Primeri | Джавид Примери; Zorislav Izmišljen; Ђорђе Ниједан;
    Agim Hoxha-Askushi; Karim bin Salim al-Khayali; Petar Ivanovich Nikto; Abdulrahman Nazari Wahmi;
    Щедрин Никакой Петрович; Γεώργιος Ανύπαρκτος; کریم الخیالی | Karim Khayali; Teodora Niko-Neznana;
    Milomir Niko; Ivana Prazna; Ivan Prazan; Sheikh Yunus Wahmi; J. Primerak; Marko Anton Primerak
"""
_FIRMS = """
    Jasika Izmišljena d.o.o.; Lipov Hlad a.d.; Ujvara e Askujt Sh.p.k.; Bit River Trade LLC; ООО Нигде;
    Fabrika 45; Fabrika 46; N.T.P. Drini i Trilluar; Nullpunkt Handel GmbH; Nowhere Shipping Co Ltd
"""
_SHIPS = "MV Nowhere Star; Plava Lađa II"


def listing(number: int, kind: ListingKind, names: str, *, weak: str = "") -> Listing:
    """Return a listing; names are separated by a bar."""
    listed = [ListedName(text=text.strip()) for text in names.split("|")]
    listed += [ListedName(text=weak, is_weak=True)] if weak else []
    return Listing(id=f"zz:{number}", list="zz", kind=kind, names=tuple(listed))


def _all() -> tuple[Listing, ...]:
    rows = [
        (kind, names.strip())
        for kind, text in ((PERSON, _PEOPLE), (FIRM, _FIRMS), (SHIP, _SHIPS))
        for names in text.split(";")
    ]
    return tuple(
        listing(number, kind, names, weak="Vuk Samotnjak" if number == 0 else "")
        for number, (kind, names) in enumerate(rows)
    )


LISTINGS = _all()
NAMES = [(name.text, each.kind) for each in LISTINGS for name in each.names]


@cache
def matching() -> Matcher:
    """Return the matcher of all listings; made late: the first of a machine waits for a compiler."""
    return Matcher(LISTINGS)


def score(asked: str, listed: str, kind: ListingKind = PERSON) -> float:
    """Return the score of one name against one listed name among the others; 0 if it is not found."""
    matcher = Matcher((*LISTINGS, listing(999, kind, listed)))
    hits = matcher.search([(asked, kind)], top=64, least=0)[0]
    return next((hit.score for hit in hits if hit.listing.id == "zz:999"), 0.0)
