"""What makes a name doubtful where it stands: a person, a building, another state, or that it is denied."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.places.candidate import Candidate
from knowledge.places.context import BESIDE_PLACES, Context
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.names import TOWN
from knowledge.places.text import Gap, Token

_LINKS = 2


class Doubts:
    """Asked about the candidates of one text that are places by all other signs."""

    __slots__ = ("_context", "_gazetteer", "_lexicon", "_roles", "_tokens")

    def __init__(self, context: Context, tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._context, self._tokens, self._gazetteer, self._lexicon = context, tokens, gazetteer, lexicon
        self._roles = lexicon.roles

    def doubtful(self, candidate: Candidate) -> bool:
        """Whether it may as well be a person, a hospital or a school there, or a word of the sentence, so that one has to ask."""
        after = self._context.after(candidate).word
        if after in self._gazetteer.home or after in self._roles["force"]:
            return False
        signs = (self._country, self._state_too, self._introduced, self._site, self._titled, self._modifies)
        return any(sign(candidate) for sign in signs)

    def denied(self, candidate: Candidate) -> bool:
        """Whether the words before say that it is not meant ("not", "no es", "se pa")."""
        at, gap = candidate.first - 1, self._tokens[candidate.first].gap
        for _ in range(_LINKS):
            token = self._context.at(at)
            if gap is not Gap.NONE or token.word not in self._roles["denying_link"]:
                break
            at, gap = at - 1, token.gap
        if gap is not Gap.NONE or self._context.at(at - 1).word in self._roles["contrast"]:
            return False
        return self._context.at(at).word in self._roles["denying"]

    def _country(self, candidate: Candidate) -> bool:
        """Whether what is read as a misspelt town is a country as written (Colombia)."""
        return candidate.edits > 0 and self._tokens[candidate.first].word in self._lexicon.countries

    def _state_too(self, candidate: Candidate) -> bool:
        """Whether a state that is a town too follows it, or it is such a one behind a town ("Shelton, Washington")."""
        shared, exact = self._gazetteer.shared_states, self._gazetteer.exact
        if candidate.name.key in shared and self._context.before(candidate).word in exact:
            return not self._list_goes_on(candidate.last + 1)
        return self._context.after(candidate).word in shared and not self._list_goes_on(candidate.last + 2)

    def _list_goes_on(self, at: int) -> bool:
        token = self._context.at(at)
        return token.word in self._roles["connector"] or (token.gap is Gap.COMMA and token.word in self._gazetteer.exact)

    def _introduced(self, candidate: Candidate) -> bool:
        """Whether someone is addressed or introduced by the name."""
        return candidate.name.key in self._lexicon.people and self._context.before(candidate).word in self._roles["introducing"]

    def _site(self, candidate: Candidate) -> bool:
        after = self._context.at(candidate.last + 1)
        return not candidate.name.agency and after.gap is Gap.NONE and after.word in self._roles["site"]

    def _titled(self, candidate: Candidate) -> bool:
        """Whether a single word stands where a family name does: behind a title or a given name."""
        named, before = self._tokens[candidate.first], self._context.before(candidate)
        if candidate.name.kind != TOWN or candidate.first != candidate.last or named.gap is not Gap.NONE:
            return False
        if before.word in self._roles["title"]:
            return before.word not in self._roles["office"] or (self._context.mixed and named.capital)
        given = before.word in self._lexicon.people and not self._common(before.word)
        return given and before.word not in self._gazetteer.exact and before.capital == named.capital

    def _modifies(self, candidate: Candidate) -> bool:
        """Whether it is an everyday word before another one ("in orange vests")."""
        after = self._context.at(candidate.last + 1)
        if candidate.edits or candidate.first != candidate.last or candidate.name.key not in self._lexicon.ordinary:
            return False
        before = self._context.before(candidate).word
        placed = before in self._roles["live"] or before in self._roles["romance"]
        if placed or self._context.capital(candidate) or after.gap is not Gap.NONE:
            return False
        return after.word in self._lexicon.ordinary and not any(after.word in self._roles[role] for role in BESIDE_PLACES)

    def _common(self, word: str) -> bool:
        return word in self._lexicon.ordinary or word in self._lexicon.function
