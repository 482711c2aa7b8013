"""XML as a file: the feeds and the sitemap."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring


def written(root: Element) -> bytes:
    """An element and all in it, indented, as UTF-8 with its declaration."""
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
