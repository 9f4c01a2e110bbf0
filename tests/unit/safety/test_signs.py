"""The words that count as signs of danger, and the look-alikes that do not."""

from pathlib import Path

import pytest

from coach.errors import BadData
from coach.safety.signs import Safety

FILE = Path(__file__).parents[3] / "knowledge" / "safety.toml"


@pytest.fixture(scope="module")
def safety() -> Safety:
    return Safety.load(FILE)


SIGNS = [
    ("despair", "Ik wil dood."),
    ("despair", "Mijn cliënt zegt al weken dat hij dood wil."),
    ("despair", "Soms denk ik: was ik er maar niet meer."),
    ("despair", "Voor mij hoeft het allemaal niet meer."),
    ("despair", "Het hoeft voor haar niet meer, zei ze gisteren."),
    ("despair", "Ze zei dat ze liever niet meer wakker werd."),
    ("despair", "Hij heeft pillen opgespaard in zijn nachtkastje."),
    ("despair", "Iedereen is beter af zonder mij."),
    ("despair", "Ze zijn zonder mij beter af."),
    ("despair", "Een leerling schreef dat ze zichzelf iets wil aandoen."),
    ("despair", "Ik weet niet of hij aan zelfmoord denkt."),
    ("despair", "De bewoner heeft het over suïcide."),
    ("despair", "Hij wil er een einde aan maken."),
    ("despair", "Ik maak er een eind aan."),
    ("despair", "Ze ziet het leven niet meer zitten."),
    ("despair", "Ik zie het niet meer zitten."),
    ("despair", "Het leven heeft voor hem geen zin meer."),
    ("despair", "Mijn collega vertelde dat hij niet meer wil leven."),
    ("despair", "Ik wil zo niet verder leven."),
    ("despair", "Ze vroeg of ik haar wilde helpen uit het leven te stappen."),
    ("despair", "Hij dreigt voor de trein te springen."),
    ("despair", "In haar agenda vond ik een afscheidsbrief."),
    ("despair", "ze snijdt zichzelf weer"),
    ("despair", "Niemand zou me missen."),
    ("despair", "Ik wil er niet meer zijn"),
    ("despair", "Zou jij er soms niet meer willen zijn?"),
    ("despair", "Ik wil niet meer. Ik kan niet meer."),
    ("despair", "Ik ben iedereen alleen maar tot last."),
    ("despair", "Ik wou dat ik dood was."),
    ("despair", "Heb je gevraagd of ze dood wil?"),
    ("despair", "Ik wil het liefst voorgoed verdwijnen."),
    ("despair", "Ik weet het niet meer, ik wil dood"),
    ("despair", "ik denk er weleens aan om er een eind aan te maken"),
    ("despair", "Ze zegt dat ze klaar is met het leven."),
    ("despair", "Ik zie geen uitweg meer."),
    ("despair", "Soms hoop ik dat ik morgen gewoon niet wakker word."),
    ("despair", "Het zou voor iedereen makkelijker zijn als ik er niet meer was."),
    ("despair", "Ik wil slapen en nooit meer wakker worden."),
    ("abuse", "Haar man slaat haar als hij gedronken heeft."),
    ("abuse", "Mijn vriend heeft me gisteren geslagen."),
    ("abuse", "De cliënt wordt thuis geslagen."),
    ("abuse", "Ze is als student verkracht."),
    ("abuse", "Een bewoner wordt mishandeld door zijn zoon."),
    ("abuse", "Ik vermoed huiselijk geweld bij dit gezin."),
    ("abuse", "Ze is bang voor haar man."),
    ("abuse", "Hij sluit haar op in huis."),
    ("abuse", "Hij kneep haar keel dicht."),
    ("abuse", "Mijn leidinggevende heeft me betast."),
    ("abuse", "Mevrouw heeft blauwe plekken op haar armen en zwijgt daarover."),
    ("child", "Een leerling in mijn klas wordt thuis geslagen."),
    ("child", "Het meisje durft na school niet naar huis."),
    ("child", "Die vader slaat zijn zoontje."),
    ("child", "Ik vermoed kindermishandeling."),
    ("child", "De moeder schudde de baby."),
    ("child", "Het jongetje zit onder de blauwe plekken."),
    ("child", "Zijn stiefvader zit aan zijn dochter."),
    ("child", "De kinderen krijgen thuis niets te eten."),
    ("child", "Hij zegt dat papa hem pijn doet."),
    ("child", "De kleuter is 's nachts alleen thuis gelaten."),
    ("child", "Haar dochter wordt misbruikt door een oom."),
    ("child", "Ze is bang voor haar stiefvader."),
    ("child", "Mijn leerling vertelde dat ze thuis klappen krijgt."),
    ("threat", "Ik maak hem af."),
    ("threat", "Hij zei: ik weet waar je woont."),
    ("threat", "Als ik hem zie, vermoord ik hem."),
    ("threat", "De cliënt bedreigt mij aan de telefoon."),
    ("threat", "Ik ben door een ouder bedreigd."),
    ("threat", "Hij stond met een mes in de gang."),
    ("threat", "Hij dreigt de school in brand te steken."),
    ("threat", "Ik ben bang dat hij een collega iets aandoet."),
    ("threat", "Hij zou haar wel eens kunnen vermoorden."),
    ("threat", "Een leerling heeft een mes bij zich."),
    ("threat", "Straks steek ik hem neer."),
    ("despair", "De moeder zegt dat ze zichzelf iets wil aandoen, wat doe ik dan?"),
    ("despair", "Meneer vertelt dat hij morgen niet meer wakker hoeft te worden."),
    ("despair", "Als dit zo doorgaat stap ik eruit, uit het leven bedoel ik."),
    ("despair", "Hij praat al weken over de dood en wil niet meer eten of leven."),
    ("despair", "Ze liet me een filmpje zien van hoe ze zich wilde verhangen."),
    ("despair", "Mijn cliënt vroeg: wie zou mij nou missen?"),
    ("despair", "Ik hoop dat ik een ongeluk krijg, dan is het klaar."),
    ("despair", "Ik trek het leven niet meer."),
    ("despair", "Hij zegt dat het leven voor hem niet meer hoeft."),
    ("despair", "Ik ben er klaar mee, ik wil niet meer leven."),
    ("despair", "Van mij mag het afgelopen zijn met mijn leven."),
    ("despair", "Ze heeft een poging gedaan afgelopen nacht."),
    ("abuse", "Ze is niet veilig bij haar ex, hij heeft haar weer geslagen."),
    ("abuse", "Hij duwde haar van de trap."),
    ("abuse", "Haar broer dwingt haar te trouwen."),
    ("abuse", "Die docent zit met zijn handen aan leerlingen."),
    ("child", "De pleegvader komt 's nachts op haar kamer."),
    ("child", "Het kind heeft brandplekken van sigaretten op zijn arm."),
    ("child", "De ouders laten het kind hele dagen alleen in huis."),
    ("threat", "De vader heeft gezegd dat hij ons allemaal doodschiet."),
    ("threat", "Als jij dat opschrijft, weet ik je kinderen te vinden."),
    ("threat", "Hij zei dat hij mij zou komen opzoeken en dat ik dan spijt krijg."),
    ("threat", "Ik sla hem op zijn bek als hij nog één keer komt."),
    ("threat", "Hij krijgt van mij een kogel."),
    ("threat", "Ik ga haar pijn doen als ze nog iets zegt."),
    ("threat", "Ik heb zin om hem iets aan te doen."),
    ("despair", "Ze heeft zichzelf weer gesneden."),
    ("despair", "Ik doe mezelf wat aan als dit zo doorgaat."),
    ("despair", "Zij zegt dat ze dood wilt."),
    ("despair", "ik hoef niet meer zo nodig te leven"),
]

LOOK_ALIKES = [
    "Ik schaam me dood als ik eraan terugdenk.",
    "Ik was doodmoe na die dienst.",
    "Ik lachte me dood om die opmerking.",
    "Je zou sterven van het werk hier.",
    "We gaan dood van de vergaderingen?",
    "Mijn telefoon was dood.",
    "Wat gebeurde er na de dood van haar man?",
    "Mevrouw wil thuis sterven en de familie wil dat niet.",
    "Hij denkt niet aan zelfmoord, zei hij.",
    "Ik wil een eind aan dit gesprek maken.",
    "Hoe kwam er een eind aan de samenwerking?",
    "Ik zie het niet meer zitten met dit team.",
    "Ik zie het niet meer zitten om weer te bellen.",
    "Ik wil niet meer met haar werken.",
    "Ik wil niet meer wachten op dat rapport.",
    "Ik maak dat verslag morgen af.",
    "Hij sloeg de plank mis.",
    "Ik sla deze vraag over.",
    "Waar sloeg je stem over?",
    "Hij sloeg zijn armen over elkaar.",
    "Ik schiet tekort als begeleider.",
    "Je maakt misbruik van mijn tijd.",
    "Het voelt alsof er misbruik van mijn vertrouwen is gemaakt.",
    "Ik volgde een training suïcidepreventie.",
    "We hebben een protocol voor kindermishandeling.",
    "Die deadline is moordend.",
    "Ik kon wel door de grond zakken.",
    "Ik ben er volgende week niet.",
    "Ik ben er niet meer bij op dinsdag.",
    "De leerling schopte tegen de deur.",
    "Wat raakte je toen ze wegliep?",
    "Welk woord zou je liever niet hardop zeggen?",
    "Ik was bang om te falen.",
    "Waar ben je bang voor?",
    "Wat houdt je tegen om haar te bellen?",
    "Ik doe het mezelf aan, al die extra diensten.",
    "Hij wil dood hout weghalen in de tuin.",
    "Ik ben kapot na zo'n week.",
    "Hoe overleef jij zo'n dienst?",
    "Het project is een dood spoor.",
    "Ik voel me bedreigd in mijn rol.",
    "De planning wordt bedreigd door ziekte.",
    "Ze liep weg zonder mij aan te kijken.",
    "Hij heeft haar nooit geslagen.",
    "Mijn man slaat me niet.",
    "Ik kan hier niet mee verder leven als collega's?",
    "Daar stak ik veel energie in.",
    "Wat deed het met je toen je moeder overleed?",
    "Ik zou hem nooit iets aandoen.",
    "Ik weet waar je naartoe wilt met die vraag.",
    "Het kind slaat nergens op? Nee, de opmerking sloeg nergens op.",
    "Dat hoeft voor mij niet, die extra notulen.",
    "Ze wil liever alleen thuis zijn.",
    "Ik liep tegen een muur op.",
    "De kinderen waren alleen blij.",
    "Ben ik tot last als ik doorvraag?",
    "Ik heb de knoop doorgehakt en ben gestopt.",
    "Wat zou er gebeuren als je er niet meer was in dit team?",
    "Hoe hield je het vol?",
    "Ik had haar hand vast en zij sloeg haar ogen neer.",
    "Waarvoor is dit probleem een oplossing?",
    "Wie mist er in je verhaal?",
    "De dochter sluit zich op in haar werk.",
    "Ik snijd een lastig onderwerp aan.",
    "Ik heb mezelf pijnlijk leren kennen.",
    "Hij wil zijn moeder niet verdrinken in zorg.",
    "Ik wil het lijstje uit mijn leven schrappen.",
    "Ik wil meer uit het leven halen en een stap zetten.",
    "Ik wil weten hoe hij leeft.",
    "Ik wil dood en leven als thema bespreken.",
    "Mijn vader is dood, ik wil daar nu niet over praten.",
    "Wat wil je doden in jezelf?",
    "Hij sloeg mij over bij de ronde.",
    "Zij sloeg me op de schouder en lachte.",
    "Ik word doodgegooid met mails.",
    "Wanneer wist je dat je er klaar mee was?",
    "Ik wil er niet meer zijn als hij binnenkomt.",
    "Waarom wilde jij niet meer komen?",
    "Wat wil je niet meer?",
    "Ik ben alleen thuis met de kinderen.",
    "De leerling krijgt geen extra toets.",
    "De kinderen waren alleen aan het werk.",
    "De leerling werd niet geslagen maar uitgescholden.",
    "Wat doet het kind thuis niet?",
    "De moeder is bang dat haar zoon zakt.",
    "Ik was bang voor mijn eigen oordeel.",
    "Wie maakte het werk af?",
    "De patiënt heeft pijn en zijn zoon wil iets aan de pijn doen.",
    "Wat zou je hem willen aandoen? Een jas.",
    "Ik wil hem iets vragen.",
    "Ik pak haar nog wel even een stoel.",
    "Ik weet je te vinden als ik hulp nodig heb.",
    "Je krijgt hem nog wel te spreken.",
    "Het raakte me dat ze zo op was.",
    "Ik was op van de zenuwen.",
    "Ik was helemaal klaar met het gezeur.",
    "Hoe vaak ben je over je grenzen gegaan?",
    "De accu is dood en de auto staat stil.",
    "Hij wil van de brug naar het station lopen.",
    "Ik sprong een gat in de lucht.",
    "Ze stapte uit het project.",
    "Hoe lang wil je zo nog door?",
    "Ik zie geen oplossing meer.",
    "Mijn collega is ontslagen door haar leidinggevende.",
    "Haar zoon sloeg de deur dicht.",
    "Wat maakt dat je het niet meer ziet zitten met deze klas?",
    "De baby schudde met zijn hoofd.",
    "Ik heb een broertje dood aan vergaderen.",
    "Ik werk me dood voor dit team.",
    "Wij lachten ons dood.",
    "Ik kan haar wel wurgen als ze weer te laat is, zei ik lachend.",
]


@pytest.mark.parametrize(("kind", "text"), SIGNS)
def test_words_of_danger_are_seen_for_what_they_say(safety: Safety, kind: str, text: str) -> None:
    concern = safety.look(text)
    assert concern is not None
    assert concern.kind == kind


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_ordinary_words_raise_no_concern(safety: Safety, text: str) -> None:
    assert safety.look(text) is None


def test_every_concern_names_a_place_for_direct_danger_and_somebody_to_talk_to(safety: Safety) -> None:
    for kind in ("despair", "child", "threat", "abuse"):
        text = next(text for wanted, text in SIGNS if wanted == kind)
        concern = safety.look(text)
        assert concern is not None
        names = [place.name for place in concern.places]
        assert "112" in names
        assert len(names) >= 3
        assert 1 <= concern.message.count(".") <= 2


def test_despair_points_at_113_with_its_number_and_address(safety: Safety) -> None:
    concern = safety.look("Ik wil dood.")
    assert concern is not None
    place = next(place for place in concern.places if place.name.startswith("113"))
    assert "0800-0113" in place.how
    assert place.address == "https://www.113.nl"


def test_a_child_in_danger_points_at_veilig_thuis_and_the_meldcode(safety: Safety) -> None:
    concern = safety.look("Ik vermoed kindermishandeling.")
    assert concern is not None
    assert any("0800-2000" in place.how for place in concern.places)
    assert any("meldcode" in place.name for place in concern.places)


def test_the_message_repeats_no_word_of_the_person(safety: Safety) -> None:
    concern = safety.look("Zwaluwstaart wil dood, zegt ze.")
    assert concern is not None
    assert "Zwaluwstaart" not in concern.message


def test_a_negation_before_inside_or_after_the_phrase_takes_the_sign_away(safety: Safety) -> None:
    assert safety.look("Ze denkt nooit aan zelfmoord.") is None
    assert safety.look("Hij wil niet dood.") is None
    assert safety.look("Haar man slaat haar niet.") is None


def test_a_negation_of_another_clause_takes_nothing_away(safety: Safety) -> None:
    assert safety.look("Ik weet niet of ze aan zelfmoord denkt.") is not None
    assert safety.look("Ik slaap niet. Zelfmoord gaat door mijn hoofd.") is not None
    assert safety.look("Hij slaat haar niet alleen op zondag.") is not None


def test_an_exception_hides_only_its_own_words(safety: Safety) -> None:
    assert safety.look("Ik schaam me dood en daarna wil ik niet meer leven.") is not None


def test_accents_capitals_and_invisible_signs_hide_nothing(safety: Safety) -> None:
    assert safety.look("SUÏCIDE") is not None
    assert safety.look("Ik wil d\u200bood") is not None


def test_empty_text_raises_no_concern(safety: Safety) -> None:
    assert safety.look("") is None
    assert safety.look("?!  ...") is None


def test_the_gravest_kind_comes_first_when_words_hold_two(safety: Safety) -> None:
    concern = safety.look("Haar man slaat haar en nu wil ze dood.")
    assert concern is not None
    assert concern.kind == "despair"


def test_twenty_thousand_characters_are_read_within_two_seconds(safety: Safety) -> None:
    import time

    started = time.perf_counter()
    safety.look("ik wil hem niet dood " * 1000)
    assert time.perf_counter() - started < 2


GOOD = """
exceptions = []
[places.112]
name = "112"
how = "Bel."
[words]
[[signs]]
kind = "despair"
message = "Zoek hulp."
places = ["112"]
in_order = ["doods*"]
"""


def _load(tmp_path: Path, text: str) -> Safety:
    file = tmp_path / "safety.toml"
    file.write_text(text, encoding="utf-8")
    return Safety.load(file)


def test_a_small_file_of_your_own_works(tmp_path: Path) -> None:
    assert _load(tmp_path, GOOD).look("een doodswens") is not None


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('places = ["112"]', 'places = ["113"]', "113"),
        ('"doods*"', '"@onbekend"', "@onbekend"),
        ('"doods*"', '"Doods"', "kleine letters"),
        ('"doods*"', '"..."', "vast woord"),
        ('in_order = ["doods*"]', "", "minstens één zin"),
        ('in_order = ["doods*"]', 'any_order = ["a b c d e"]', "vier woorden"),
        ('kind = "despair"', 'kind = "sadness"', "signs.0.kind"),
        ('how = "Bel."', 'hoe = "Bel."', "places.112"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(BadData) as caught:
        _load(tmp_path, GOOD.replace(old, new))
    assert named in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.startswith("safety.toml")


def test_a_missing_or_broken_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="ontbreekt"):
        Safety.load(tmp_path / "safety.toml")
    with pytest.raises(BadData, match="geen geldige TOML"):
        _load(tmp_path, "a = ")
