"""Finished pictures are drawn once, whoever asks, and never fill the memory."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from bot.gallery import ROOM, Gallery, Land
from knowledge.maps.legend import Style
from knowledge.maps.sheet import Area, tell
from tests.bot import desks


def land() -> Land:
    contents = desks.release().base.contents
    return Land(contents.version, contents.outlines, contents.towns)


def test_a_picture_is_drawn_once() -> None:
    gallery, drawn = Gallery(), []

    def draw() -> bytes:
        drawn.append(1)
        return b"picture"

    assert [gallery.take("a", draw) for _ in range(3)] == [b"picture"] * 3
    assert drawn == [1]


def test_many_threads_that_want_the_same_picture_have_it_drawn_once() -> None:
    gallery, drawn, begun = Gallery(), [], threading.Barrier(8)

    def draw() -> bytes:
        drawn.append(1)
        return b"picture"

    def ask(_: int) -> bytes:
        begun.wait()
        return gallery.take("a", draw)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {b"picture"}
    assert drawn == [1]


def test_a_picture_at_hand_does_not_wait_for_one_that_is_being_drawn() -> None:
    gallery, started, finish = Gallery(), threading.Event(), threading.Event()
    gallery.take("at hand", lambda: b"picture")

    def draw() -> bytes:
        started.set()
        finish.wait(10)
        return b"slow"

    slow = threading.Thread(target=gallery.take, args=("slow", draw))
    slow.start()
    assert started.wait(10)
    assert gallery.take("at hand", lambda: b"drawn anew") == b"picture"
    finish.set()
    slow.join(10)
    assert gallery.take("slow", lambda: b"drawn anew") == b"slow"


def test_the_picture_looked_at_least_lately_falls_first() -> None:
    gallery = Gallery(room=30)
    for key in ("a", "b", "c"):
        gallery.take(key, lambda: b"x" * 10)
    gallery.take("a", lambda: b"")
    gallery.take("d", lambda: b"y" * 10)
    assert gallery.take("a", lambda: b"new") == b"x" * 10
    assert gallery.take("b", lambda: b"new") == b"new"


def test_a_failed_drawing_leaves_nothing_behind() -> None:
    gallery = Gallery()

    def fail() -> bytes:
        raise RuntimeError

    for _ in range(2):
        try:
            gallery.take("a", fail)
        except RuntimeError:
            continue
    assert gallery.take("a", lambda: b"picture") == b"picture"


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 40)), max_size=60))
def test_it_never_holds_more_than_its_room_and_one_picture(asked: list[tuple[int, int]]) -> None:
    gallery = Gallery(room=100)
    for key, size in asked:
        gallery.take(key, lambda size=size: b"x" * size)
        assert gallery.held <= 100


def test_every_picture_there_is_would_not_fit_and_need_not() -> None:
    assert ROOM < 169 * 4 * 2 * 50_000


def test_a_map_is_drawn_from_no_more_than_outlines_and_words_and_kept_by_language_style_and_area() -> None:
    gallery, base = Gallery(), desks.release().base
    english = gallery.map(land(), tell(base, Area(), "en"), Style.LIGHT)
    assert gallery.map(land(), tell(base, Area(), "en"), Style.LIGHT) is english
    others = [
        gallery.map(land(), tell(base, Area(), "es"), Style.LIGHT),
        gallery.map(land(), tell(base, Area(), "en"), Style.DARK),
        gallery.map(
            Land("another", *[getattr(land(), name) for name in ("outlines", "towns")]), tell(base, Area(), "en"), Style.LIGHT
        ),
    ]
    assert english not in others[:2]
    assert others[2] == english
    assert others[2] is not english
