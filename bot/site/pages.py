"""Every page of the site: which there are, and what each one's template is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from bot.site import claims, downloads, picture
from bot.site.addresses import TAGS, Place, page, root_of, way
from bot.site.edition import Edition, question
from bot.site.policy import CONTENT
from bot.site.rendering import render
from bot.site.sheet import NOWHERE, Footnote, Sheet, lay_out
from knowledge.answers import compose
from knowledge.questions import Intent, Language, Question, Subject, SubjectKind
from knowledge.wording import LANGUAGES, Wording, wording

ANSWERED = {
    Place.WHO_SHARES: Intent.WHO_SHARES,
    Place.UPDATES: Intent.UPDATES,
    Place.LAW: Intent.LAW,
    Place.HELP: Intent.URGENT_HELP,
}
"""The pages that are an answer and nothing else."""
FIRST = (Place.START, Place.MAP, Place.WHO_SHARES, Place.LAW)
FURTHER = (Place.WORDS, Place.UPDATES, Place.SOURCES, Place.DOWNLOADS, Place.ABOUT)
"""The pages that stand at the top of every page, and those at its foot: a phone's first screen belongs to the answer."""
ACT = "act"


class Version(NamedTuple):
    """A page in one of its languages: `whole` is its address for other programs, `way` the one to click."""

    code: str
    tag: str
    name: str
    whole: str
    way: str


class File(NamedTuple):
    """A download as the page of downloads offers it."""

    name: str
    key: str
    type: str
    way: str
    schema_way: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the pages of one language."""

    edition: Edition
    language: str
    words: Wording = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", wording(self.language))

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Every page of the language, with the path of its file."""
        yield self._start()
        for place, intent in ANSWERED.items():
            yield self._answer(page(self.language, place), question(intent, self.language), place)
        yield from (self._words(), self._map(), self._sources(), self._downloads(), self._about())
        for town in self.edition.base.towns:
            yield self._town(town)
            yield self._act(town)

    def _answer(self, path: str, asked: Question, place: Place | None) -> tuple[str, bytes]:
        sheet = self._sheet(asked, self._ways(path))
        return self._write(path, "answer.html", sheet.title, place=place, sheet=sheet)

    def _start(self) -> tuple[str, bytes]:
        say, path = self.words.say, page(self.language)
        sheet = self._sheet(question(Intent.WHO_SHARES, self.language))
        towns = sorted(self._ways(path).items())
        title = say("site.start.title")
        return self._write(path, "start.html", title, place=Place.START, opening=sheet.opening, towns=towns, sheet=_brief(sheet))

    def _town(self, town: str) -> tuple[str, bytes]:
        path = self.edition.town(self.language, town)
        sheet = self._sheet(question(Intent.TOWN_STATUS, self.language, town))
        return self._write(
            path,
            "town.html",
            town,
            sheet=sheet,
            record=self.edition.base.standings[town].record,
            reviews=claims.script(claims.reviews(self.edition, self.language, town)),
            act=way(path, f"{path}{ACT}/"),
            nearby=[(name, way(path, self.edition.town(self.language, name))) for name in self.edition.shapes.neighbours[town]],
        )

    def _act(self, town: str) -> tuple[str, bytes]:
        path = f"{self.edition.town(self.language, town)}{ACT}/"
        sheet = self._sheet(question(Intent.TAKE_ACTION, self.language, town))
        return self._write(path, "act.html", sheet.title, sheet=sheet, town=town, back="../")

    def _words(self) -> tuple[str, bytes]:
        terms = tuple(Subject(SubjectKind.TERM, term.id, term.term) for term in self.edition.base.terms.values())
        sheet = self._sheet(Question("", Language(self.language), Intent.EXPLAIN, subjects=terms))
        return self._write(page(self.language, Place.WORDS), "words.html", sheet.title, place=Place.WORDS, sheet=sheet)

    def _map(self) -> tuple[str, bytes]:
        path = page(self.language, Place.MAP)
        title = self.words.say("site.map.title", state=self.edition.base.manifest.name)
        ways = self._ways(path)
        drawing = picture.drawing(self.edition, self.language, ways)
        groups = picture.groups(self.edition, self.language)
        return self._write(path, "map.html", title, place=Place.MAP, drawing=drawing, groups=groups, ways=ways)

    def _sources(self) -> tuple[str, bytes]:
        sheet = self._sheet(question(Intent.SOURCES, self.language))
        every = sorted(self.edition.base.sources.values(), key=lambda source: (source.publisher.casefold(), source.id))
        path = page(self.language, Place.SOURCES)
        return self._write(path, "sources.html", sheet.title, place=Place.SOURCES, sheet=sheet, sources=every)

    def _downloads(self) -> tuple[str, bytes]:
        path = page(self.language, Place.DOWNLOADS)
        files = [
            File(made.name, made.key, made.media_type, way(path, made.path), way(path, made.schema)) for made in downloads.OFFERS
        ]
        origins = sorted(self.edition.base.manifest.origins.items())
        title = self.words.say("site.downloads.title")
        return self._write(path, "downloads.html", title, place=Place.DOWNLOADS, files=files, origins=origins)

    def _about(self) -> tuple[str, bytes]:
        sheet = self._sheet(question(Intent.ABOUT, self.language))
        return self._write(page(self.language, Place.ABOUT), "about.html", sheet.title, place=Place.ABOUT, sheet=sheet)

    def _sheet(self, asked: Question, ways: Mapping[str, str] = NOWHERE) -> Sheet:
        return lay_out(compose(asked, self.edition.base, self.edition.as_of), self.edition.release.links, ways)

    def _ways(self, here: str) -> dict[str, str]:
        """The way from a page to every town's."""
        return {town: way(here, self.edition.town(self.language, town)) for town in self.edition.base.towns}

    def _write(self, path: str, template: str, title: str, place: Place | None = None, **values: object) -> tuple[str, bytes]:
        return f"{path}index.html", render(template, {**self._frame(path, title, place), **values})

    def _frame(self, path: str, title: str, place: Place | None) -> Mapping[str, object]:
        """What every page has around its content."""
        base, rest = self.edition.base, path.removeprefix(page(self.language))
        return {
            "say": self.words.say,
            "date": self.words.date,
            "language": self.language,
            "tag": TAGS[self.language],
            "title": title,
            "canonical": f"{self.edition.address}{path}" if self.edition.address else "",
            "languages": [self._version(path, code, page(code) + rest) for code in LANGUAGES],
            "to": partial(self._to, path),
            "root": way(path, ""),
            "policy": CONTENT,
            "start": Place.START,
            "help": Place.HELP,
            "place": place,
            "first": FIRST,
            "further": FURTHER,
            "state": base.manifest.name,
            "version": base.version,
            "as_of": self.words.date(base.manifest.as_of),
        }

    def _version(self, here: str, code: str, there: str) -> Version:
        near, address = way(here, there), self.edition.address
        return Version(code, TAGS[code], wording(code).say("site.language"), address + there if address else near, near)

    def _to(self, here: str, place: Place) -> str:
        return way(here, page(self.language, place))


def _brief(sheet: Sheet) -> Sheet:
    """The opening alone, with the sources that it cites."""
    cited = {mark.n for passage in sheet.opening for mark in passage.marks}
    notes = (note for note in sheet.footnotes if note.n in cited)
    kept = {mark.id for passage in sheet.opening for mark in passage.marks}
    return sheet._replace(parts=(), links=(), footnotes=tuple(_kept(note, kept) for note in notes))


def _kept(note: Footnote, anchors: set[str]) -> Footnote:
    return note._replace(uses=tuple(use for use in note.uses if use in anchors))


def without_language(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The page that asks for a language, and the one for an address where nothing is."""
    languages = [(TAGS[code], wording(code), page(code)) for code in LANGUAGES]
    common = {"languages": languages, "state": edition.base.manifest.name, "help": Place.HELP, "policy": CONTENT}
    yield "index.html", render("choose.html", {**common, "root": "./", "address": edition.address})
    yield "404.html", render("missing.html", {**common, "root": root_of(edition.address)})
