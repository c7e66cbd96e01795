"""Words of names that are written in several ways and mean the same, or say little about who is meant.

Only words that no table of sounds can bring together: short forms, numbers, and what firms and institutes
are called in the languages of the lists. Keys and values are as ``name_words`` returns them. Made for
this project from general knowledge of the languages; no list of others was copied.
"""

from __future__ import annotations

__all__ = ["FATHER_WORDS", "ORGANISATION_WORDS", "PARTICLES", "TITLES", "is_patronymic"]

_SERVANT = "abd abdul abdel abdal abdol abdoul abdu abdur abdus abdun abder abdes abden abdool"
PARTICLES = {
    **dict.fromkeys(("ibn", "bin", "ben", "bn", "ould", "wuld", "ibne", "~bn", "~ibn", "~abn"), "bin"),
    **dict.fromkeys(("bint", "binti", "bente", "~bnt"), "bint"),
    **dict.fromkeys(("al", "el", "ul", "ad", "ar", "az", "ash", "aal", "~al"), "al"),
    **dict.fromkeys(("abu", "abou", "abo", "~abw"), "abu"),
    **dict.fromkeys((*_SERVANT.split(), "~bd"), "abd"),
}
"""Arabic particles, and the one way in which they are compared."""

FATHER_WORDS = frozenset({"bin", "bint"})
"""Particles before the name of a father: who stands before and who after is not the same."""

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "lord",
        "lady",
        "dame",
        "president",
        "prasident",
        "predsednik",
        "prezident",
        "monsieur",
        "madame",
        "herr",
        "frau",
        "senor",
        "senora",
        "sheikh",
        "shaikh",
        "sheik",
        "shaykh",
        "cheikh",
        "haji",
        "hajji",
        "hadji",
        "hajj",
        "haj",
        "mullah",
        "mulla",
        "maulavi",
        "mawlawi",
        "maulvi",
        "molavi",
        "sayyid",
        "sayed",
        "seyed",
        "seyyed",
        "sayid",
        "general",
        "gen",
        "gjeneral",
        "colonel",
        "col",
        "major",
        "captain",
        "capt",
        "lieutenant",
        "brigadier",
        "admiral",
        "commander",
        "minister",
        "ayatollah",
        "hojjatoleslam",
        "imam",
        "ustad",
        "hafiz",
        "qari",
        "jr",
        "sr",
        "ing",
        "mag",
        "dipl",
        "dipling",
        "~lshykh",
        "~shykh",
        "~hj",
        "~hajj",
        "~syd",
        "~sayd",
        "~dktwr",
    ]
)
"""Titles and forms of address; they weigh little."""

_PATRONYMICS: tuple[str, ...] = (
    "ovich",
    "evich",
    "ovych",
    "evych",
    "yevich",
    "ovna",
    "evna",
    "ivna",
    "yivna",
    "ovitch",
    "evitch",
)
_PATRONYMICS += (
    "ovic",
    "evic",
    "ovitj",
    "evitj",
    "ovits",
    "evits",
    "ovics",
    "evics",
    "owicz",
    "ewicz",
    "yevna",
)
_PATRONYMICS += (
    "oglu",
    "ogly",
    "kyzy",
    "kizi",
    "ovitsch",
    "ewitsch",
    "owitsch",
    "ownna",
    "ovnan",
    "awna",
    "auna",
)


def is_patronymic(word: str) -> bool:
    """Tell whether a word has the ending of an East Slavic or Turkic name of a father.

    Some family names of the Balkans have it too; that is why such a word still counts where both names
    have it.
    """
    return len(word) > 5 and word.endswith(_PATRONYMICS)


_NUMBERS = """0 zero|1 one first 1st prvi prva|2 two second 2nd ii|3 three third 3rd iii|4 four
fourth 4th iv fourty|5 five fifth 5th|6 six sixth 6th vi|7 seven seventh 7th vii|8 eight eighth 8th viii|9
nine ninth 9th ix |10 ten tenth 10th|11 eleven eleventh 11th xi|12 twelve twelfth 12th xii|13 thirteen
xiii|14 fourteen xiv|15 fifteen xv |16 sixteen xvi|17 seventeen xvii|18 eighteen xviii|19 nineteen xix|20
twenty xx|30 thirty xxx|40 forty|50 fifty |100 hundred|1000 thousand"""

_SHORT = """international intl int internat internacional internationale internazionale mezhdunarodnyi
mezhdunarodnaya
 medjunarodni medjunarodna megjunaroden nderkombetare internasional|national natl nat nacional nationale
 natsionalnyi natsionalnaya nacionalni nacionalna kombetare|company kompani kompaniya kompanija kompania
 kompaniia compagnie compania kompanie companies|corporation korporatsiya korporacija korporacioni
 korporatsiia|group grp gruppa grupa gruppe groupe grupo groep groupa|holding holdings kholding holdinga
 kholdinga khold|management mgmt mngt menedzhment upravlyayushchaya upravlyaiushchaya|trading trade trdg
 trd torgovyi torgovaya torgovo torgovoe trgovina trgovinsko trgovski tregtare comercial commercial
 commerce commercio kommercheskii handel handels ticaret tijarat bazargani comercializadora|industries
 industry industrial ind inds promyshlennyi promyshlennaya promyshlennoe industrija industrijski industria
 industrie sanayi sanayii sanat|engineering eng engg engr engineers inzhiniring inzenjering inzhenernyi
 muhendislik mohandesi|manufacturing mfg manuf manufacture manufacturers|production productions producing
 proizvodstvennyi proizvodstvennaya proizvodstvennoe proizvodstvo proizvodnja prodhim|plant zavod factory
 fabrika werk fabrica karkhaneh|bank banka banque banco banca banki|scientific nauchnyi nauchno nauchnaya
 nauchnoe naukovo navukova science sciences|research issledovatelskii issledovatelskiy issledovatelskaya
 issledovatelskoe doslidnyi istrazivacki|institute institut instituto institucija inst|enterprise
 predpriyatie predpriiatie preduzece pidpriemstvo entreprise empresa pradpryemstva|association assoc assn
 asociacion asotsiatsiya associaciya udruzenje|union soyuz sojuz unija|organization organisation org
 organizatsiya organizaciya organizacija organizacion|foundation fund fond fondatsiya fondacija fondacioni
 fundacion vakfi vaqf bonyad|department dept departament|ministry min ministerstvo ministere|university
 univ universitet universitas universite|center centre ctr tsentr centar qendra centro zentrum merkez
 markaz|technology technologies technological tech technical tekhnologii tekhnologiya tekhnologicheskii
 tehnologije tekhnicheskii teknoloji|design konstruktorskoe konstruktorskoye|bureau byuro
 biro|construction constructions constr stroitelnyi stroitelnaya stroitelstvo stroi gradjevinsko ndertim
 insaat construcciones costruzioni sakhteman|development dev devel razvitie razvitiya razvoj|transport
 transportation trans transportnyi transportnaya nakliyat|shipping ship sudokhodnaya denizcilik
 keshtirani|services service svc svcs srvcs servis usluge sherbime servicios uslugi khadamat|investment
 investments inv invest investitsionnyi investitsii investicije inversiones|limited|system systems sistema
 sistemy sistemi|equipment equip oborudovanie oborudovaniya ekipman|general gen gl|state gosudarstvennyi
 gosudarstvennaya gosudarstvennoe drzavni derzhavnyi|federal federalnyi federalnaya federalnoe|joint
 sovmestnoe sovmestnyi|republic respublika republika republican respublikanskoe|export eksport
 izvoz|import uvoz|petroleum neft oil nafta nefti neftyanaya petrol|energy energiya energetika energetski
 enerji energia|electronic electronics elektronika elektronnyi elektronike elektronik|mechanical mechanics
 mekhanicheskii mekhaniki mashinostroitelnyi mekanik|precision tochnoi tochnoy tochnykh|instrument
 instruments priborostroitelnyi priborostroeniya priborov|aviation aviatsionnyi aviatsionnaya aviacija
 havacilik|special specialized spetsialnyi spetsialnoe spetsializirovannyi|logistics logistik logistika
 lojistik logistics|house dom|the la le les los las der die das|and et und y i e dhe ve va|of de du des di
 del da dos do|for pour fur para per za dlya per|united utd|states|brothers bros bratya|sons son|chemical
 chemicals khimicheskii kimya himicheskii|medical meditsinskii medicinski|pharmaceutical pharmaceuticals
 pharma farmatsevticheskii farmacevtski ilac|food foods prehrambeni|metallurgical metallurgicheskii
 metallurgy metalurgija|marine maritime morskoi morskoy morska|military voennyi voyennyi vojni|defense
 defence oboronnyi odbrana|police policija politsiya|center|islamic islamskii eslami islami|exchange exch
 sarrafi|money|real|estate|property properties nekretnine|consulting konsalting consultants consultancy
 savjetovanje|media|agency agentstvo agencija agence agencia|charity charitable blagotvoritelnyi
 blagotvoritelnaya humanitarian humanitarna"""


def _words(text: str) -> dict[str, str]:
    rows = (row.split() for row in text.split("|"))
    return {word: row[0] for row in rows if row for word in row}


ORGANISATION_WORDS = _words(_SHORT) | _words(_NUMBERS)
"""Words of the names of organisations, and the one way in which they are compared."""
