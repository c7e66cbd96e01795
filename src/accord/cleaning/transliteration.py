"""Names in any script, written in small Latin letters without marks.

The tables of Cyrillic, Greek and Arabic are ours, because the usual ones write for the eye and lose what a
comparison by sound needs: Macedonian and Serbian letters of their own, Persian letters, silent Greek
pairs. Every other script is left to ``anyascii``. Arabic and Hebrew leave short vowels out, so their
words come back with the mark ``UNVOCALISED`` in front: only the consonants were written.

References:
    ISO 9:1995; the romanisation tables of BGN/PCGN for Macedonian, Serbian, Bulgarian, Russian, Ukrainian,
    Greek (ELOT 743), Arabic and Persian, https://geonames.nga.mil/geonames/GNSSearch/GNSDocs/romanization/
"""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

__all__ = ["IDEOGRAPHIC", "UNVOCALISED", "to_latin"]

UNVOCALISED = "~"
"""First character of a word whose script leaves short vowels out."""
IDEOGRAPHIC = "^"
"""First character of a word in a script whose signs say more than their sound; the signs follow the sound."""


def _pairs(*texts: str) -> dict[str, str]:
    """Read rows of ``letter=text``; a letter alone is silent."""
    cells = (cell.partition("=") for text in texts for cell in text.split())
    return {letter: text for letter, _, text in cells}


_LATIN = _pairs(
    "đ=dj ð=d ł=l ø=o ß=ss æ=ae œ=oe ı=i ə=e þ=th č=ch ć=ch š=sh ş=sh ș=sh ś=sh ž=zh ż=zh ź=zh",
    "ç=ch ţ=ts ț=ts ğ=g ħ=h ŋ=ng ř=rzh ё=yo ǵ=gj ḱ=kj",
)
_CYRILLIC = _pairs(
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts",
    "ч=ch ш=sh щ=shch ъ ы=y ь э=e ю=yu я=ya ј=j љ=lj њ=nj ћ=ch ђ=dj џ=dzh ѓ=gj ќ=kj ѕ=dz є=ye і=i ї=yi",
    "ґ=g ў=u ә=a қ=k ғ=g ң=ng ө=o ұ=u ү=u һ=h ҷ=j ҳ=h ӣ=i ӯ=u ѐ=e ѝ=i",
)
_GREEK_PAIRS = _pairs(
    "ου=ou μπ=b ντ=d γκ=g γγ=ng τζ=tz τσ=ts αυ=av ευ=ev ηυ=iv αι=e ει=i οι=i υι=i",
)
_GREEK = _pairs(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o",
)
_ARABIC = _pairs(
    "ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع غ=gh ف=f ق=q ك=k ل=l م=m",
    "ن=n ه=h و=w ي=y أ=a إ=i آ=a ٱ=a ى=a ة=a ئ=y ؤ=w ء ـ پ=p چ=ch ژ=zh گ=g ک=k ی=y ڤ=v ہ=h ے=y ھ=h ٹ=t",
    "ڈ=d ڑ=r ں=n ۀ=h ې=e ښ=sh ړ=r ډ=d ټ=t",
)
_HEBREW = _pairs(
    "א=a ב=v ג=g ד=d ה=h ו=w ז=z ח=h ט=t י=y כ=kh ך=kh ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=f ף=f צ=ts ץ=ts ק=k",
    "ר=r ש=sh ת=t",
)
_ARTICLE = "ال"
_GOD = "الله"
_LETTERS = {ord(letter): text for letter, text in (_LATIN | _CYRILLIC | _GREEK).items()}


def to_latin(word: str) -> str:
    """Return one word in small letters a to z and digits; an empty text if nothing of it can be read.

    Chinese, Japanese and Korean words keep their signs behind the sound, since many names sound alike.

    Args:
        word: A word without white space, in any script, in small letters, as NFC.
    """
    if word.isascii():
        return word
    first = ord(word[0])
    if 0x0590 <= first <= 0x05FF or 0xFB1D <= first <= 0xFB4F:
        return _unvocalised(word, _HEBREW)
    if 0x0600 <= first <= 0x08FF or 0xFB50 <= first <= 0xFEFF:
        return _unvocalised(_without_article(unicodedata.normalize("NFKC", word)), _ARABIC)
    if 0x3040 <= first <= 0x9FFF or 0xAC00 <= first <= 0xD7AF:
        sound = "".join(letter for letter in anyascii(word).lower() if letter.isalnum())
        return f"{IDEOGRAPHIC}{sound}{word}" if sound else ""
    if 0x0370 <= first <= 0x03FF or 0x1F00 <= first <= 0x1FFF:
        word = _without_marks(word)
        for pair, text in _GREEK_PAIRS.items():
            word = word.replace(pair, text)
    text = word.translate(_LETTERS)
    if not text.isascii():
        text = anyascii(_without_marks(text).translate(_LETTERS)).lower()
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())


def _unvocalised(word: str, table: dict[str, str]) -> str:
    text = "".join(table.get(letter, "") if not letter.isdigit() else anyascii(letter) for letter in word)
    return UNVOCALISED + text if text else ""


def _without_article(word: str) -> str:
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > 4 and word != _GOD else word


def _without_marks(word: str) -> str:
    kept = (letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return "".join(kept)
