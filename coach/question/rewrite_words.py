"""The small words that rewrites go by: verb forms, what there is more or less of, what happens once."""

import re

YOU = frozenset({"je", "jij", "u", "ge", "gij"})
OBJECTS = frozenset({"het", "dat", "dit", "iets", "wat", "zoiets"})
CONJUNCTIONS = frozenset(
    {
        "dat", "of", "om", "toen", "als", "omdat", "nu", "wanneer", "terwijl", "voordat", "nadat", "zodat", "zodra",
        "doordat", "wat", "hoe", "waarom", "wie",
    }
)  # fmt: skip
PERFECT = frozenset(
    {
        "heb", "hebt", "heeft", "hebben", "had", "hadden", "hadt", "ben", "bent", "zijt", "is", "zijn", "was", "waren",
        "waart", "werd", "werden", "wordt", "worden",
    }
)  # fmt: skip
# Persons' forms that can open the second half of a choice.
FINITE = PERFECT | {
    "gaat", "ging", "doet", "deed", "wil", "wilt", "wilde", "kan", "kon", "kun", "kunt", "zit", "zat", "staat", "stond",
    "weet", "wist", "ligt", "lag", "komt", "kwam", "moet", "moest", "mag", "mocht", "zou", "zoudt", "vond", "vindt",
    "speelt", "speelde", "werkt", "werkte", "liet", "laat", "koos", "bleef", "blijft", "viel", "telde", "telt",
    "draait", "draaide", "zal", "gaf", "nam", "wilden", "gingen", "zaten", "stonden", "ga", "doe", "vind", "voelt",
    "voelde", "kreeg", "krijgt", "hing", "hangt", "liep", "loopt",
}  # fmt: skip
# What there can be more or less of, so that "in hoeverre" fits.
MORE_OR_LESS = frozenset(
    {
        "weet", "weten", "wist", "wisten", "kende", "kenden", "kent", "voel", "voelt", "voelde", "voelden", "herken",
        "herkent", "herkende", "begreep", "begrepen", "begrijp", "begrijpt", "vertrouw", "vertrouwt", "vertrouwde",
        "past", "paste", "klopt", "klopte", "geldt", "gold", "telt", "telde", "kan", "kunnen", "kun", "kunt", "kon",
        "konden", "mag", "mogen", "mocht", "moet", "moest", "durf", "durft", "durfde", "helpt", "hielp", "hoort",
        "raakt", "raakte", "bepaalt", "twijfel", "twijfelt", "twijfelde", "deel", "deelt", "deelde", "steunt",
        "steunde", "speelt", "speelde", "zag", "zagen", "zie", "ziet", "merkt", "merkte", "verwachtte", "hangt",
        "hing", "hindert", "hinderde", "lijkt", "leek", "beschikt", "beslist", "besliste", "stuurt",
    }
)  # fmt: skip
MORE_OR_LESS_DONE = frozenset(
    {
        "betrokken", "geïnformeerd", "ingelicht", "meegenomen", "veranderd", "voorbereid", "gesteund", "begrepen",
        "overwogen", "teruggekeken", "stilgestaan", "nagedacht", "uitgelegd", "geholpen", "gelukt", "gehouden",
        "meegewogen", "meegespeeld", "gewend", "bekend", "vastgelegd", "geregeld", "afgestemd", "besproken",
        "verantwoordelijk", "afhankelijk", "tevreden", "haalbaar", "zichtbaar", "belangrijk", "mogelijk", "bewust",
        "gebonden", "bevoegd", "akkoord", "eens", "gericht", "herkenbaar", "ingewerkt", "onderbouwd", "verwacht",
    }
)  # fmt: skip
EXISTS = frozenset(
    {"is", "was", "liep", "loopt", "lag", "ligt", "bestaat", "bestond", "kwam", "komt", "stond", "staat"}
)
# What happens once: there is no more or less of it.
ONCE = frozenset(
    {
        "gegaan", "gelopen", "gereden", "gebeld", "gekomen", "vertrokken", "gestuurd", "gemaild", "ondertekend", "reed",
        "gezegd", "gelezen", "overleden", "langsgegaan", "gevallen", "gestopt", "gevraagd", "gemeld", "getekend",
        "ging", "kwam", "belde", "stuurde", "zei", "vroeg", "liep", "vertrok", "opende", "opstelde", "getrouwd",
        "daarbij", "erbij", "bij", "gedaan",
        "ingediend", "conflict", "betaald", "verstuurd", "zwanger", "gescheiden", "geboren",
        "aanwezig", "nuchter", "dezelfde", "alleen", "keer", "geslapen", "heet",
        "heette", "gekregen", "meegenomen", "weggelopen", "gestemd", "gebeurd", "gebracht", "gezet", "gekozen", "klopt",
    }
)  # fmt: skip
TALKED = frozenset({"gesproken", "gepraat", "overlegd", "geklapt", "gebabbeld", "doorgepraat", "gehad"})
COPULA = frozenset(
    {
        "is", "was", "zijn", "waren", "voelt", "voelde", "ging", "gaat", "verliep", "verloopt", "loopt", "liep",
        "vind", "vindt", "vond", "ervaar", "ervaart", "ervoer", "klonk",
    }
)  # fmt: skip
THERE = frozenset({"is", "zijn", "was", "waren", "bestaan", "gelden", "golden", "liggen", "lagen"})
WILL = frozenset({"ga", "gaat", "wil", "wilt", "blijf", "blijft", "laat", "durf", "durft"})
KNOW = frozenset({"weet", "weten", "wist", "wisten"})
OF_IT = frozenset({"ervan", "daarvan", "hiervan", "ervanaf", "van"})
AWARE = {"is": "weet", "zijn": "weten", "was": "wist", "waren": "wisten", "bent": "weet", "ben": "weet"}
INNER = frozenset(
    {
        "gezien", "gemerkt", "ervaren", "meegemaakt", "gevoeld", "gedacht", "gehad", "gehoord", "overwogen",
        "geprobeerd", "gedaan",
    }
)  # fmt: skip
TELLS = frozenset(
    {
        "gezegd", "verteld", "gevraagd", "gemeld", "uitgelegd", "beloofd", "voorgesteld", "gemaild", "geantwoord",
        "aangegeven", "toegezegd",
    }
)  # fmt: skip
PARTICLES = frozenset(
    {
        "op", "aan", "af", "mee", "over", "uit", "in", "terug", "toe", "neer", "voor", "door", "weg", "los", "vast",
        "verder",
    }
)  # fmt: skip
FOR_JE = {
    "heb": "hebt", "ben": "bent", "kun": "kunt", "zal": "zult", "ga": "gaat", "doe": "doet", "sta": "staat", "zie":
    "ziet", "wil": "wilt",
}  # fmt: skip
ALIKE = frozenset({"kan", "mag", "zou", "moet", "weet", "laat"})
PARTICIPLE = re.compile(r"\w{0,4}ge\w+(?:t|d|n)$|(?:be|ver|ont|her)\w+(?:t|d)$")
PREPOSITIONS = frozenset({"over", "met", "van", "in", "bij", "op", "tijdens", "na", "voor", "tegen", "aan"})
BREAKS = frozenset({"niet", "geen", "nooit", "en", "of", "te"})
