"""The limits that Discord enforces and its OpenAPI description does not state.

Also one rule of this project's own: a message says in `allowed_mentions` that it pings nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.discord_server import components as kinds
from tests.discord_server.world import JSON

CONTENT, EMBEDS, V2_TEXT, V2_COMPONENTS, ROWS, ROW_BUTTONS = 2000, 6000, 4000, 40, 5, 5
CUSTOM_ID, OPTIONS, OPTION_TEXT, LABEL, PLACEHOLDER, ALT = 100, 25, 100, 80, 150, 1024
CHOICES, CHOICE_TEXT, MODAL_TITLE, MODAL_CHILDREN, MODAL_LABEL, URL = 25, 100, 45, 5, 45, 512
EMPTY = "empty: a message needs content, embeds, components, files or a poll"


def message(body: JSON, *, uploads: int = 0, before: JSON | None = None) -> Iterator[str]:
    """Every limit that a message breaks, as `rule: why`; `before` is the message that an edit changes."""
    whole = {**(before or {}), **body}
    parts = list(kinds.walk(whole.get("components") or []))
    content, embeds = whole.get("content") or "", whole.get("embeds") or []
    if not (content or embeds or parts or uploads or any(whole.get(key) for key in ("attachments", "sticker_ids", "poll"))):
        yield EMPTY
    if len(content) > CONTENT:
        yield f"content: {len(content)} characters, at most {CONTENT}"
    if (size := sum(map(_embed_size, embeds))) > EMBEDS:
        yield f"embeds: {size} characters in all, at most {EMBEDS}"
    if before is None or any(body.get(key) for key in ("content", "embeds", "components")):
        yield from _mentions(body)
    yield from _kind(whole, content, embeds, parts)
    yield from _controls(parts)
    yield from _media(body, before or {})


def _embed_size(embed: JSON) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [text for field in embed.get("fields") or [] for text in (field.get("name"), field.get("value"))]
    return sum(len(text) for text in texts if text)


def _mentions(body: JSON) -> Iterator[str]:
    allowed = body.get("allowed_mentions")
    if allowed is None:
        yield "allowed_mentions: absent, so @everyone in the text would ping"
    elif allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles") or allowed.get("replied_user"):
        yield f"allowed_mentions: {allowed} pings somebody"


def _kind(whole: JSON, content: str, embeds: list[JSON], parts: list[JSON]) -> Iterator[str]:
    if (whole.get("flags") or 0) & kinds.V2_FLAG:
        if content or embeds or whole.get("poll") or whole.get("sticker_ids"):
            yield "components v2: no content, embeds, stickers or poll beside them"
        if len(parts) > V2_COMPONENTS:
            yield f"components v2: {len(parts)} components, at most {V2_COMPONENTS} with the nested ones"
        if (size := sum(len(part["content"]) for part in parts if part["type"] == kinds.TEXT)) > V2_TEXT:
            yield f"components v2: {size} characters of text, at most {V2_TEXT}"
        return
    if any(part["type"] in kinds.V2 for part in parts):
        yield "components v2: used without the flag 1 << 15"
    if (rows := len(whole.get("components") or [])) > ROWS:
        yield f"rows: {rows}, at most {ROWS}"


def _controls(parts: list[JSON]) -> Iterator[str]:
    ids = Counter(part["custom_id"] for part in parts if part.get("custom_id"))
    yield from (f"custom_id: {name!r} stands {times} times" for name, times in ids.items() if times > 1)
    yield from (f"custom_id: {len(name)} characters, at most {CUSTOM_ID}" for name in ids if len(name) > CUSTOM_ID)
    for part in parts:
        if part["type"] == kinds.ROW:
            yield from _row(part["components"])
        elif part["type"] == kinds.BUTTON:
            yield from _button(part)
        elif part["type"] in kinds.SELECTS:
            yield from _select(part)


def _row(children: list[JSON]) -> Iterator[str]:
    if not children:
        yield "row: empty"
    if len(children) > ROW_BUTTONS:
        yield f"row: {len(children)} buttons, at most {ROW_BUTTONS}"
    if len(children) > 1 and any(child["type"] in kinds.SELECTS for child in children):
        yield "row: a select stands alone in its row"


def _button(button: JSON) -> Iterator[str]:
    if len(button.get("label") or "") > LABEL:
        yield f"button: label of {len(button['label'])} characters, at most {LABEL}"
    if not (button.get("label") or button.get("emoji")):
        yield "button: neither label nor emoji"
    if button["style"] != kinds.LINK_STYLE:
        if not button.get("custom_id") or button.get("url"):
            yield "button: needs a custom_id and no url"
        return
    if button.get("custom_id"):
        yield "link button: has a custom_id"
    url = button.get("url") or ""
    if urlsplit(url).scheme != "https" or not urlsplit(url).hostname:
        yield f"link button: {url!r} is not an https address"
    if len(url) > URL:
        yield f"link button: address of {len(url)} characters, at most {URL}"


def _select(select: JSON) -> Iterator[str]:
    if not select.get("custom_id"):
        yield "select: no custom_id"
    if len(select.get("placeholder") or "") > PLACEHOLDER:
        yield f"select: placeholder of {len(select['placeholder'])} characters, at most {PLACEHOLDER}"
    least, most = select.get("min_values"), select.get("max_values")
    if (1 if least is None else least) > (1 if most is None else most):
        yield "select: min_values above max_values"
    if select["type"] != kinds.STRING_SELECT:
        return
    options = select.get("options") or []
    if not 1 <= len(options) <= OPTIONS:
        yield f"select: {len(options)} options, 1 to {OPTIONS}"
    if len({option["value"] for option in options}) < len(options):
        yield "select: two options have the same value"
    for option in options:
        if any(len(option.get(key) or "") > OPTION_TEXT for key in ("label", "value", "description")):
            yield f"select: option {option['value'][:20]!r} has a text above {OPTION_TEXT} characters"


def _media(body: JSON, before: JSON) -> Iterator[str]:
    attachments = body.get("attachments") or []
    names = {attachment.get("filename") for attachment in [*attachments, *(before.get("attachments") or [])]}
    texts = [attachment.get("description") for attachment in attachments]
    for item, text in kinds.media(body.get("components") or []):
        texts.append(text)
        scheme, _, name = item["url"].partition("://")
        if scheme == "attachment" and name not in names:
            yield f"media: attachment {name!r} was not uploaded"
        elif scheme not in ("attachment", "https"):
            yield f"media: {item['url']!r} is neither https nor an attachment"
    yield from (f"alt text: {len(text)} characters, at most {ALT}" for text in texts if text and len(text) > ALT)


def choices(body: JSON) -> Iterator[str]:
    """Every limit that an autocomplete answer breaks."""
    offered = body.get("choices") or []
    if len(offered) > CHOICES:
        yield f"autocomplete: {len(offered)} choices, at most {CHOICES}"
    for choice in offered:
        if not 1 <= len(choice["name"]) <= CHOICE_TEXT or len(str(choice["value"])) > CHOICE_TEXT:
            yield f"autocomplete: choice {choice['name'][:20]!r} is empty or above {CHOICE_TEXT} characters"


def modal(body: JSON) -> Iterator[str]:
    """Every limit that a modal breaks."""
    if not 1 <= len(body.get("title") or "") <= MODAL_TITLE:
        yield f"modal: title of {len(body.get('title') or '')} characters, 1 to {MODAL_TITLE}"
    children = body.get("components") or []
    if not 1 <= len(children) <= MODAL_CHILDREN:
        yield f"modal: {len(children)} children, 1 to {MODAL_CHILDREN}"
    if not 1 <= len(body.get("custom_id") or "") <= CUSTOM_ID:
        yield f"modal: custom_id of {len(body.get('custom_id') or '')} characters, 1 to {CUSTOM_ID}"
    parts = list(kinds.walk(children))
    yield from (
        f"modal: label of {len(part['label'])} characters, at most {MODAL_LABEL}"
        for part in parts
        if part["type"] in (kinds.LABEL, kinds.TEXT_INPUT) and len(part.get("label") or "") > MODAL_LABEL
    )
    yield from _controls(parts)
