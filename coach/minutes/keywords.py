"""Words that say what a talk was about: counted, weighed, never a name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from coach.minutes.model import Line
from coach.minutes.people import People
from coach.minutes.speech import Sentence
from coach.minutes.verbs import word_set
from coach.stems import snowball

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
COMMON = word_set("""
aan aangeven aantal achter af al alle alleen allemaal alles als altijd ander andere anderen anders antwoord
beetje begin begrijp bekend belangrijk ben beste bij bijna bijvoorbeeld blijven blijft boven buiten casus
collega collega's daar daarbij daarna daarom daarvan dag dagen dan dat de deel denk denken deze dezelfde die
ding dingen dit doe doen doet door drie dus echt een eens eerst eerste eigen eigenlijk elk elkaar ene enkele er
ergens even fijn ga gaan gaat gebeurde gebeurt gedaan gehad geen geeft gegeven gehoord gekomen geleden gelijk
gemaakt genoeg geval geven gevonden geweest gezegd gezien ging gisteren goed goede graag groep groot haar had
hadden hal heb hebben hebt heeft heel hele helemaal hem het hier hij hoe hoor hoort horen houden iedereen iemand
iets ik in inbrenger intervisie is jaar jaren jij jou jouw jullie kan keer keren kijk kijken klein kom komen
komt kon konden krijgen krijgt kun kunnen kwam laat laatste lang langer laten leggen liever maak maakt maakte
maand maar maken man manier me mee meer mens mensen met mezelf mij mijn minder minuten misschien moe moeilijk
moest moet moeten moment mooi mooie morgen naar naast nadat natuurlijk nee neem nemen net niemand niet niets
nieuwe nodig nog nooit nou nu of om omdat onder ons onze ook op over paar plek praten precies prima punt reden
ronde rond samen sinds snap soms soort spreken staan staat steeds stel stond stuk te tegen terug tijd tijdens
toch toe toen tot tussen twee uit uur vaak van vandaag vanuit veel verder verhaal vertel vertellen via vind
vinden vindt volgende volgens vond voor vooral voordat vorige vraag vragen vrouw waar waarbij waardoor waarin
waarom wanneer want was waren wat we week weer weet wel welke wereld werk weten wie wij wil wilde willen woord
woorden worden wordt zeg zeggen zegt zei zelf zelfs zich zie zien ziet zijn zit zitten zo zoals zodat zonder
zorgen zou zouden zulke begeleider notulist advies adviezen methode fase verslag afspraak bijeenkomst gesprek
situatie idee gevoel ochtend middag avond weken maanden dank bedankt welkom zeker oké okee sorry gewoon hallo
meteen meestal binnen hoeveel bepaald bepaalde helpt helpen helpend meenemen luisteren herken herkenbaar jongens
namelijk inderdaad sowieso uiteindelijk allebei hartstikke ontzettend verschrikkelijk dergelijke vandaan
waarschijnlijk tenminste behoorlijk hopelijk kwijt klaar klopt prachtig spannend lastig kwamen gingen dachten
dacht voelde voelt voelen werd werden begon vroeg kreeg deed deden zat mevrouw meneer maandag dinsdag woensdag
donderdag vrijdag zaterdag zondag inbrengvraag hulpvraag inbreng automatisch toezeg adviesronde vragenronde
herformuleren notuleren begeleiden uitnodiging
""")
_DETERMINER = word_set("""
de het een mijn je jouw haar zijn ons onze hun dat die dit deze geen veel te van over met in op aan voor
door tegen bij zonder om uit welke elke zoveel weinig
""")
_PERFECT = re.compile(r"^(?:ge|be|ver|ont|her)\w+(?:d|t|en)$")
_NOUN_END = re.compile(
    r"(?:heid|ing|schap|druk|teit|tie|isme|nis|gevoel|werk|grens|grenzen|leiding|overleg|conflict|rol)(?:en|s)?$"
)


def stem(word: str) -> str:
    """The Dutch Snowball stem of a word, in lower case."""
    return snowball(word.lower(), "dutch")


def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in COMMON)


def keywords(
    said: Sequence[Sentence], people: People, names: Iterable[str], count: int, at_least: int, heart: str = ""
) -> tuple[Line, ...]:
    """The `count` weightiest nouns that occur in `at_least` sentences or more, each with the turns it occurs in.

    A word of `heart`, the question brought in, needs one sentence less than others.
    """
    central = stems(heart)
    banned = people.initials() | {name.lower() for name in names}
    turns: dict[str, list[int]] = defaultdict(list)
    forms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    nouns: dict[str, int] = defaultdict(int)
    for sentence in said:
        for before, word in _pairs(sentence.text):
            if word in COMMON or word in banned or len(word) < 5:
                continue
            root = stem(word)
            turns[root].append(sentence.turn)
            forms[root][word] += 1
            nouns[root] += before in _DETERMINER or bool(_NOUN_END.search(word))
    scored = sorted(
        (-_weight(root, turns[root], nouns[root], forms[root]), root)
        for root in turns
        if len(turns[root]) + (root in central and at_least > 2) >= at_least
    )
    chosen = [root for weight, root in scored if weight < 0][:count]
    return tuple(Line(_commonest(forms[root]), tuple(dict.fromkeys(turns[root]))[:8]) for root in chosen)


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    before = ""
    for match in _WORD.finditer(text):
        word = match.group(0)
        if word[0].islower() or match.start() == 0 or text[: match.start()].rstrip()[-1:] in {".", "?", "!"}:
            yield before, word.lower()
        before = word.lower()


def _weight(root: str, turns: list[int], nouns: int, forms: dict[str, int]) -> float:
    """How often, in how many turns, how long the word (long Dutch words are compounds); verbs weigh nothing."""
    count, word = len(turns), _commonest(forms)
    if nouns < 0.5 * count or (_PERFECT.match(word) and not _NOUN_END.search(word)):
        return 0.0
    return count * (1 + 0.5 * min(len(set(turns)), 6)) * (1 + min(len(root), 14) / 10)


def _commonest(forms: dict[str, int]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))
