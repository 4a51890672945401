"""Python's search for garbage, put off while much is made that is kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, kept: bool = False) -> Iterator[None]:
    """Have Python look for no garbage meanwhile, and then as it did before; never again in what is `kept` to the end.

    What is read of a rubric, and what rules find out, is kept to the end; to look through it again and again takes a
    tenth of the reading, and two fifths of the grading at 10,000 components.
    """
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
        if kept:
            gc.freeze()
    finally:
        if usual:
            gc.enable()
