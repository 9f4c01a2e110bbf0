"""What somebody did or wants to do, as a verdict names it: "te mailen" of "is dat niet laf, om te mailen"."""

from collections.abc import Sequence

from coach.question.lexicon import Lexicon
from coach.question.reading import Word
from coach.question.topic_words import TopicWords

_SMALL = frozenset(
    {
        "nou", "nu", "zo", "zomaar", "gewoon", "even", "eens", "maar", "echt", "toch", "ook", "wel", "weer", "dan",
        "efkes", "doodleuk", "zelfs", "meteen", "hele", "heel", "dus", "eigenlijk",
    }
)  # fmt: skip
_STOPS = frozenset({"zonder", "terwijl", "omdat", "want", "in plaats", "als", "of", "en", "dat", "zodat", "voor"})
_BARS = frozenset(
    {
        "zijn",
        "haar",
        "hun",
        "z'n",
        "ik",
        "mij",
        "me",
        "mijn",
        "we",
        "ons",
        "niet",
        "geen",
        "nooit",
        "niks",
        "alles",
        "altijd",
        "lang",
    }
)
_APART = ("af", "aan", "op", "uit", "mee", "toe", "weg", "terug", "binnen", "neer", "in", "door", "na", "bij")
_MOST = 14


def deed_of(words: Sequence[Word], lexicon: Lexicon, nouns: TopicWords, text: str) -> str:
    """The clause behind "om", or the bare infinitive behind a comma, with "te"; "" when it carries a verdict itself."""
    low = [word.low for word in words]
    said = [text[word.start : word.end] for word in words] if text else low
    start = next((i + 1 for i, word in enumerate(low) if word == "om" and "te" in low[i + 2 :]), 0)
    stop = next((i for i in range(start + 1, len(low)) if words[i].after_comma), len(low))
    if start and {"nodig", "welke", "welk"} & set(low[: start - 1]):
        return ""  # of somebody else, or what was needed
    if start:
        te = low.index("te", start)
        if te >= stop - 1:
            return ""
        end = next((i for i in range(te + 1, stop) if low[i] in _STOPS - {"voor"}), stop)
        return _clean(low[start:end], said[start:end], lexicon)
    start = next((i for i in range(1, len(low) - 2) if words[i].after_comma), 0)
    if start and not any(words[i].after_comma for i in range(start + 1, len(low))):
        return _bare(low[start:], said[start:], lexicon, nouns)
    return ""


def _bare(low: list[str], said: list[str], lexicon: Lexicon, nouns: TopicWords) -> str:
    """ "een kind in de regen laten lopen" gives "een kind in de regen te laten lopen"."""
    finite = (lexicon.words["present"] | lexicon.words["past"]) - {"laten", "doen", "zijn", "hebben", "gaan", "geven"}
    stop = next((i for i, word in enumerate(low) if word in _STOPS), len(low))
    low, said = low[:stop], said[:stop]
    at = len(low)
    while at > 1 and _infinitive(low[at - 1], nouns):
        at -= 1
    if at == len(low) or at < 1 or {word for word in low if word in finite} or "te" in low or "om" in low:
        return ""
    verb = low[at]
    apart = next((part for part in _APART if verb.startswith(part) and len(verb) > len(part) + 3), "")
    if apart and at == len(low) - 1:
        if verb[len(apart) :] not in lexicon.actions and verb not in lexicon.actions:
            return ""
        split = [apart, "te", verb[len(apart) :]]
        return _clean([*low[:at], *split], [*said[:at], *split], lexicon)
    return _clean([*low[:at], "te", *low[at:]], [*said[:at], "te", *said[at:]], lexicon)


def _infinitive(word: str, nouns: TopicWords) -> bool:
    known = bool(nouns.kinds(word)) or word in nouns.never or word in nouns.plural
    return word in ("doen", "gaan", "staan", "zien") or (word.endswith("en") and len(word) > 4 and not known)


def _clean(low: Sequence[str], said: Sequence[str], lexicon: Lexicon) -> str:
    k = lexicon.words
    loaded = k["feeling"] | k["evaluative"] | k["too"] | _BARS
    kept = [word for word, one in zip(said, low, strict=True) if one not in _SMALL]
    if not 3 <= len(kept) <= _MOST or set(low) & loaded:
        return ""
    return " ".join(kept)
