"""Loading a knowledge base into a process that answers from it for the rest of its life."""

from __future__ import annotations

import gc
from importlib.resources.abc import Traversable

from knowledge import pack
from knowledge.base import KnowledgeBase

SELDOM = (2_500, 25, 100)
"""When the collector looks: after so many more things made than dropped at the young ones (Python's own default is 700), after so
many times at those that stayed, and after so many of these at everything."""


def load(folder: Traversable | None = None) -> KnowledgeBase:
    """The knowledge base of the pack in a folder, or of the built-in one; raises PackError.

    The garbage collector rests meanwhile, and afterwards passes over what was loaded: walking through hundreds of thousands of
    records that stay anyway would hold up single answers for several milliseconds. Reference counts still free a replaced base.
    Afterwards it looks more seldom: an answer makes some thousand things and drops them all without its help.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return KnowledgeBase.of(pack.load(folder or pack.built_in()))
    finally:
        gc.freeze()
        gc.set_threshold(*SELDOM)
        if collecting:
            gc.enable()
