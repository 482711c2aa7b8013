"""The site as people meet it: in a real browser, on a phone and a desk, in light and dark, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.site.addresses import Place
from bot.site.edition import Edition
from knowledge.wording import wording
from tests.bot import browser
from tests.evaluation import read
from tests.report import report

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is absent: the site was not tried in a browser")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is absent: the site was not tried in a browser")
pytestmark = pytest.mark.skipif(
    browser.CHROMIUM is None, reason="Debian's chromium is absent: the site was not tried in a browser"
)

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
KINDS = (*(f"{place}/" if place else "" for place in Place), "fairfield/", "union/", "fairfield/act/")
PAGES = ("", "404.html", *(f"en/{kind}" for kind in KINDS), "ht/norwalk/")
"""Every kind of page, and one in another language."""
DARK = ("en/fairfield/", "ht/map/", "404.html")
WIDE = ("en/", "es/fairfield/", "pt/help/")
ONLY = {"resultTypes": ["violations"]}
SETS = Path(__file__).parents[2] / "devset"
PHONE, DESK, SMALLEST = 390, 1280, 320
VIOLATIONS = (
    "addEventListener('securitypolicyviolation', e => console.error('refused: ' + e.violatedDirective + ' ' + e.blockedURI))"
)


@dataclass
class Visit:
    """An open page, and everything that it asked for or complained about."""

    page: sync_api.Page
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def chromium() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=browser.CHROMIUM, args=[*FLAGS, *QUIET])
        yield opened
        opened.close()


@contextmanager
def visiting(chromium: sync_api.Browser, width: int = PHONE, scheme: str = "light", *, scripts: bool = True) -> Iterator[Visit]:
    """A fresh visitor with a screen of this width; whatever a page loads or complains about is kept."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts, reduced_motion="reduce"
    )
    visit = Visit(context.new_page())
    if scripts:
        visit.page.add_init_script(VIOLATIONS)
    visit.page.on("request", lambda request: visit.hosts.add(urlsplit(request.url).hostname or ""))
    visit.page.on("console", lambda message: visit.complaints.append(message.text))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    try:
        yield visit
        assert context.cookies() == []
    finally:
        context.close()


@pytest.mark.parametrize(("width", "scheme", "pages"), [(PHONE, "light", PAGES), (PHONE, "dark", DARK), (DESK, "dark", WIDE)])
def test_no_page_has_a_barrier_and_none_asks_anybody_else(
    chromium: sync_api.Browser, served: str, width: int, scheme: str, pages: tuple[str, ...]
) -> None:
    checker, found = axe.Axe(), []
    with visiting(chromium, width, scheme) as visit:
        for name in pages:
            visit.page.goto(served + name)
            violations = checker.run(visit.page, options=ONLY).response["violations"]
            found += [f"{name} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations]
        assert found == []
        assert visit.hosts == {"127.0.0.1"}
        assert [told for told in visit.complaints if "refused" in told or "Policy" in told] == []
        stored = visit.page.evaluate("localStorage.length + sessionStorage.length")
        assert stored == 0
    report(f"site at {width} px, {scheme}: {len(pages)} pages, axe finds nothing")


@pytest.mark.parametrize("width", [SMALLEST, PHONE, 800, DESK])
def test_no_page_is_wider_than_the_screen(chromium: sync_api.Browser, served: str, width: int) -> None:
    wide = []
    with visiting(chromium, width) as visit:
        for name in (
            "en/",
            "es/fairfield/",
            "pt/fairfield/act/",
            "ht/map/",
            "es/who-shares/",
            "pt/sources/",
            "en/downloads/",
            "ht/help/",
        ):
            visit.page.goto(served + name)
            if visit.page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(name)
    assert wide == []


def test_what_is_touched_is_large_enough(chromium: sync_api.Browser, served: str) -> None:
    """Links that stand by themselves; a link within a sentence keeps its line's height."""
    alone = "header a, footer a, .help-now a, .towns a, .contents a, .act a, .search input"
    with visiting(chromium, SMALLEST) as visit:
        for name in ("en/", "es/fairfield/"):
            visit.page.goto(served + name)
            heights = visit.page.eval_on_selector_all(alone, "all => all.map(e => e.getBoundingClientRect().height)")
            assert min(height for height in heights if height) >= 40


def test_everything_is_there_without_javascript(chromium: sync_api.Browser, served: str, edition: Edition) -> None:
    with visiting(chromium, scripts=False) as visit:
        visit.page.goto(f"{served}es/")
        assert not visit.page.is_visible("form.search")
        assert visit.page.locator("main .towns a:visible").count() == len(edition.base.towns)
        visit.page.click("main .towns >> text=Fairfield")
        assert visit.page.url == f"{served}es/fairfield/"
        assert visit.page.is_visible(".opening")
        visit.page.click("header >> text=Kreyòl")
        assert visit.page.url == f"{served}ht/fairfield/"
        visit.page.click(".mark a >> nth=0")
        assert visit.page.is_visible("#source-1")


@pytest.mark.parametrize(("typed", "town"), [("Fairfeild", "fairfield"), ("nowòk", "norwalk"), ("Rowayton", "norwalk")])
def test_the_search_forgives_slips_and_goes_nowhere_by_itself(
    chromium: sync_api.Browser, served: str, typed: str, town: str
) -> None:
    with visiting(chromium) as visit:
        visit.page.goto(f"{served}es/")
        visit.page.fill("#town", typed)
        visit.page.wait_for_selector(".choices a")
        visit.page.press("#town", "Enter")
        assert visit.page.url == f"{served}es/"
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url(f"{served}es/{town}/")


def test_the_search_says_what_it_found(chromium: sync_api.Browser, served: str) -> None:
    say = wording("pt").say
    with visiting(chromium) as visit:
        visit.page.goto(f"{served}pt/")
        for typed, key in (("Norwalk", "found"), ("Nowalk", "unsure"), ("xqzzkv", "none")):
            visit.page.fill("#town", typed)
            visit.page.wait_for_selector(f".choices >> text={say(f'site.search.{key}')}")


def test_the_search_finds_what_people_type_and_is_never_sure_of_a_wrong_town(
    chromium: sync_api.Browser, served: str, edition: Edition
) -> None:
    """Against the finder that the bot reads questions with, on the names in the development sets."""
    typed = dict(_typed(edition))
    with visiting(chromium) as visit:
        visit.page.goto(f"{served}en/")
        answers = visit.page.evaluate(
            """async ([names, base]) => {
              const { find, prepare } = await import(`${base}assets/matching.js`);
              const index = prepare(await (await fetch(`${base}assets/towns.json`)).json());
              return names.map(name => {
                const found = find(name, index);
                return [found.sure, found.choices.map(choice => index.towns[choice.town][0])];
              });
            }""",
            [list(typed), served],
        )
    wrong = [
        (name, choices)
        for (name, town), (sure, choices) in zip(typed.items(), answers, strict=True)
        if sure and choices[0] != town
    ]
    offered = sum(town in choices for town, (_, choices) in zip(typed.values(), answers, strict=True))
    misleading = sum(choices != [] and town not in choices for town, (_, choices) in zip(typed.values(), answers, strict=True))
    assert wrong == []
    report(f"the site's search: {offered} of {len(typed)} names lead to a choice of the right town, {misleading} to others alone")
    assert offered >= 0.97 * len(typed)
    assert misleading <= 0.01 * len(typed)


def _typed(edition: Edition) -> Iterator[tuple[str, str]]:
    for name in ("places", "places_blind", "questions", "second", "third"):
        for expected in read(SETS / f"{name}.tsv"):
            for match in edition.base.finder.find(expected.text).matches:
                if match.towns == (expected.towns,) and match.kind != "agency":
                    yield match.text, expected.towns


def test_the_keyboard_reaches_everything(chromium: sync_api.Browser, served: str) -> None:
    with visiting(chromium, DESK) as visit:
        for name in ("en/fairfield/", "en/map/"):
            visit.page.goto(served + name)
            reachable = visit.page.locator("a[href], input:visible").count()
            visit.page.evaluate("window.reached = new Set(); addEventListener('focusin', e => window.reached.add(e.target))")
            for _ in range(reachable):
                visit.page.keyboard.press("Tab")
            assert visit.page.evaluate("window.reached.size") == reachable


def test_the_first_key_offers_the_way_past_the_menu(chromium: sync_api.Browser, served: str) -> None:
    with visiting(chromium) as visit:
        visit.page.goto(f"{served}en/fairfield/")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.id") == "content"


def test_a_printed_page_has_the_answer_and_the_addresses_of_its_sources_and_no_menu(
    chromium: sync_api.Browser, served: str
) -> None:
    with visiting(chromium, scheme="dark") as visit:
        visit.page.goto(f"{served}en/fairfield/")
        visit.page.emulate_media(media="print")
        assert not visit.page.is_visible("header nav.pages")
        assert visit.page.is_visible(".footnotes")
        shown = "getComputedStyle(document.querySelector('cite a'), '::after').content"
        assert "https://" in visit.page.evaluate(shown)
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
