"""Closed questions and choices that become open, and the topic that is or is not taken along."""

from collections.abc import Callable

import pytest

from coach.question.judgement import Judgement
from coach.question.lexicon import Lexicon
from coach.question.rewrite_told import told
from coach.settings import ROOT

Judge = Callable[..., Judgement]


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("Wist je leidinggevende ervan?", "Wat wist je leidinggevende ervan?"),
        ("Wist de groepsleiding dat hij die week jarig was?", "Wat wist de groepsleiding hierover?"),
        ("Was je teamleider op de hoogte van die klacht?", "Wat wist je teamleider van die klacht?"),
        ("Werkte die assistente er al lang?", "Hoe lang werkte die assistente er al?"),
        ("Gebeurt dat vaker op de groep?", "Hoe vaak gebeurt dat op de groep?"),
        ("Vond je hem irritant?", "Hoe vond je hem?"),
        ("Heb je de sleutel toen bij de buurvrouw laten liggen?", "Wat heb je toen met de sleutel gedaan?"),
        ("Droeg de zoon zelf ook mee?", "Wat deed de zoon precies?"),
        ("Zijn er nog kinderen in beeld?", "Welke kinderen zijn er in beeld?"),
        ("Is er toen iets op papier gezet?", "Wat is er toen op papier gezet?"),
        ("Kende je die klas al?", "Hoe goed kende je die klas?"),
        (
            "Hebt ge daarna nog met de scheidsrechter gesproken?",
            "Waarover hebt ge daarna met de scheidsrechter gesproken?",
        ),
        ("Was het de eerste keer dat hij u belde?", "Hoe vaak was het al gebeurd dat hij u belde?"),
        ("Was er een testament?", "Hoe zat het met een testament?"),
        ("Heb je je ingehouden?", "In hoeverre heb je je ingehouden?"),
    ],
)
def test_a_yes_or_no_question_is_opened_about_the_same_fact(text: str, opened: str, judge: Judge) -> None:
    assert judge(text).rewrites[0] == opened


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("Ligt dat aan de regels van de begraafplaats, aan de familie of aan uw strengheid?", "Waar ligt dat aan?"),
        ("Doet u dit voor mevrouw, voor de coördinator of toch voor uzelf?", "Voor wie doet u dit?"),
        ("Lag mevrouw op een eenpersoonskamer of op zaal?", "Waar lag mevrouw?"),
        ("Was dat in periode twee of drie?", "In welke periode was dat?"),
        ("Zat de papa of de mama aan het stuur?", "Wie zat aan het stuur?"),
        ("Kwam dat verzoek vóór of na de reorganisatie?", "Wanneer kwam dat verzoek?"),
        ("Zat je daar als mentor of als vakdocent?", "In welke rol zat je daar?"),
        ("een mail of een gesprek, hoe heb je het hem laten weten", "Hoe heb je het hem laten weten?"),
        ("Wil je het vandaag over de klacht hebben of over de weg ernaartoe?", "Waar wil je het vandaag over hebben?"),
    ],
)
def test_a_choice_asks_for_what_the_options_share(text: str, opened: str, judge: Judge) -> None:
    assert judge(text).rewrites[0] == opened


@pytest.mark.parametrize(
    ("question", "again"),
    [
        ("Waar zat je?", "Kun je vertellen waar je zat?"),
        ("Wat heb je toen gezegd?", "Kun je vertellen wat je toen hebt gezegd?"),
        ("Waar wil je het over hebben?", "Kun je vertellen waar je het over wilt hebben?"),
        ("Wie zat aan het stuur?", ""),
    ],
)
def test_a_question_with_a_pronoun_can_be_told_again(question: str, again: str) -> None:
    assert told(question, "je", Lexicon.load(ROOT / "knowledge" / "question")) == again


def test_the_options_of_a_choice_do_not_come_back(judge: Judge) -> None:
    rewrites = judge("Zit je nog in die maatschap uit vriendschap of om het geld?").rewrites
    assert rewrites
    assert not [text for text in rewrites if "geld" in text or "vriendschap" in text]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Waarom vraagt u geen overplaatsing aan als het op deze afdeling zo schuurt?", "als het op deze afdeling zo"),
        ("Hebt u overwogen om uitstel te vragen, nu die verdachte steeds dichtklapt?", "nu die verdachte steeds"),
        ("Waarom geef je Bram niet gewoon een officiële waarschuwing?", "Bram"),
        ("Lijkt het je wat om een collega mee te nemen naar die huisbezoeken?", "die huisbezoeken"),
    ],
)
def test_what_surrounds_the_step_is_kept(text: str, kept: str, judge: Judge) -> None:
    assert any(kept in rewrite for rewrite in judge(text).rewrites)


@pytest.mark.parametrize(
    ("text", "brought"),
    [
        ("Wat let je om je regiomanager erbij te halen als ze weer klagen?", "regiomanager"),
        ("Moet je niet eerst HR inschakelen voor dat gesprek?", "HR"),
        ("Zou het niet helpen als je hem een proefplaatsing aanbiedt?", "proefplaatsing"),
        ("Hebt u overwogen dat reorganisatieplan aan de ondernemingsraad voor te leggen?", "ondernemingsraad"),
    ],
)
def test_what_the_advice_brought_along_stays_out(text: str, brought: str, judge: Judge) -> None:
    rewrites = judge(text).rewrites
    assert len(rewrites) == 2
    assert not [rewrite for rewrite in rewrites if brought in rewrite]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Stak dat niet een beetje, dat ze uw naam niet noemden?", "dat ze uw naam niet noemden"),
        ("Is dat niet laf, het per mail doen?", "het per mail te doen"),
        ("Denk je niet dat zo'n medewerker vooral erkenning zoekt?", "die medewerker"),
        ("Vindt u dat de gemeente hier eerlijk over is?", "de gemeente"),
    ],
)
def test_what_a_loaded_question_is_about_is_kept(text: str, kept: str, judge: Judge) -> None:
    assert any(kept in rewrite for rewrite in judge(text).rewrites)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kan jij haar rooster niet zo schuiven dat die twee elkaar niet zien?", "rooster"),
        ("Is het geen optie om een apart hoekje te maken, met zo'n gordijntje ervoor?", "gordijntje"),
        ("Wat voor een begeleidster zet er nu een scherm voor een peuter?", "begeleidster"),
        ("Wat zegt het over jouw perfectionisme dat je die notulen hebt overgedaan?", "perfectionisme"),
        ("Ben je niet een beetje een slachtoffer aan het spelen?", "slachtoffer"),
        ("Vond je dat zelf niet een beetje laf, om dat via WhatsApp te zeggen?", "met WhatsApp"),
    ],
)
def test_means_and_the_askers_own_words_stay_out(text: str, wrong: str, judge: Judge) -> None:
    assert not [rewrite for rewrite in judge(text).rewrites if wrong in rewrite]


def test_an_adjective_that_may_be_an_opinion_is_left_out(judge: Judge) -> None:
    rewrites = judge("Die strenge teamleider doet je vast aan je vader denken?").rewrites
    assert any("die teamleider" in text for text in rewrites)
    assert not [text for text in rewrites if "strenge" in text]


def test_a_subject_pronoun_comes_back_as_object(judge: Judge) -> None:
    assert any("hem" in text.split("?")[0].split() for text in judge("Hij wilde je vast straffen, toch?").rewrites)


def test_an_answer_word_between_the_parts_of_a_stack_is_dropped(judge: Judge) -> None:
    assert judge("Is er een broertje, en zo ja, waar woont die dan?").parts[0] == "Is er een broertje?"


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Eerlijk gezegd zie ik iemand die al een halfjaar op zijn tandvlees loopt, dat is toch zo?", "tandvlees"),
        ("Wat de boer niet kent, dat eet hij niet, dus zou u de raad niet eerst meenemen?", "hem"),
        ("Het zou me benieuwen of je dit ook zo had aangepakt wanneer je eigen moeder daar woonde.", "moeder"),
        ("Ik zou willen weten hoeveel bewoners er moeten huilen voordat een directie haar planning aanpast.", "haar"),
        ("En een mandje met formulieren op de artsenkamer, zou u dat niet aandurven?", "artsenkamer"),
        ("Zou je zelf zo'n advocaat willen hebben?", "advocaat"),
    ],
)
def test_a_saying_an_imagined_person_or_the_place_of_a_step_is_no_topic(text: str, never: str, judge: Judge) -> None:
    assert all(never not in rewrite.lower().rstrip("?").split() for rewrite in judge(text).rewrites)


def test_a_group_behind_a_comma_at_the_end_of_advice_is_named(judge: Judge) -> None:
    rewrites = judge("Zou jij het niet een keer aan een ander moeten laten, die hele jaarafsluiting?").rewrites
    assert rewrites
    assert all("jaarafsluiting" in rewrite for rewrite in rewrites)
