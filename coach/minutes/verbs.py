"""Verbs people use to say what they will do: from "ik bel haar" to "haar bellen"."""

import re


def _words(text: str) -> list[str]:
    return text.split()


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for looking up."""
    return frozenset(text.split())


# first person -> infinitive; third person is the first with a t, unless it stands in _THIRD
FIRST = dict(
    pair.split(":")
    for pair in _words("""
bel:bellen mail:mailen app:appen stuur:sturen schrijf:schrijven vraag:vragen regel:regelen plan:plannen
reserveer:reserveren boek:boeken maak:maken zet:zetten neem:nemen breng:brengen zoek:zoeken deel:delen
leg:leggen bespreek:bespreken doe:doen lees:lezen zorg:zorgen print:printen kopieer:kopiëren koop:kopen
haal:halen verstuur:versturen spreek:spreken praat:praten oefen:oefenen noteer:noteren houd:houden hou:houden
probeer:proberen nodig:nodigen meld:melden geef:geven werk:werken pas:passen stel:stellen check:checken
controleer:controleren informeer:informeren organiseer:organiseren bereid:bereiden lever:leveren laat:laten
kom:komen ga:gaan begin:beginnen stop:stoppen vertel:vertellen voer:voeren start:starten ruim:ruimen
bewaar:bewaren verwijder:verwijderen wis:wissen begeleid:begeleiden observeer:observeren evalueer:evalueren
herhaal:herhalen verzamel:verzamelen kies:kiezen vul:vullen teken:tekenen onderzoek:onderzoeken
overleg:overleggen presenteer:presenteren trakteer:trakteren bak:bakken kook:koken benader:benaderen
formuleer:formuleren open:openen sluit:sluiten draai:draaien verplaats:verplaatsen schuif:schuiven
luister:luisteren let:letten tel:tellen bied:bieden hang:hangen bestel:bestellen pak:pakken test:testen
huur:huren verwerk:verwerken stem:stemmen koppel:koppelen scan:scannen betaal:betalen bezoek:bezoeken
herschrijf:herschrijven leen:lenen trek:trekken ontwerp:ontwerpen kaart:kaarten typ:typen
""")
)
_THIRD = {
    "ga": "gaat", "doe": "doet", "zet": "zet", "let": "let", "sluit": "sluit", "print": "print", "start": "start",
    "praat": "praat", "laat": "laat",
}  # fmt: skip
THIRD = {_THIRD.get(first, first + "t"): infinitive for first, infinitive in FIRST.items()}
_PARTICLES = word_set("""
aan af op uit in mee rond door na terug langs voor klaar vast toe bij over om neer voorbij uitnodigen
voorbereid
""")
_LOOSE = word_set("mee rond terug langs af")
_PREPOSITIONS = word_set("over met naar voor aan bij in van uit tegen")
_NO_INFINITIVE = word_set("""
mensen leerlingen cliënten weken dagen ouders afspraken vragen woorden ogen maanden collega's bewoners  ideeën
adviezen gevoelens grenzen kinderen dingen tijden uren redenen morgen samen eigen open even tegen tussen
zonder binnen buiten boven onder beneden achteren alleen allebei iedereen ten een geen daarbinnen patiënten
verpleegkundigen studenten docenten artikelen stukken stoelen telefoons groepen teams wensen zelfden volgen
""")
_KNOWN = frozenset(FIRST.values()) | {"weten", "zien", "horen"}
_INFINITIVE = re.compile(r"\b\w{2,}(?:en|gaan|doen|zien|staan|slaan)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:,\s*(?:die|dat)\b|(?:,\s*|\s+)(?:om\b(?=.*\bte\b)|of\b|dat\b(?=\s+(?:ik|je|jij|we|wij|ze|zij|hij|het|"
    r"de|er|mijn|iedereen)\b)|zodat\b|omdat\b|met de vraag\b|hoe\b|wat\b|waarom\b|wanneer\b|"
    r"wie\b|welke\b|"
    r"waar\b|als\b|voordat\b|waarmee\b|zonder\b(?=.*\bte\b)))",
    re.IGNORECASE,
)
_SOFTENERS = re.compile(
    r"\b(?:dan|wel|even|nog|eens|ook|gewoon|toch|maar|natuurlijk|sowieso|trouwens|alvast|zelf wel|hè|hoor|echt|"
    r"dus|nou|"
    r"in ieder geval|graag|denk ik|zeg maar|eigenlijk|nu|weer)\b\s*",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:willen|kunnen|mogen|moeten)\s+(?=\w+en\b)", re.IGNORECASE)
_PARTED = re.compile(
    r"\b(rond|terug|mee|bij|in|op|af|na|door|uit|voor)\s+(sturen|mailen|brengen|praten|bellen|voeren|"
    r"nemen|lezen|vullen)$",
    re.IGNORECASE,
)
_AUX_FIRST = "ga|zal|wil|kan"
VAGUE = frozenset(
    [
        "denken",
        "nadenken",
        "kijken",
        "zien",
        "voelen",
        "hopen",
        "bedenken",
        "overwegen",
        "twijfelen",
        "wachten",
        "snappen",
        "weten",
        "zijn",
    ]
)


def infinitives(text: str) -> list[str]:
    """The words of a clause that can be infinitives, except well-known plurals."""
    return [w for w in (m.group(0).lower() for m in _INFINITIVE.finditer(text)) if w not in _NO_INFINITIVE]


def as_task(rest: str, infinitive: str) -> str:
    """What has to be done, from the words around a finite verb: ("het stuk", "sturen") -> "het stuk sturen".

    A particle at the end joins the verb ("rond" + "sturen"); a subordinate clause stays behind it.
    """
    main, tail = _split_tail(rest)
    words = _particle_last(_softened(main).split())
    if words and words[-1].lower() in _PARTICLES:
        infinitive = words.pop().lower() + infinitive
    if infinitive == "laten" and words and is_infinitive(words[-1]):  # "laat hem kiezen" -> "hem laten kiezen"
        return _joined([*words[:-1], infinitive, words[-1]], tail)
    return _joined([*words, infinitive], tail)


def _particle_last(words: list[str]) -> list[str]:
    """ "iets mee over mijn team": the particle goes to the verb, the rest follows the object."""
    for at, word in enumerate(words[:-1]):
        # two prepositions in a row ("uit voor een gesprek"): the first is a piece of the verb
        if word in _PARTICLES and words[at + 1] in _PREPOSITIONS and word not in {"van", "tot"}:
            return [*words[:at], *words[at + 1 :], word]
    return words


def main_clause(task: str) -> str:
    """A task without the subordinate clause behind it."""
    return _split_tail(task)[0]


def as_plan(rest: str) -> str | None:
    """What somebody is "going to" do; "gaan" is added when no infinitive follows ("ik ga naar haar toe")."""
    main, tail = _split_tail(rest)
    main = _MODAL.sub("", _softened(main))
    if not main:
        return None
    main = _PARTED.sub(r"\1\2", main)
    if infinitives(main) or main.split()[-1].lower() in _KNOWN:
        return _joined([main], tail)
    *before, last = main.split()
    return _joined([*before, f"{last}gaan"] if last in _LOOSE else [main, "gaan"], tail)


def is_infinitive(word: str) -> bool:
    """Whether a word can close a clause as its verb ("vragen" too, which is also a plural)."""
    return word.lower() in _KNOWN or bool(infinitives(word))


def _split_tail(rest: str) -> tuple[str, str]:
    """Main clause and the subordinate clause after it. What stands before the first infinitive stays together."""
    rest = rest.strip(" ,.!?;:…")
    match = _SUBORDINATE.search(rest)
    return (rest[: match.start()], rest[match.start() :].strip(" ,")) if match else (rest, "")


def _softened(text: str) -> str:
    return re.sub(r"\s+", " ", _SOFTENERS.sub("", text)).strip(" ,.!?;:…–-")


def _joined(words: list[str], tail: str) -> str:
    text = " ".join(words)
    return f"{text} {tail}".strip() if tail else text


_FIRST_WORDS = "|".join(sorted(FIRST, key=len, reverse=True))
_THIRD_WORDS = "|".join(sorted(THIRD, key=len, reverse=True))
SELF_PLAN = re.compile(rf"\b(?:ik (?P<aux1>{_AUX_FIRST})|(?P<aux2>{_AUX_FIRST}) ik)\b(?P<rest>.*)", re.IGNORECASE)
SELF_ACT = re.compile(rf"\b(?:ik (?P<v1>{_FIRST_WORDS})|(?P<v2>{_FIRST_WORDS}) ik)\b(?P<rest>.*)", re.IGNORECASE)
THIRD_PLAN = re.compile(r"^\s*(?:gaat|zal)\b(?P<rest>.*)", re.IGNORECASE)
THIRD_ACT = re.compile(rf"^\s*(?P<v>{_THIRD_WORDS})\b(?P<rest>.*)", re.IGNORECASE)
_PROMISE = re.compile(
    r"\b(?:beloof|beloofd|afspraak|afgesproken|spreek af|spreken af|actie)\b.*?\bdat ik (?P<rest>.+)", re.IGNORECASE
)
_PROMISE_ENDS = re.compile(rf"\s+(?:(?P<v>{_FIRST_WORDS})|(?:ga|zal)\s+(?P<inf>\w+en))\W*$", re.IGNORECASE)


def promised(clause: str) -> str | None:
    """ "Ik beloof dat ik het stuk vrijdag mail" -> "het stuk vrijdag mailen". First the end, which is rare."""
    end = _PROMISE_ENDS.search(clause)
    match = _PROMISE.search(clause[: end.start()]) if end else None
    return as_task(match["rest"], end["inf"] or FIRST[end["v"].lower()]) if match and end else None
