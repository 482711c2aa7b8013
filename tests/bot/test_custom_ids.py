"""custom_ids carry a target there and back, and everything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import custom_ids
from bot.custom_ids import MAX_PAGE, MAX_SUBJECTS, MAX_TOWNS, Part, Press, Target, Verb
from knowledge.questions import Intent, Language

TOKENS = st.from_regex(r"[a-z][0-9a-f]{8}", fullmatch=True)
TARGETS = st.builds(
    Target,
    st.sampled_from(Intent),
    st.sampled_from(Language),
    st.lists(st.integers(1, 999), max_size=MAX_TOWNS, unique=True).map(tuple),
    st.lists(TOKENS, max_size=MAX_SUBJECTS, unique=True).map(tuple),
    st.sampled_from(Part),
    st.integers(1, MAX_PAGE),
)
PLAIN = Target(Intent.LAW, Language.ES, (51, 103))


@given(st.sampled_from(Verb), TARGETS)
def test_what_is_written_is_read_again(verb: Verb, target: Target) -> None:
    assert custom_ids.read(custom_ids.write(verb, target)) == Press(verb, target)


@given(st.sampled_from(Verb), TARGETS)
def test_every_target_fits_into_a_custom_id(verb: Verb, target: Target) -> None:
    assert len(custom_ids.write(verb, target)) <= custom_ids.LONGEST


@given(st.text(max_size=120))
def test_any_text_can_be_read_without_harm(text: str) -> None:
    press = custom_ids.read(text)
    assert press is None or custom_ids.write(press.verb, press.target) == text


def test_it_can_be_read_by_a_person() -> None:
    assert custom_ids.write(Verb.OPEN, PLAIN) == "ps1:o:law::es:51,103::1"


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "ps1",
        "ps0:o:law::es:51::1",
        "ps2:o:law::es:51::1",
        "ps1:x:law::es:51::1",
        "ps1:o:lawless::es:51::1",
        "ps1:o:law:secret:es:51::1",
        "ps1:o:law::fr:51::1",
        "ps1:o:law::es:51,,3::1",
        "ps1:o:law::es:51,51::1",
        "ps1:o:law::es:1,2,3,4,5,6,7,8,9::1",
        "ps1:o:law::es:51::0",
        "ps1:o:law::es:51::100",
        "ps1:o:law::es:51::1 ",
        "ps1:o:law::es:\u0665::1",
        "ps1:o:law::es:051::1",
        "ps1:o:law::es:51::1\n",
        "ps1:o:law::es:" + "1" * 100 + "::1",
    ],
)
def test_a_stale_or_forged_one_is_not_read(forged: str) -> None:
    assert custom_ids.read(forged) is None


def test_a_target_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="carry"):
        custom_ids.write(Verb.OPEN, Target(Intent.LAW, Language.EN, tuple(range(1, 10))))


def test_above_a_part_is_its_answer_and_above_that_the_town() -> None:
    part = Target(Intent.LAW, Language.EN, (51,), (), Part.SOURCES, 3)
    assert part.above == Target(Intent.LAW, Language.EN, (51,))
    assert part.above.above == Target(Intent.TOWN_STATUS, Language.EN, (51,))


def test_above_a_town_and_above_an_answer_without_one_is_nothing() -> None:
    assert Target(Intent.TOWN_STATUS, Language.EN, (51,)).above is None
    assert Target(Intent.LAW, Language.EN).above is None


def written(*presses: tuple[Verb, Target]) -> list[str]:
    return [custom_ids.write(verb, target) for verb, target in presses]


def test_a_card_is_about_what_it_would_show_everyone() -> None:
    front = Target(Intent.TOWN_STATUS, Language.EN, (51,))
    assert custom_ids.about(written((Verb.OPEN, front), (Verb.SHOW, PLAIN))) == PLAIN


def test_a_card_is_about_what_its_way_back_leaves() -> None:
    front = Target(Intent.TOWN_STATUS, Language.EN, (51,))
    assert custom_ids.about(written((Verb.OPEN, front), (Verb.BACK, PLAIN))) == PLAIN


def test_a_card_is_not_about_the_help_that_it_offers() -> None:
    help_now = Target(Intent.URGENT_HELP, Language.EN)
    assert custom_ids.about(written((Verb.OPEN, help_now), (Verb.OPEN, PLAIN))) == PLAIN
    assert custom_ids.about(written((Verb.OPEN, help_now))) is None


def test_a_card_that_asks_back_is_about_its_intent_and_no_town_yet() -> None:
    groton, stonington = (Target(Intent.LEGISLATORS, Language.PT, (n,)) for n in (59, 137))
    found = custom_ids.about(written((Verb.OPEN, groton), (Verb.OPEN, stonington)))
    assert found == Target(Intent.LEGISLATORS, Language.PT)


def test_a_card_about_several_towns_is_about_all_of_them() -> None:
    both, one = Target(Intent.TOWN_STATUS, Language.EN, (51, 103)), Target(Intent.TOWN_STATUS, Language.EN, (51,))
    assert custom_ids.about(written((Verb.OPEN, one), (Verb.OPEN, both))) == both


def test_a_message_without_our_buttons_is_about_nothing() -> None:
    assert custom_ids.about(["other:thing", "ps0:o:law"]) is None
