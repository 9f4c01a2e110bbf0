"""Minutes: what of the gold is in the draft, what of the draft is in the gold, and what should never be there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.container import Container
from coach.errors import CoachError
from evals.cases import EvalCase, read_meetings
from evals.figures import Figure, Row, mean_of
from evals.suites.base import Options, Suite
from evals.suites.minutes_match import alike, matched, overlap, sources_ok
from evals.suites.verdicts import refusal

TEXT_LISTS = ("themes", "look_back", "learned_by_presenter", "learned_by_peers", "evaluation", "advice_keywords")
ROLES = ("facilitator", "case_presenter", "minutes_taker")

NOTHING: dict[str, Any] = {"roles": {}, "agreements": []}
WANTED_NOT = ("leak", "decoy")

Minutes = dict[str, Any]


def _rows_of(case: EvalCase, draft: Minutes) -> Iterator[Row]:
    gold, names = case["gold"], case["gold"].get("aliases", {})
    for role in ROLES:
        right = alike(gold["roles"].get(role), draft["roles"].get(role), names)
        yield {"metric": "role", "score": right, "id": f"{case['id']}/role/{role}"}
    yield {"metric": "date", "score": gold.get("date") == draft.get("date"), "id": f"{case['id']}/date"}
    for field in ("date", "time"):
        right = (gold.get("next_meeting") or {}).get(field) == (draft.get("next_meeting") or {}).get(field)
        yield {"metric": "next_meeting", "score": right, "id": f"{case['id']}/next/{field}"}
    for name in ("presenting_question", "restated_question"):
        yield {"metric": name, "score": _same_text(gold.get(name), draft.get(name)), "id": f"{case['id']}/{name}"}
    yield from _agreements(case["id"], gold, draft, names)
    yield from _texts(case["id"], gold, draft)
    yield from _never(case["id"], gold, draft)


def _same_text(gold: Any, got: Any) -> bool:
    if gold is None or got is None:
        return gold is None and got is None
    return overlap(gold["text"], got["text"]) >= 0.5 or bool(set(gold["sources"]) & set(got["sources"]))


def _agreements(name: str, gold: Minutes, draft: Minutes, names: Any) -> Iterator[Row]:
    pairs = matched(gold["agreements"], draft["agreements"], "what")
    for place, item in enumerate(gold["agreements"]):
        twin = pairs.get(place)
        id_ = f"{name}/agreement/{place}"
        yield {"metric": "agreement_recall", "score": twin is not None, "id": id_, "text": item["what"]}
        if twin is not None:
            got = draft["agreements"][twin]
            yield {"metric": "agreement_who", "score": alike(item["who"], got["who"], names), "id": id_}
            yield {"metric": "agreement_when", "score": item["when"] == got["when"], "id": id_}
    for place, item in enumerate(draft["agreements"]):
        kept = place in pairs.values()
        yield {"metric": "agreement_precision", "score": kept, "id": f"{name}/drafted/{place}", "text": item["what"]}


def _texts(name: str, gold: Minutes, draft: Minutes) -> Iterator[Row]:
    for field in TEXT_LISTS:
        pairs = matched(gold.get(field, []), draft.get(field, []), "text")
        for place, item in enumerate(gold.get(field, [])):
            yield {
                "metric": "text_recall",
                "score": place in pairs,
                "id": f"{name}/{field}/{place}",
                "text": item["text"],
            }
        for place in range(len(draft.get(field, []))):
            yield {
                "metric": "text_precision",
                "score": place in pairs.values(),
                "id": f"{name}/{field}/drafted/{place}",
            }


def _never(name: str, gold: Minutes, draft: Minutes) -> Iterator[Row]:
    said = json.dumps(draft, ensure_ascii=False).casefold()
    for place, text in enumerate(gold.get("must_not_appear", [])):
        yield {"metric": "leak", "score": text.casefold() in said, "id": f"{name}/leak/{place}"}
    for place, decoy in enumerate(gold.get("decoys", [])):
        text = decoy["text"] if isinstance(decoy, dict) else decoy
        taken = any(overlap(text, item["what"]) >= 0.6 for item in draft["agreements"])
        yield {"metric": "decoy", "score": taken, "id": f"{name}/decoy/{place}", "text": text}


def run(container: Container, path: Path, _: Options) -> list[Row]:
    """Many rows a meeting: each names what was looked at (`metric`) and its score."""
    rows: list[Row] = []
    for case in read_meetings(path):
        try:
            rows.extend(_drafted(container, case))
        except CoachError as error:
            rows.extend(_refused(case, refusal(error, case["id"])))
    return rows


def _drafted(container: Container, case: EvalCase) -> list[Row]:
    data, name = case["transcript"].read_bytes(), case["transcript"].name
    draft = container.minutes.draft(data, name, contract=case["contract"]).as_dict()
    last = container.minutes.read(data, name).transcript.turns[-1].number
    return [*_rows_of(case, draft), *sources_ok(case["id"], draft, last)]


def _refused(case: EvalCase, code: str) -> Iterator[Row]:
    """A meeting that could not be read misses everything in the gold, also what the gold leaves empty."""
    for row in _rows_of(case, NOTHING):
        yield {**row, "score": row["score"] and row["metric"] in WANTED_NOT, "refused": code}


def _metric(name: str, better: str = "more", gate: bool = True) -> Figure:
    return Figure(name, mean_of("score"), of=lambda row: row["metric"] == name, better=better, gate=gate)


FIGURES = [
    *map(_metric, ("role", "date", "next_meeting", "presenting_question", "restated_question")),
    *map(_metric, ("agreement_recall", "agreement_precision", "agreement_who", "agreement_when", "sources")),
    *(_metric(name, gate=False) for name in ("text_recall", "text_precision")),
    *(_metric(name, better="less") for name in ("leak", "decoy")),
]
SUITE = Suite("minutes", FIGURES, run)
