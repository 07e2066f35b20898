"""Work on the parts of a file on all cores, answers in the order of the parts."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

THREADS = min(4, os.cpu_count() or 1)
Part = TypeVar("Part")
Made = TypeVar("Made")


def side_by_side(work: Callable[[Part], Made], parts: Iterable[Part]) -> Iterator[Made]:
    """`work` of part after part, in order; a few parts are taken ahead, so that memory holds only these.

    What `work` raises is raised at its part's place.
    """
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(THREADS, thread_name_prefix="read") as pool:
        for part in parts:
            waiting.append(pool.submit(work, part))
            if len(waiting) > THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
