"""Questions as people type them: without accents, in two languages at once, by ear, with the words of the street."""

from __future__ import annotations

import pytest

from knowledge.contents import Contents
from knowledge.places import ClarifyReason
from knowledge.questions import Intent, Reader

STATUS = {Intent.TOWN_STATUS, Intent.COMPARE}
ASKED = [
    # two languages in one sentence
    ("does Danbury share con la migra", "Danbury", "en es", STATUS),
    ("do the police en Norwalk comparten placas", "Norwalk", "en es", STATUS),
    ("is la migra using the camaras en Norwalk", "Norwalk", "en es", STATUS),
    ("mi town Hamden share with la migra?", "Hamden", "en es", STATUS),
    ("do the police in New Britain dan mi placa a ICE", "New Britain", "en es", STATUS),
    ("policia de Waterbury share com o ICE?", "Waterbury", "en pt", STATUS),
    ("does lapolis Norwalk share with ICE", "Norwalk", "en ht", STATUS),
    ("eske Bridgeport share plak ak ICE", "Bridgeport", "ht", STATUS),
    # the words of the street
    ("la migra usa las placas en Danbury", "Danbury", "es", STATUS),
    ("la jura de Hartford trabaja con la migra?", "Hartford", "es", STATUS),
    ("hay polimigra en Fairfield", "Fairfield", "es", STATUS),
    ("las tablillas en Hartford las ve la migra", "Hartford", "es", STATUS),
    ("a policia de Danbury passa a chapa pra imigração?", "Danbury", "pt", STATUS),
    ("a chapa do meu carro em Danbury vai pro ICE?", "Danbury", "pt", STATUS),
    ("eske lapolis Stamford bay ICE plak mwen", "Stamford", "ht", STATUS),
    ("èske lapolis nan Norwich ap pataje plak machin ak imigrasyon", "Norwich", "ht", STATUS),
    # without accents, and with those that do not belong there
    ("la policia de Norwalk comparte informacion con inmigracion", "Norwalk", "es", STATUS),
    ("a policia de Bridgeport compartilha informacao com a imigracao", "Bridgeport", "pt", STATUS),
    ("eske polis Bridgeport bay enfomasyon sou plak", "Bridgeport", "ht", STATUS),
    ("Wáterbury comparte con la migra", "Waterbury", "es", STATUS),
    # as it is heard
    ("policia de Jarfor comparte datos con la migra", "Hartford", "es", STATUS),
    ("en Brichport la policia habla con ICE?", "Bridgeport", "es", STATUS),
    ("estanfor comparte con la migra", "Stamford", "es", STATUS),
    ("Norualk comparte con la migra", "Norwalk", "es", STATUS),
    ("Guilimantic comparte con la migra", "Windham", "es", STATUS),
    ("Niu Jeven comparte con ice", "New Haven", "es", STATUS),
    # names in another language
    ("comparte la policía de Nuevo Haven con ICE", "New Haven", "es", STATUS),
    ("Nuevo Londres comparte con ice?", "New London", "es", STATUS),
    ("en Nueva Bretaña comparten con ice", "New Britain", "es", STATUS),
    ("Hartford del Este comparte con ICE", "East Hartford", "es", STATUS),
    ("Hartford Oeste comparte con ICE", "West Hartford", "es", STATUS),
    ("Haven do oeste compartilha com o ICE", "West Haven", "pt", STATUS),
    # with the state behind
    ("Danbury CT, comparten con ICE o no", "Danbury", "es", STATUS),
    ("la policia de Danbury CT comparte con ICE", "Danbury", "es", STATUS),
    ("Norwalk, CT compartilha com o ICE", "Norwalk", "pt", STATUS),
    ("does Danbury CT share with ICE", "Danbury", "en", STATUS),
    # no town
    ("la migra esta en mi puerta", "", "es", {Intent.URGENT_HELP}),
    ("a migra ta na porta", "", "es pt", {Intent.URGENT_HELP}),
    ("ICE nan pòt mwen", "", "ht", {Intent.URGENT_HELP}),
    ("que pueblos comparten con la migra", "", "es", {Intent.WHO_SHARES}),
    ("ki vil ki pataje ak ICE", "", "ht", {Intent.WHO_SHARES}),
    ("que es un lector de placas", "", "es", {Intent.EXPLAIN}),
    ("o que é um leitor de placas", "", "pt", {Intent.EXPLAIN}),
]


@pytest.fixture(scope="module")
def reader(connecticut: Contents) -> Reader:
    return Reader.of(connecticut)


@pytest.mark.parametrize(("text", "town", "languages", "intents"), ASKED)
def test_a_question_is_understood_as_people_type_it(
    reader: Reader, text: str, town: str, languages: str, intents: set[Intent]
) -> None:
    question = reader.understand(text)
    assert question.towns == ((town,) if town else ())
    assert question.intent in intents
    assert question.language in languages.split()


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Hartford este mes comparte con ICE", "Hartford"),
        ("comparte Hartford este año con la migra", "Hartford"),
        ("the house on Danbury Ct in Norwalk", "Norwalk"),
    ],
)
def test_what_only_looks_like_another_name_is_not_taken_for_it(reader: Reader, text: str, town: str) -> None:
    assert reader.understand(text).towns == (town,)


def test_a_place_elsewhere_stays_elsewhere_in_any_language(reader: Reader) -> None:
    for text in ("Nueva York comparte con la migra", "Nova York compartilha com o ICE", "en Boston comparten placas"):
        clarify = reader.understand(text).clarify
        assert clarify
        assert clarify.reason is ClarifyReason.ELSEWHERE
