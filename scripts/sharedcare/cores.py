"""The same work on every core. The results, and their order, are those of one core."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SHARES = 8
"""Into how many shares each core's work is cut, so that no core waits long for another."""
_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What a forked process finds in its memory: neither the function nor the items need to be sent to it."""


def on_every_core(make: Callable[[T], R], items: Sequence[T], *, least: int) -> list[R]:
    """`make` of each item, in their order, on every core where there are at least so many items; else on this one.

    Raises what `make` raises.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    # A process with other threads is never forked: a lock that one of them holds would never be opened again.
    if cores < 2 or len(items) < least or threading.active_count() > 1 or _work:
        return [make(item) for item in items]
    step = max(1, len(items) // (cores * SHARES))
    _work.append((make, items))
    # What stands in memory now is left out of the forked processes' collections, which would copy all of it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            shares = pool.map(_share, range(0, len(items), step), [step] * len(range(0, len(items), step)))
            return [made for share in shares for made in share]
    finally:
        gc.unfreeze()
        _work.clear()


def _share(start: int, step: int) -> list[Any]:
    """What is made of the items from `start` on."""
    ((make, items),) = _work
    return [make(item) for item in items[start : start + step]]
