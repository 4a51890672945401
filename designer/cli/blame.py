"""Whose mistake an error is: one that names no place is the drawing's, unless something else was given beside it."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from designer.errors import DesignerError


@contextmanager
def blaming_the_drawing(options: argparse.Namespace) -> Iterator[None]:
    """Name the drawing's file in an error that names none; with `--scenario` the fault may be that option's."""
    try:
        yield
    except DesignerError as error:
        if options.scenario or error.where:
            raise
        raise DesignerError(error.what, where=str(options.design), remedy=error.remedy) from None
