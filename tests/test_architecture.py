"""The shape of the code: which room may know which, and how long a file may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = {"knowledge": {"knowledge"}, "bot": {"bot", "knowledge"}, "commands": {"commands", "bot", "knowledge"}}
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
OUTSIDE = {
    *(
        "discord",
        "aiohttp",
        "aiosqlite",
        "sqlite3",
        "asyncpg",
        "sqlalchemy",
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "requests",
        "httpx",
    ),
    *("asyncio", "threading", "subprocess", "structlog", "logging", "rich", "prompt_toolkit", "simcord", "time"),
}
LONGEST_FILE = 400
OPENS = {"open", "connect", "urlopen", "read_text", "read_bytes", "write_text", "run", "Popen"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.level


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_imports_point_one_way(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    imported = {name.partition(".")[0] for name, _ in _imports(_tree(path))}
    assert not (imported & ROOMS.keys()) - ROOMS[room]


@pytest.mark.parametrize("path", [path for path in FILES if path.is_relative_to(ROOT / "knowledge")], ids=_name)
def test_knowledge_knows_no_discord_no_network_no_database_and_no_clock(path: Path) -> None:
    tree = _tree(path)
    imported = {name for name, _ in _imports(tree)}
    assert not (imported | {name.partition(".")[0] for name in imported}) & OUTSIDE
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    assert not called & {"now", "utcnow", "today"}


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=_name)
def test_no_import_is_relative(path: Path) -> None:
    assert not [name for name, level in _imports(_tree(path)) if level]


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=_name)
def test_no_file_is_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(_tree(path)) or not path.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_whatever_is_public_carries_its_promise(path: Path) -> None:
    public = [
        node
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert not [node.name for node in public if not ast.get_docstring(node)]


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_module_opens_anything_while_it_is_imported(path: Path) -> None:
    at_import = [node for statement in _tree(path).body for node in _outside_functions(statement)]
    called = {node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "") for node in at_import}
    assert not called & OPENS


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_exception_is_swallowed_whole(path: Path) -> None:
    handlers = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.ExceptHandler)]
    caught = [node for handler in handlers for node in (ast.walk(handler.type) if handler.type else [ast.Name("BaseException")])]
    assert not {node.id for node in caught if isinstance(node, ast.Name)} & {"Exception", "BaseException"}


def test_the_commands_are_loaded_by_name_and_never_imported() -> None:
    assert not [
        path for path in FILES if path.is_relative_to(ROOT / "bot") for name, _ in _imports(_tree(path)) if name == "commands"
    ]


def test_there_is_more_test_than_code() -> None:
    def lines(paths: list[Path]) -> int:
        return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)

    assert lines(TESTS) > lines(FILES)


def _outside_functions(node: ast.AST) -> Iterator[ast.Call]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.If) and isinstance(node.test, ast.Compare):  # `if __name__ == "__main__":`
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _outside_functions(child)
