"""Common given and family names of the Western Balkans, whose combinations are invented.

No list of others was copied and no person is meant. Names stand in the spelling of their own language,
those of men first. Macedonian names are in Cyrillic, Serbian ones are put into Cyrillic for half of the
persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["COMMUNITIES", "LATIN", "OFFICIAL", "SERBIAN_CYRILLIC", "SHORT_FORMS", "Community"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Names in use together, and the weight of the community in the list.

    Family names after a forefather are made of the first half of the given names, which are those of men:
    with ``after_consonant``, or with ``after_vowel`` in place of the vowel.
    """

    given: tuple[str, ...]
    written_family: tuple[str, ...]
    weight: float
    after_consonant: str
    after_vowel: str
    cyrillic_share: float = 0.0

    @property
    def family(self) -> tuple[str, ...]:
        """All family names."""
        men = self.given[: len(self.given) // 2]
        made = (
            name[:-1] + self.after_vowel if name[-1] in _VOWELS else name + self.after_consonant
            for name in men
        )
        return tuple(dict.fromkeys((*self.written_family, *made)))


_VOWELS = "aeiouëаеиоу"


def _names(*rows: str) -> tuple[str, ...]:
    return tuple(" ".join(rows).split())


_ALBANIAN = Community(
    weight=0.28,
    after_consonant="i",
    after_vowel="aj",
    given=_names(
        "Arben Agim Ilir Besnik Fatmir Artan Dritan Genc Bashkim Luan Gëzim Shpëtim Skënder Petrit Ardian",
        "Valon Driton Blerim Visar Naim Xhevdet Qemal Hysen Hasan Ismail Avni Nexhat Xhavit Kujtim Edmond",
        "Erion Altin Klodian Gjergj Gjon Pjetër Ndue Kastriot Arjan Sokol Bujar Fadil Muharrem Ramadan",
        "Rexhep Zef Lulëzim Ylli Enver Isa Mirela Elona Arta Drita Teuta Vjosa Flora Valbona Blerta Albana",
        "Shpresa Lindita Merita Fatime Hatixhe Majlinda Luljeta Besa Ardita Anila Ermira Suela Entela",
        "Aferdita Liri Zana Dafina Xhevahire Nazmije Sanije",
    ),
    written_family=_names(
        "Hoxha Krasniqi Gashi Shala Berisha Kastrati Morina Shehu Prifti Marku Leka Gjoni Çela Dervishi",
        "Hysi Bajrami Ademi Rexhepi Ahmeti Jashari Osmani Selimi Thaçi Kelmendi Bytyqi Mustafa Hasani",
        "Sulejmani Ibrahimi Zeqiri Halili Aliu Limani Ramadani Xhaferi Idrizi Sadiku Veliu Dauti Qosja",
        "Gjoka Ndreca Toska Kola Meta Basha Duka Rama Brahimi Haliti Maloku Salihu Syla Hyseni Zogu Bardhi",
        "Lleshi Dedej Pali Kodra Gjini Bushati Dragusha Vata Pepa Koci Hajdari Shkurti Tahiri Murati Demiri",
        "Beqiri Xhemaili Kurti Haxhiu Spahiu Balaj Nikaj Vuçaj Muja",
    ),
)
_SERBIAN = Community(
    weight=0.26,
    after_consonant="ović",
    after_vowel="ić",
    cyrillic_share=0.5,
    given=_names(
        "Dragan Milan Zoran Aleksandar Nikola Marko Miloš Stefan Nenad Vladimir Goran Dejan Ivan Petar",
        "Jovan Đorđe Slobodan Milorad Branislav Predrag Dušan Bojan Saša Nemanja Luka Filip Uroš Lazar",
        "Radovan Živorad Ljubomir Momčilo Siniša Darko Željko Vojislav Čedomir Njegoš Srđan Mihajlo Ratko",
        "Veljko Dimitrije Ognjen Rade Jelena Milica Marija Ana Ivana Dragana Snežana Gordana Vesna Ljiljana",
        "Biljana Jasmina Katarina Nataša Slavica Mirjana Tamara Sanja Jovana Svetlana Radmila Dušica Nevena",
        "Anđela Teodora Olivera Zorica Ružica Branka",
    ),
    written_family=_names(
        "Jovanović Petrović Nikolić Marković Đorđević Stojanović Ilić Stanković Pavlović Milošević Popović",
        "Janković Todorović Simić Ristić Kostić Lukić Stefanović Vasić Živković Mitrović Savić Tomić",
        "Radovanović Đurić Mladenović Matić Lazić Milenković Cvetković Krstić Antić Božić Vuković",
        "Zdravković Ćirić Jevtić Gajić Aleksić Perić Obradović Bogdanović Arsić Živanović Filipović Đokić",
        "Ivanović Radosavljević Blagojević Vučković Mihajlović Trajković Ljubičić Maksimović Njegovan Čolić",
        "Šarić Žarković Veljković Stevanović Jokić Babić Damnjanović Golubović Grujić Dimitrijević Andrić",
        "Spasić Nešić Stamenković Tasić Urošević Knežević Ćosić Šešum Topalović",
    ),
)
_BOSNIAN = Community(
    weight=0.2,
    after_consonant="ović",
    after_vowel="ić",
    given=_names(
        "Mirza Amir Edin Emir Senad Samir Haris Damir Nermin Jasmin Adnan Almir Elvir Kenan Mehmed Mustafa",
        "Ahmed Hasan Ibrahim Ismet Enes Suad Mirsad Nedžad Džemal Dževad Fikret Hamza Tarik Armin Vedad",
        "Sead Zijad Nihad Šefik Esad Hajrudin Muhamed Ćamil Rasim Alija Husein Salih Dženan Jusuf Amar",
        "Faruk Ervin Mladen Ivo Ante Josip Amina Lejla Emina Selma Amra Aida Azra Fatima Merima Sabina",
        "Jasna Mirela Elma Dženana Nermina Senada Alma Hatidža Zejneba Medina Ajla Šejla Đula Zumra Maida",
        "Sanela Belma Indira Melisa Samra Enisa Ivana Marina",
    ),
    written_family=_names(
        "Hodžić Hadžić Čengić Delić Demirović Kovačević Mujić Hasanović Halilović Begić Imamović Suljić",
        "Omerović Ibrahimović Mehmedović Salihović Ahmetović Husić Zukić Muratović Bešić Avdić Alić Smajić",
        "Softić Džafić Ćatić Šabić Karić Osmanović Ramić Selimović Jusić Mešić Hrustić Memić Bajrić Dedić",
        "Hamzić Sarajlić Tahirović Kurtović Huskić Šehić Bašić Babić Musić Nuhanović Okanović Pašić Redžić",
        "Sinanović Turković Velić Zulić Arnautović Bećirović Cerić Džananović Fazlić Grabovac Marić Jurić",
        "Tomić Pavić Barišić Šimić Knezović Zovko Raguž Lovrić Bubalo",
    ),
)
_MACEDONIAN = Community(
    weight=0.16,
    after_consonant="овски",
    after_vowel="евски",
    given=_names(
        "Александар Зоран Горан Драган Дејан Игор Никола Петар Стојан Владимир Љупчо Благој Бобан Марјан",
        "Сашо Трајче Кирил Методија Ѓорѓи Ѓоко Јован Илија Васил Димитар Тодор Ристо Ванчо Славчо Митко",
        "Тони Филип Давид Мартин Стефан Христијан Борис Бранко Ацо Панче Науме Цветан Крсте Ќиро Џорџ Живко",
        "Чедомир Шериф Марија Елена Билјана Весна Снежана Сузана Јасмина Мирјана Валентина Лидија Виолета",
        "Анета Наташа Ивана Александра Катерина Емилија Даниела Љубица Гордана Сања Верица Славица Милка",
        "Фросина Ѓурѓица Жаклина",
    ),
    written_family=_names(
        "Стојановски Николовски Петровски Јовановски Трајковски Атанасовски Ристовски Димовски Илиевски",
        "Ивановски Наумовски Спасовски Тодоровски Митревски Стефановски Ангеловски Георгиевски Милошевски",
        "Костовски Велковски Цветковски Божиновски Кузмановски Крстевски Павловски Мицевски Богдановски",
        "Насевски Саздовски Талевски Стојанов Николов Петров Димитров Ѓорѓиев Иванов Костов Митев Тасев",
        "Јанев Манев Ќосев Хаџиев Ѓуров Атанасов Трпковски Јанкуловски Љубевски Чаловски Шекеринов Џамбазов",
        "Зафировски Блажевски Гоцевски Христов Филиповски",
    ),
)
_MONTENEGRIN = Community(
    weight=0.1,
    after_consonant="ović",
    after_vowel="ić",
    cyrillic_share=0.2,
    given=_names(
        "Marko Nikola Milutin Vuk Božidar Miodrag Vladimir Darko Danilo Balša Ranko Radoje Slavko Veselin",
        "Momir Luka Petar Ivan Andrija Filip Blažo Đuro Krsto Savo Vasilije Gojko Žarko Predrag Novica",
        "Mitar Ratko Rifat Milica Jelena Ana Marija Ivana Dragana Nada Vesna Sonja Tamara Jovana Andrijana",
        "Anđela Ljubica Snežana Ksenija",
    ),
    written_family=_names(
        "Popović Vujović Radović Đukanović Perović Vuković Marković Ivanović Đurović Bošković Knežević",
        "Raičević Kovačević Vukčević Radulović Lakić Rakočević Bulatović Šćepanović Jovović Nikčević",
        "Mijović Krivokapić Mugoša Ćetković Đuranović Pejović Vujačić Drašković Lalović Kaluđerović Čelebić",
        "Vuletić Đurišić Žižić Stanišić Martinović Kordić Adžić Banović Roganović Zeković Babović Hodžić",
        "Muratović Lučić Ljuljđuraj Camaj Dedivanović Sinanović Škrijelj",
    ),
)
COMMUNITIES = (_ALBANIAN, _SERBIAN, _BOSNIAN, _MACEDONIAN, _MONTENEGRIN)


def _letters(*rows: str) -> Mapping[str, str]:
    cells = (cell.partition("=") for row in rows for cell in row.split())
    small = {letter: text for letter, _, text in cells}
    return small | {letter.upper(): text.capitalize() for letter, text in small.items()}


SERBIAN_CYRILLIC = _letters(
    "a=а b=б v=в g=г d=д đ=ђ e=е ž=ж z=з i=и j=ј k=к l=л m=м n=н o=о p=п r=р s=с t=т ć=ћ u=у f=ф h=х c=ц",
    "č=ч š=ш",
)
"""Cyrillic of Serbian letters; the pairs lj, nj and dž are put in by whoever writes."""
LATIN = _letters(
    "а=a б=b в=v г=g д=d ђ=đ е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=ć у=u",
    "ф=f х=h ц=c ч=č џ=dž ш=š ѓ=gj ќ=kj ѕ=dz",
)
"""Latin of the Serbian and Macedonian Cyrillic letters as newspapers write it."""
OFFICIAL = _letters(
    "а=a б=b в=v г=g д=d ђ=d е=e ж=zh з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=c у=u",
    "ф=f х=h ц=c ч=ch џ=dj ш=sh ѓ=gj ќ=kj ѕ=dz č=c ć=c ž=z š=s đ=d ç=c ë=e",
)
"""Letters of travel documents, after ICAO Doc 9303-3 and the practice of North Macedonia."""
SHORT_FORMS = {
    "Aleksandar": "Aca",
    "Александар": "Ацо",
    "Slobodan": "Boban",
    "Nikola": "Nidžo",
    "Mihajlo": "Miša",
    "Jelena": "Jeca",
    "Katarina": "Kaća",
    "Ljiljana": "Ljilja",
    "Dragana": "Gaga",
    "Mehmed": "Meho",
    "Ibrahim": "Ibro",
    "Mustafa": "Mujo",
    "Hajrudin": "Hajro",
    "Ramadan": "Dani",
    "Gjergj": "Gjergo",
    "Skënder": "Skënd",
    "Valentina": "Tina",
    "Димитар": "Митко",
    "Стојан": "Цоне",
}
"""Given names by which friends call somebody; where there is none, the first four letters are used."""
