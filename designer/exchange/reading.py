"""What reading a file gives: a drawing of ours, and what is to be told of it."""

from typing import NamedTuple

from designer.model.design import Design


class Reading(NamedTuple):
    """A drawing that was read, with a sentence for each thing that was left out or inferred, the gravest first.

    `ours` says that the file is in our own format, so that it may be saved to as it is.
    """

    design: Design
    remarks: tuple[str, ...] = ()
    ours: bool = True
