"""From a card to what can be done: letters and requests about its town, its districts, and the help that a case needs first."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.layout import Button, Row, rows_of
from bot.cards.viewing import Viewing
from bot.custom_ids import Part, Press, Verb
from bot.subjects import subject_token
from bot.writing.errands import Errand
from bot.writing.errands import Verb as Doing
from knowledge.answer import Answer, Block, Contact
from knowledge.answers.contacts import crowded_chambers
from knowledge.letters.types import Kind, seat_of
from knowledge.questions import Intent, SubjectKind
from knowledge.wording import wording

OFFERED = {
    Intent.TAKE_ACTION: (Kind.LEGISLATORS, Kind.CALL, Kind.REQUEST, Kind.APPEAL),
    Intent.LEGISLATORS: (Kind.LEGISLATORS, Kind.CALL),
}
LABELS = {
    Kind.LEGISLATORS: "card.write.letter",
    Kind.CALL: "card.write.call",
    Kind.REQUEST: "card.write.request",
    Kind.APPEAL: "card.write.appeal",
}
DISTRICTS = {"upper": "card.contact.district.upper", "lower": "card.contact.district.lower"}
CASES = {Part.HERE: "card.help.here", Part.TAKEN: "card.help.taken"}
DISTRICTS_IN_A_ROW = 2
MOST_DISTRICTS = 12


def papers(errand: Errand, kinds: tuple[Kind, ...]) -> list[Button]:
    """Buttons to papers about the errand's town: a letter, what to say on the phone, a request; for its appeal, the day first."""
    words = wording(errand.language)
    return [
        Button(
            words.say(LABELS[kind]),
            errand.turned(kind, errand.seat if kind in OFFERED[Intent.LEGISLATORS] else "").doing(
                Doing.DAYS if kind is Kind.APPEAL else Doing.READ
            ),
        )
        for kind in kinds
    ]


def rows(answer: Answer, viewing: Viewing) -> list[Row]:
    """The papers that this answer offers, and its districts to choose from."""
    target = viewing.target
    if answer.intent not in OFFERED or len(target.towns) != 1 or target.part not in (Part.FRONT, Part.MEMBER):
        return []
    people = [person for person in answer.legislators if person.member in members(answer)] if target.part is Part.MEMBER else []
    seat = seat_of(people[0].chamber, people[0].district) if len(people) == 1 else ""
    errand = Errand(Doing.READ, Kind.LEGISLATORS, target.language, target.towns[0], seat)
    districts = rows_of(_districts(answer, viewing), DISTRICTS_IN_A_ROW) if answer.intent is Intent.LEGISLATORS else []
    return [*districts, papers(errand, OFFERED[answer.intent])]


def situations(viewing: Viewing) -> list[Row]:
    """On the card of help, what it may be about: the help that comes first is another one then."""
    here = viewing.target
    if here.intent is not Intent.URGENT_HELP or here.part is Part.SOURCES:
        return []
    return [[viewing.button(key, here.turned(part=part)) for part, key in CASES.items() if part is not here.part]]


def members(answer: Answer) -> set[str]:
    """The legislators whom the answer's question names."""
    return {subject.id for subject in answer.question.subjects if subject.kind is SubjectKind.LEGISLATOR}


def is_of_another(content: Block, person: Contact | None, answer: Answer) -> bool:
    """Whether a block is left out where one member alone is shown: other members, and the question which district it is."""
    return bool(content.label) and (person is None or person.member not in members(answer))


def _districts(answer: Answer, viewing: Viewing) -> list[Button]:
    """A button for each district of a chamber in which several members speak for the town."""
    if viewing.target.part is Part.MEMBER:
        return []
    crowded = crowded_chambers(answer.legislators)
    return [_district(person, viewing) for person in answer.legislators if person.chamber in crowded][:MOST_DISTRICTS]


def _district(person: Contact, viewing: Viewing) -> Button:
    """Its share stands in the text above, in the same order: a phone shows two of the buttons on a line."""
    label = viewing.say(DISTRICTS[person.chamber], district=person.district)
    token = subject_token(SubjectKind.LEGISLATOR, person.member)
    return Button(label, Press(Verb.OPEN, replace(viewing.target.turned(part=Part.MEMBER), subjects=(token,))))
