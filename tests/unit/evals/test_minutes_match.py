"""When a drafted line counts as the gold's line, and when not."""

from evals.suites.minutes_match import alike, matched, overlap, sources_ok


def test_names_match_by_any_form_the_gold_knows() -> None:
    assert alike("Joke", "joke", {})
    assert alike("Joke", "Joke Bakker", {})
    assert alike("Youssef", "Joesoef", {"Youssef": ["Joesoef"]})
    assert not alike("Joke", "Marieke", {})
    assert not alike("Joke", None, {})


def test_an_agreement_needs_words_and_a_turn_near_the_golds() -> None:
    gold = [{"what": "belt de huisarts over de medicatie", "sources": [12]}]
    assert matched(gold, [{"what": "de huisarts bellen", "sources": [12]}], "what") == {0: 0}
    assert matched(gold, [{"what": "de huisarts bellen", "sources": [40]}], "what") == {}
    assert matched(gold, [{"what": "het rooster maken", "sources": [12]}], "what") == {}


def test_a_drafted_line_serves_one_gold_line_only() -> None:
    gold = [{"what": "huisarts bellen", "sources": [1]}, {"what": "huisarts bellen", "sources": [1]}]
    assert len(matched(gold, [{"what": "huisarts bellen", "sources": [1]}], "what")) == 1


def test_overlap_is_about_words_with_content() -> None:
    assert overlap("de het een", "de het een") == 0
    assert overlap("rooster maken", "het rooster dat we maken") == 1


def test_a_line_without_existing_turns_is_seen() -> None:
    draft = {
        "themes": [{"text": "rust", "sources": [3]}, {"text": "tijd", "sources": [99]}, {"text": "x", "sources": []}]
    }
    assert [row["score"] for row in sources_ok("m", draft, 10)] == [True, False, False]
