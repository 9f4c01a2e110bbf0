"""What people call the parts of minutes, the roles and the phases: one set of words for command line, page and file."""

from typing import Final

NOT_SAID: Final = "niet gezegd"
ROLES: Final = {
    "facilitator": "begeleider",
    "case_presenter": "inbrenger",
    "minutes_taker": "notulist",
    "peer": "deelnemer",
    "timekeeper": "tijdbewaker",
    "observer": "observator",
}
PHASES: Final = {
    "preparation": "Voorbereiding",
    "check_in": "Terugblik en aankomen",
    "choose_case": "Casus kiezen",
    "present": "Inbreng van de casus",
    "information": "Informatievragen",
    "deepening": "Verdiepende vragen",
    "analysis": "Analyse",
    "core": "De kern benoemen",
    "restate": "Vraag herformuleren",
    "advice": "Adviesronde",
    "response": "Reactie van de inbrenger",
    "harvest": "Oogst en acties",
    "evaluation": "Evaluatie",
}
# in the order of a meeting
PARTS: Final = {
    "look_back": "Terugblik op de vorige keer",
    "presenting_question": "Inbrengvraag",
    "restated_question": "Vraag opnieuw verwoord",
    "themes": "Thema's",
    "advice_keywords": "Adviezen in steekwoorden",
    "agreements": "Afspraken",
    "learned_by_presenter": "Wat de inbrenger meeneemt",
    "learned_by_peers": "Wat de anderen meenemen",
    "evaluation": "Evaluatie",
    "next_meeting": "Volgende keer",
}
OTHER_PARTS: Final = {"roles": "Rollen", "absent": "Afwezig", "role_changes": "Rolwisseling"}
LABELS: Final = {
    "open": "open vraag",
    "closed": "gesloten vraag",
    "choice": "keuzevraag",
    "suggestive": "sturende vraag",
    "disguised_advice": "advies als vraag",
    "judgemental": "oordelende vraag",
    "multiple": "stapelvraag",
    "not_a_question": "geen vraag",
}


def span(first: int, last: int) -> str:
    """Which turns belong together: "bijdrage 4" or "bijdrage 4 tot en met 9"."""
    return f"bijdrage {first}" if first == last else f"bijdrage {first} tot en met {last}"
