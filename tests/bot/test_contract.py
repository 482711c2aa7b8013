"""The public JSON of `plainsight ask --json`: exactly the fields promised, of the types promised."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema_rs

from bot.contract import contract, to_json
from knowledge.questions import Question
from tests.bot.hand_built import TOWN, asking_back, status

STRING = {"type": "string"}
STRINGS = {"type": "array", "items": STRING}
MAYBE = {"type": ["string", "null"]}


def _object(**fields: object) -> dict[str, object]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


PROMISED = _object(
    question=STRING,
    language={"enum": ["en", "es", "pt", "ht"]},
    intent=STRING,
    towns=STRINGS,
    places={
        "type": "array",
        "items": _object(
            text=STRING, name=STRING, kind=STRING, towns=STRINGS, score={"type": "number", "minimum": 0, "maximum": 100}
        ),
    },
    agencies=STRINGS,
    clarify={
        "anyOf": [{"type": "null"}, _object(reason={"enum": ["no_town", "ambiguous", "unsure", "elsewhere"]}, choices=STRINGS)],
    },
    record={"type": "object", "additionalProperties": STRING},
    answer={
        "type": "array",
        "items": {
            **_object(text=STRING, claim={"type": "boolean"}, citations={"type": "array", "items": {"type": "integer"}}),
            "if": {"properties": {"claim": {"const": True}}},
            "then": {"properties": {"citations": {"minItems": 1}}},
        },
    },
    sources={
        "type": "array",
        "items": _object(
            n={"type": "integer", "minimum": 1},
            publisher=STRING,
            title=STRING,
            published={"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}]},
            url={"type": "string", "pattern": "^https://"},
        ),
    },
    legislators={
        "type": "array",
        "items": _object(
            name=STRING, chamber={"enum": ["upper", "lower"]}, district=STRING, party=STRING, url=MAYBE, email=MAYBE, phone=MAYBE
        ),
    },
    pack=_object(name=STRING, version=STRING, as_of={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
)
SCHEMA = jsonschema_rs.validator_for(PROMISED)


def test_a_full_answer_keeps_the_promise() -> None:
    SCHEMA.validate(contract(status()))


def test_an_answer_that_asks_back_keeps_the_promise() -> None:
    SCHEMA.validate(contract(asking_back()))


def test_the_fields_come_in_the_order_of_the_promise() -> None:
    assert list(contract(status())) == PROMISED["required"]


def test_an_answer_tells_its_towns_and_their_record() -> None:
    told = contract(status())
    assert told["towns"] == [TOWN]
    assert told["record"] == {TOWN: "sharing_disputed"}
    assert told["clarify"] is None


def test_asking_back_tells_the_reason_and_the_choices_and_no_town() -> None:
    told = contract(asking_back())
    assert told["towns"] == []
    assert told["clarify"] == {"reason": "ambiguous", "choices": [TOWN, "Nearside"]}


def test_a_place_is_told_as_it_was_typed_and_as_it_is_called() -> None:
    assert contract(status())["places"] == [{"text": "farsyde", "name": TOWN, "kind": "town", "towns": [TOWN], "score": 85.7}]


def test_every_citation_has_its_source() -> None:
    told = contract(status())
    assert {n for sentence in told["answer"] for n in sentence["citations"]} == {source["n"] for source in told["sources"]}


def test_a_claim_is_told_apart_from_the_bots_own_words() -> None:
    told = {sentence["text"]: (sentence["claim"], sentence["citations"]) for sentence in contract(status())["answer"]}
    assert told["Nothing newer is on record."] == (False, [])
    assert told["In March 2019, The Paper reported that police shared."] == (True, [1])


def test_a_date_that_is_not_known_to_the_day_is_not_made_up() -> None:
    assert [source["published"] for source in contract(status())["sources"]] == ["2019-03-14", None]


def test_a_label_is_part_of_its_sentence() -> None:
    assert contract(status())["answer"][1]["text"].startswith("March 14, 2019: Plates went")


def test_the_json_is_one_line_of_ascii_whatever_was_typed() -> None:
    odd = "norwalk\u2028\u0085\r\n\x00 ¿comparte? 🚓"
    question = replace(status().question, text=odd)
    line = to_json(replace(status(), question=question))
    assert isinstance(question, Question)
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["question"] == odd
