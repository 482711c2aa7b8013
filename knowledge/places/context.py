"""What the words around a name tell: that a place is meant, that something else is, or that it lies elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from knowledge.places.candidate import Candidate, Word
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.names import TOWN
from knowledge.places.text import Gap, Token

_NOTHING = Token(0, 0, "", capital=False, upper=False, gap=Gap.STOP)
_STATE_WORDS = 3
_SHORTEST_STATE = 8
_BETWEEN = 3
BESIDE_PLACES = ("after", "after_bare", "alone", "paper")


class Context:
    """The words of one text, asked about the surroundings of a candidate."""

    def __init__(self, tokens: Sequence[Token], kinds: Sequence[Word], gazetteer: Gazetteer, lexicon: Lexicon, text: str) -> None:
        self._asking = text.rstrip().endswith("?")
        self._tokens, self._kinds, self._gazetteer, self._lexicon = tokens, kinds, gazetteer, lexicon
        self._roles = lexicon.roles

    @cached_property
    def mixed(self) -> bool:
        """Whether capitals tell something: the text is neither all capitals nor titled throughout nor without any."""
        inner = [token.capital for token in self._tokens if token.gap is not Gap.STOP]
        low = inner.count(False)
        return low > 0 and low * 2 >= len(inner) - low

    @cached_property
    def english(self) -> bool:
        """Whether words stand in the text that English alone has, so that "ma" or "pa" is no word of another language."""
        return any(token.word in self._roles["english"] for token in self._tokens)

    @cached_property
    def on_campus(self) -> bool:
        """Whether the text speaks of studying or working at a college."""
        return any(token.word in self._roles["campus"] for token in self._tokens)

    def place_meant(self, candidate: Candidate) -> bool:
        """Whether a cue, a telling capital or the lack of any other sense shows that a place is meant."""
        return self.cue(candidate) or self.capital(candidate) or self.alone(candidate)

    def cue(self, candidate: Candidate) -> bool:
        """Whether the word before or after speaks of a place."""
        roles = self._roles
        before, after = self.before(candidate), self.after(candidate)
        if before.word in roles["before"] or before.word in roles["live"]:
            return True
        if before.word in roles["of"] and self.at(candidate.first - 2).word in roles["town_of"]:
            return True
        if after.word in self._gazetteer.home or after.word in roles["force"]:
            return True
        behind = self.at(candidate.first - 2).word
        if before.word in roles["of"] and (behind in roles["article"] or behind in roles["around"]):
            return True
        return before.word not in roles["article"] and (after.word in roles["after"] or self._acts(candidate))

    def hint(self, candidate: Candidate) -> bool:
        """Whether the words around fit a place: enough for a name as written, not for one misspelt ("voy a ...")."""
        roles = self._roles
        before, behind = self.before(candidate).word, self.at(candidate.first - 2).word
        if before in roles["of"] and behind in roles["about"]:
            return True
        if (before in roles["toward"] and behind in roles["moving"]) or before in roles["sharing"]:
            return True
        if before in roles["asked"] and candidate.name.key not in self._lexicon.people:
            return True
        return before in roles["through"] and self.at(candidate.first - 1).gap is Gap.STOP

    def _acts(self, candidate: Candidate) -> bool:
        """Whether the words behind tell what the place does or no longer does ("... ya no comparte", "... le pasa datos")."""
        roles, at = self._roles, candidate.last + 1
        if self.after(candidate).word in roles["after_bare"]:
            return True
        while at <= candidate.last + _BETWEEN and self.at(at).word in roles["between"] and self.at(at).gap is Gap.NONE:
            at += 1
        verb = self.at(at)
        if verb.gap is not Gap.NONE or verb.word in roles["sharing"]:
            return verb.gap is Gap.NONE
        if candidate.name.key in self._lexicon.people and self.at(at - 1).word not in roles["lending"]:
            return False
        return verb.word in roles["handing"] or verb.word in roles["after_bare"]

    def municipality_meant(self, candidate: Candidate) -> bool:
        """Whether it says "town of ..."."""
        before, after = self.before(candidate), self.after(candidate)
        own = self._roles["municipality"]
        return after.word in own or (before.word in self._roles["of"] and self.at(candidate.first - 2).word in own)

    def department_meant(self, candidate: Candidate) -> bool:
        """Whether the police of the place are named beside it."""
        force, before = self._roles["force"], self.before(candidate)
        if before.word in self._roles["of"]:
            before = self.at(candidate.first - 2)
        return self.after(candidate).word in force or before.word in force

    def something_else(self, candidate: Candidate) -> bool:
        """Whether a newspaper, a county, a street, a school or a person bears the name here."""
        return (
            self._paper(candidate)
            or self.county(candidate)
            or self._street(candidate)
            or self._school(candidate)
            or self._person(candidate)
        )

    def county(self, candidate: Candidate) -> bool:
        """Whether a county bears the name here."""
        county, before = self._roles["county"], self.before(candidate)
        if before.word in self._roles["of"]:
            before = self.at(candidate.first - 2)
        return self.after(candidate).word in county or before.word in county

    def elsewhere(self, candidate: Candidate) -> int | None:
        """The last word of a place that lies in the state or country named behind it ("California's ..." before it), or None."""
        if self._tokens[candidate.first].owned and self.before(candidate).word in self._gazetteer.states:
            return candidate.last
        at = candidate.last + 1
        token = self.at(at)
        if not token.word or token.gap is Gap.STOP or token.word in self._gazetteer.home:
            return None
        end = self._state(at)
        if end is None and (token.word in self._roles["apart"] or self._second_name(at)):
            end = self._state(at + 1)
        if end is None and self._postal(at):
            end = at
        return end

    def listed(self, one: int, other: int) -> bool:
        """Whether two names, one ending at a word and the other starting at one, stand in one list: a comma or "and" between."""
        between = self._tokens[one + 1 : other]
        if any(token.gap is Gap.STOP for token in (*between, self._tokens[other])):
            return False
        if not between:
            return self._tokens[other].gap is Gap.COMMA
        return all(token.word in self._roles["connector"] for token in between)

    def joining(self, candidate: Candidate) -> bool:
        """Whether its first word is a short form ("e", "so", "no") that may also be a word of the sentence."""
        token = self._tokens[candidate.first]
        written = self.at(candidate.first + 1).dot or (token.capital and token.gap is not Gap.STOP)
        return token.word in self._roles["joining"] and not written

    def asks_on(self, candidate: Candidate) -> bool:
        """Whether that first word opens a sentence that goes on or asks, so that it may as well mean "and", "no" or "so"."""
        first = self._tokens[candidate.first]
        if first.gap is not Gap.STOP:
            return False
        return first.word not in self._roles["connector"] or self._asking

    def at(self, index: int) -> Token:
        """The word at an index, or an empty one outside the text."""
        return self._tokens[index] if 0 <= index < len(self._tokens) else _NOTHING

    def before(self, candidate: Candidate) -> Token:
        """The word before a candidate in the same sentence, or an empty one."""
        return self.at(candidate.first - 1) if self._tokens[candidate.first].gap is not Gap.STOP else _NOTHING

    def after(self, candidate: Candidate) -> Token:
        """The word behind a candidate in the same sentence, or an empty one."""
        after = self.at(candidate.last + 1)
        return after if after.gap is not Gap.STOP else _NOTHING

    def capital(self, candidate: Candidate) -> bool:
        """Whether it is written with capitals that tell something."""
        named = self._tokens[candidate.first : candidate.last + 1]
        if not self.mixed or not all(token.capital for token in named):
            return False
        if self.before(candidate).word in self._roles["article"]:
            return False
        return named[0].gap is not Gap.STOP or len(named) > 1

    @cached_property
    def _telling(self) -> tuple[int, int]:
        """The first and last of the words that are more than small talk, or a range that any name covers."""
        small = (self._roles["alone"], self._roles["connector"], self._gazetteer.exact)
        telling = [at for at, token in enumerate(self._tokens) if not any(token.word in words for words in small)]
        return (telling[0], telling[-1]) if telling else (len(self._tokens), -1)

    def alone(self, candidate: Candidate) -> bool:
        """Whether the rest of the text is no more than small talk."""
        first, last = self._telling
        return candidate.first <= first and last <= candidate.last

    def _paper(self, candidate: Candidate) -> bool:
        after = self.at(candidate.last + 1)
        if after.gap is not Gap.NONE:
            return False
        if after.word in self._roles["paper"]:
            return True
        return after.word in self._roles["paper_capital"] and self.mixed and after.capital

    def _street(self, candidate: Candidate) -> bool:
        after, before = self.at(candidate.last + 1), self.before(candidate)
        if before.word in self._roles["street_before"]:
            return True
        if after.gap is not Gap.NONE or (after.upper and after.word in self._gazetteer.home):
            return False  # "Danbury CT" is the state, "Danbury Ct" a court
        return after.word in self._roles["street"] or (
            after.word in self._roles["street_capital"] and self.mixed and after.capital
        )

    def _school(self, candidate: Candidate) -> bool:
        if candidate.name.agency:
            return False
        after = self.at(candidate.last + 1)
        if after.gap is Gap.NONE and after.word in self._roles["school_after"]:
            return True
        before = self.before(candidate)
        return before.word in self._roles["of"] and self.at(candidate.first - 2).word in self._roles["school"]

    def _person(self, candidate: Candidate) -> bool:
        people, name = self._lexicon.people, candidate.name
        if name.kind == TOWN and name.key not in people:
            return False
        if len(name.words) > 1:
            return False
        before, after = self.before(candidate), self.at(candidate.last + 1)
        named = self._tokens[candidate.first]
        together = named.gap is Gap.NONE
        if together and before.word in self._roles["title"]:
            return True
        given = before.word in people and before.word not in self._lexicon.ordinary and before.word not in self._lexicon.function
        if together and given and before.capital == named.capital:
            return True
        family = after.word in people or self._kind(candidate.last + 1) is Word.UNKNOWN
        capitals = self.mixed and named.capital and after.capital
        return name.key in people and after.gap is Gap.NONE and capitals and family and len(after.word) > 2

    def _kind(self, index: int) -> Word:
        return self._kinds[index] if 0 <= index < len(self._kinds) else Word.FUNCTION

    def _state(self, at: int) -> int | None:
        run = ""
        for index in range(at, min(at + _STATE_WORDS, len(self._tokens))):
            token = self._tokens[index]
            if index > at and token.gap is not Gap.NONE:
                break
            run += token.word
            if run in self._gazetteer.states or (index == at and self._misspelt_state(at)):
                return index
            if index > at and token.dot and run in self._gazetteer.postal and len(run) == index - at + 1:
                return index
        return None

    def _misspelt_state(self, at: int) -> bool:
        word = self._tokens[at].word
        if len(word) < _SHORTEST_STATE or self._kinds[at] is not Word.UNKNOWN:
            return False
        return any(found in self._gazetteer.states for found, _ in self._gazetteer.neighbours.near(word))

    def _second_name(self, at: int) -> bool:
        """Whether the word may be the rest of a longer name ("Farmington Hills, Michigan")."""
        token = self.at(at)
        known = any(token.word in self._roles[role] for role in BESIDE_PLACES) or token.word in self._gazetteer.exact
        return token.gap is Gap.NONE and self._kind(at) in (Word.UNKNOWN, Word.ORDINARY) and not known

    def _postal(self, at: int) -> bool:
        token, after = self.at(at), self.at(at + 1)
        understood = self._gazetteer.postal.get(token.word)
        if understood is None:
            return False
        if understood == "yes" or (token.upper and self.mixed) or (understood == "end" and self.english):
            return True
        if token.gap is Gap.COMMA:
            return understood == "end" or after is _NOTHING or after.gap is not Gap.NONE
        return understood == "end" and after is _NOTHING
