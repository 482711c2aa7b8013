"""Loading a knowledge base into a process that answers from it for the rest of its life."""

from __future__ import annotations

import gc
from importlib.resources.abc import Traversable

from knowledge import pack
from knowledge.base import KnowledgeBase


def load(folder: Traversable | None = None) -> KnowledgeBase:
    """The knowledge base of the pack in a folder, or of the built-in one; raises PackError.

    The garbage collector rests meanwhile, and afterwards passes over what was loaded: walking through hundreds of thousands of
    records that stay anyway would hold up single answers for several milliseconds. Reference counts still free a replaced base.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return KnowledgeBase.of(pack.load(folder or pack.built_in()))
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
