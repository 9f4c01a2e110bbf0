"""Danger in veiled words: a farewell, a weapon, somebody who waits or watches. And what only looks like it."""

from pathlib import Path

import pytest

from coach.safety.signs import Safety

FILE = Path(__file__).parents[3] / "knowledge" / "safety.toml"


@pytest.fixture(scope="module")
def safety() -> Safety:
    return Safety.load(FILE)


FAREWELL = [
    "Maak je geen zorgen over de vakantie, straks ben ik er niet meer.",
    "Mijn cliënt zei: binnenkort ben ik er niet meer.",
    "Regel jij het dan maar als ik er morgen niet meer ben.",
    "Wat zouden jullie doen als ik er ineens niet meer was?",
    "Een leerling vroeg wie er zou huilen als hij er straks niet meer is.",
    "Tegen die tijd ben ik er toch niet meer.",
    "Mijn kinderen zouden beter af zijn zonder mij.",
    "Hij denkt dat zijn gezin het beter heeft zonder hem.",
    "De wereld is mooier zonder mij.",
    "Ze denkt dat haar ouders gelukkiger zijn als zij er niet was.",
    "Dan zijn ze eindelijk voorgoed van mij verlost.",
    "Ik denk weleens dat iedereen dan eindelijk van mij af is.",
    "Mevrouw heeft al haar sieraden weggegeven en haar kat ondergebracht.",
    "Hij gaf zijn gitaar weg, die hij nooit wilde uitlenen.",
    "De jongen deelt zijn dierbaarste spullen uit aan vrienden.",
    "Ze geeft ineens al haar bezittingen weg.",
    "Meneer heeft zijn hond weggedaan en zijn administratie aan zijn zus gegeven.",
    "Na vandaag hoeft u mij niet meer te bellen, zei hij.",
    "Morgen hoef je me niet meer te wekken.",
    "Ik droom ervan dat ik nooit meer hoef op te staan.",
    "Het mooiste zou zijn als ik gewoon niet meer hoefde op te staan.",
    "Ze nam afscheid van iedereen alsof het de laatste keer was.",
    "Dit is de laatste keer dat jullie mij zien.",
    "Hij heeft zijn eigen uitvaart al helemaal uitgeschreven.",
    "Meneer wil naar zijn overleden vrouw toe.",
    "Ik wil bij mijn overleden zoon zijn.",
    "Ze zijn allemaal gelukkiger als ik weg ben.",
    "Wie weet ben ik er volgend jaar niet meer.",
    "Ik heb mijn spullen weggegeven en iedereen een brief geschreven.",
]

THREAT = [
    "Een ouder zei: ik wacht je wel op na je dienst.",
    "Hij wacht me op bij mijn auto.",
    "De cliënt stond mij na het werk op te wachten in het donker.",
    "Ik ben gisteren bij de fietsenstalling opgewacht door drie jongens.",
    "Ze wachten hem op buiten het hek.",
    "Toen ik nee zei, trok hij een mes.",
    "Hij richtte een pistool op de beveiliger.",
    "Volgende keer kom ik met een pistool, riep hij.",
    "Er werd een mes op mijn keel gezet.",
    "Hij hield een schroevendraaier tegen haar hals.",
    "Mijn leerling heeft thuis een vuurwapen.",
    "Hij zei dat hij een pistool gaat regelen.",
    "Zij zou haar mes meenemen naar de volgende afspraak, zei ze.",
    "Die vader stuurde me gisteren een foto van mijn huis.",
    "Ik kreeg op mijn telefoon foto's van mijn voordeur.",
    "Hij appte een filmpje van onze straat en schreef dat ik moest opletten.",
    "De klant zei dat hij weet waar ik woon.",
    "Ik weet waar jullie kinderen op school zitten, zei de moeder.",
    "Ze schreef dat ze weet hoe mijn kinderen heten.",
    "Het zou zonde zijn als je dochter iets overkomt.",
    "Kijk maar uit als je straks buiten loopt.",
    "Pas maar op als je in het donker naar huis fietst.",
    "Als jullie de uitkering stoppen, vallen er doden.",
    "Straks gaan er gewonden vallen, dreigde hij.",
    "Jij gaat eraan.",
    "Op mijn deurmat lag een kogelbrief.",
    "Sinds de uitspraak krijg ik dreigmails.",
    "Mijn banden zijn lekgestoken na dat gesprek.",
    "Hij volgde me na de zitting naar mijn auto.",
    "De ex van mijn cliënt achtervolgt mij naar huis.",
    "Hij zegt dat hij me opwacht na mijn dienst.",
    "Er zat een foto van mijn huis in de brievenbus.",
    "Ze liet onder de tafel een mes zien.",
]

LOOK_ALIKES = [
    "Na vijf uur ben ik er niet meer, bel dan de achterwacht.",
    "Op maandag ben ik er niet meer bij.",
    "Sinds mijn vader er niet meer is, slaap ik slecht.",
    "Het budget is er straks niet meer.",
    "Het team is beter af zonder hem.",
    "De groep is beter af zonder mij als begeleider.",
    "Kan de vergadering ook zonder mij?",
    "Jullie redden je deze week zonder mij, toch?",
    "Ik gaf de leiding weg en voelde me opgelucht.",
    "Wij geven oude boeken weg aan de kringloop.",
    "Bij de verhuizing heeft ze veel spullen weggegeven.",
    "De notulist deelt de spullen uit.",
    "Ik wil mijn positie niet weggeven.",
    "Je hoeft de klant niet meer te bellen.",
    "Je hoeft me niet meer te bellen over de offerte.",
    "Je hoeft hem morgen niet meer te mailen.",
    "Nu ik een dagdienst heb, hoef ik niet meer zo vroeg op te staan.",
    "Je hoeft niet op te staan als iemand binnenkomt.",
    "We namen afscheid van de stagiair met taart.",
    "Vandaag is de laatste keer dat we elkaar in deze groep zien.",
    "De laatste keer dat ik hem zag, lachte hij.",
    "De uitvaart van mijn moeder was vorige week.",
    "Meneer praat graag over zijn overleden vrouw.",
    "Mijn collega wacht me op bij het station.",
    "Ze wachtte ons op met koffie en taart.",
    "Hij stond me op te wachten met bloemen.",
    "Wat wacht me op mijn nieuwe werkplek?",
    "Wacht op je beurt en vat dan samen.",
    "Ik wacht op haar antwoord.",
    "De kok pakte een mes en sneed het brood.",
    "De directie zet het mes in de begroting.",
    "Ik voelde het mes op de keel bij die deadline.",
    "Hij trok zijn jas aan en vertrok.",
    "Een goede vraag is je beste wapen.",
    "Hij richtte zich tot de voorzitter.",
    "De leerling neemt een speelgoedpistool mee voor het toneelstuk.",
    "De makelaar stuurde een foto van mijn huis.",
    "Ik stuurde de groep een foto van mijn huis.",
    "Mijn moeder stuurde een foto van haar voordeur.",
    "Ik kreeg een foto van mijn kinderen op de eerste schooldag.",
    "Ik weet waar de wijkverpleegkundige woont.",
    "Ik weet niet waar je woont.",
    "Weet je waar de casus over gaat?",
    "Ze weet hoe de kinderen in haar klas heten.",
    "Het zou zonde zijn als er niets verandert.",
    "Pas maar op dat je geen advies geeft.",
    "Kijk maar uit voor suggestieve vragen.",
    "Er vallen gaten in het rooster.",
    "Je gaat eraan wennen.",
    "Dat gesprek achtervolgt me al weken.",
    "Ze volgde mij in mijn redenering.",
    "Hij volgde me als teamleider op.",
    "De banden met de school zijn hersteld.",
    "De kamer op de tweede verdieping is van mij af te sluiten.",
    "Ik wil van mij af bijten.",
    "Hoe heb je het zonder mij gedaan bij de intake?",
    "Het gezin is beter af zonder haar ex.",
    "De kinderen doen het beter zonder haar hulp.",
    "Ze heeft haar hond weggedaan omdat ze allergisch is.",
    "Hij gaf haar de gitaar en ging weg.",
    "Ze deelde de kat eten uit.",
    "Ik wil weten waar je woont voor de post.",
    "Wie wacht je op bij de deur als gastheer?",
    "Ik wacht hem op in de wachtkamer en neem hem mee.",
    "Vanaf januari ben ik er niet meer, ik ga met pensioen.",
]


@pytest.mark.parametrize("text", FAREWELL)
def test_a_veiled_farewell_is_read_as_despair(safety: Safety, text: str) -> None:
    concern = safety.look(text)
    assert concern is not None
    assert concern.kind == "despair"


@pytest.mark.parametrize("text", THREAT)
def test_a_weapon_or_somebody_who_waits_or_watches_is_read_as_a_threat(safety: Safety, text: str) -> None:
    concern = safety.look(text)
    assert concern is not None
    assert concern.kind == "threat"


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_it_raises_no_concern(safety: Safety, text: str) -> None:
    assert safety.look(text) is None
