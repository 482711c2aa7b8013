"""Writes the records of a pack back as the files that curators edit, so that only what differs is touched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from knowledge.contents import Contents, Manifest, Translations
from knowledge.identity import SECTIONS, keyed, section
from knowledge.pack import load
from knowledge.pack.bundle import Bundle, Files
from knowledge.pack.csv_text import rewritten, written
from knowledge.pack.draft import Draft
from knowledge.pack.layout import SINGLE, TABLES, TranslationFile, model_of
from knowledge.pack.plain import row
from knowledge.pack.reading import Document, Plain
from knowledge.pack.rewrite import Replacement, drafted, rewrite
from knowledge.records import Record

JSON_INDENT = 1


def export(contents: Contents, files: Files) -> dict[str, bytes]:
    """The files changed so that they hold these contents; raises PackError where the result would not load.

    Records that are the same keep their bytes, with the comments around them; a changed one keeps its place and its other
    fields; a new one goes where its like stand. Rows stand in the order of the contents. From no files at all, a whole pack is
    written. What is no record (outlines, Markdown) is carried over.
    """
    draft = drafted(files)
    made = rewrite(files, draft, _replacements(contents, draft))
    for name in SINGLE.keys() - made.keys():
        made[name] = f"{name.removesuffix('.yaml')}: []\n".encode()
    for name in TABLES:
        made[f"{name}.csv"] = table(files, draft, name, section(contents, name))
    for language in {*contents.translations, *(file.language for file in draft.all(TranslationFile))}:
        name = f"translations/{language}.json"
        translation = contents.translations.get(language)
        if translation is None:
            del made[name]
        else:
            made[name] = _translation(files.get(name), translation, draft)
    load(Bundle(made))
    return made


def is_record(name: str) -> bool:
    """Whether a pack's file of this name holds records, as outlines and Markdown do not."""
    return model_of(name) is not None or (name.endswith(".csv") and name.removesuffix(".csv") in TABLES)


def table(files: Files, draft: Draft, name: str, records: Sequence[Record]) -> bytes:
    """The table of this name (without `.csv`) with these rows, in this order; a row that is the same keeps its bytes."""
    data = files.get(f"{name}.csv", b"")
    model = TABLES[name]
    before = keyed(draft.all(model))
    index = {key: number for number, key in enumerate(before)}
    cells = written(data)
    rows: list[int | Mapping[str, str]] = []
    for key, record in keyed(records).items():
        old = before.get(key)
        if old == record:
            rows.append(index[key])
        else:
            rows.append(_merged(old, record, cells[index[key]]) if old else row(record))
    if data and rows == list(range(len(before))):
        return data
    given = {column for found in rows if not isinstance(found, int) for column in found}
    return rewritten(data, rows, [c for c, field in model.model_fields.items() if field.is_required() or c in given])


def _merged(old: Record, new: Record, written_cells: Mapping[str, str]) -> Mapping[str, str]:
    """A row's cells; those whose value stays the same are written as they were."""
    same = {name for name in type(new).model_fields if getattr(old, name) == getattr(new, name)}
    cells = row(new)
    return {name: (written_cells if name in same else cells).get(name, "") for name in {**written_cells, **cells}}


def _replacements(contents: Contents, draft: Draft) -> Iterator[Replacement]:
    manifest = next(iter(draft.all(Manifest)), None)
    if manifest != contents.manifest:
        yield Replacement(manifest, contents.manifest)
    order = sorted(SECTIONS, key=lambda name: name != "agencies")  # findings go into the files of their agencies
    for name in order:
        if name not in TABLES:
            before, after = keyed(draft.all(SECTIONS[name])), keyed(section(contents, name))
            for key in [*before, *(key for key in after if key not in before)]:
                if before.get(key) != after.get(key):
                    yield Replacement(before.get(key), after.get(key))


def _translation(data: bytes | None, wanted: Translations, draft: Draft) -> bytes:
    there = next((file for file in draft.all(TranslationFile) if file.language == wanted.language), None)
    if data and there and (there.reviewed, there.texts, there.checked) == (wanted.reviewed, _whole(wanted.texts), wanted.checked):
        return data
    before: Document = json.loads(data) if data else {}
    texts: Document = {kind: _plain(found) for kind, found in wanted.texts.items() if found or kind in before}
    checked: Document = {kind: _plain(found) for kind, found in wanted.checked.items()}
    after: Document = {
        "language": wanted.language,
        "reviewed": wanted.reviewed,
        **texts,
        **({"checked": checked} if checked else {}),
    }
    return (json.dumps(_in_order(before, after), indent=JSON_INDENT, ensure_ascii=False) + "\n").encode()


def _whole(texts: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return {**{name: {} for name in TranslationFile(language="en", reviewed=False).texts}, **texts}


def _plain(texts: Mapping[str, Mapping[str, str]]) -> Document:
    return {key: dict(fields.items()) for key, fields in texts.items()}


def _in_order(before: Plain, after: Plain) -> Plain:
    """The new value with the fields that were there before in their old order, new ones behind them."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return after
    names = [name for name in before if name in after] + [name for name in after if name not in before]
    return {name: _in_order(before.get(name), after[name]) for name in names}
