"""More questions at once (domain C.1.8), and the single questions of a stack."""

from coach.question.heads import Head, Reading


def is_stacked(reading: Reading) -> bool:
    """Two or more heads that each ask something of their own."""
    return len(_own(reading)) > 1


def parts_of(reading: Reading, text: str) -> tuple[str, ...]:
    """The single questions of a stack in the asker's words, each with a capital and a question mark."""
    heads = _own(reading)
    if len(heads) < 2:
        return ()
    return tuple(_sentence(text[head.start : _end(head, reading)]) for head in heads)


def _own(reading: Reading) -> list[Head]:
    return [head for head in reading.heads if head.kind in ("wh", "verb", "invite")]


def _end(head: Head, reading: Reading) -> int:
    words = head.sentence.words[head.first : head.stop]
    while len(words) > 1 and words[-1].low in ("en", "of", "ook", "dan", "daarnaast", "trouwens", "maar"):
        words = words[:-1]
    return words[-1].end


def _sentence(text: str) -> str:
    text = text.strip(" ,;:-–")
    return text[:1].upper() + text[1:] + "?"
