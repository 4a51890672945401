"""What goes wrong and is a person's to mend: one sentence that says where, what, and what would do."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


class DesignerError(Exception):
    """A mistake in an argument, a file or a rubric; never a bug of the program.

    >>> print(DesignerError("unknown kind 'trianer'", where="a.yaml:4", remedy="did you mean 'trainer'?"))
    a.yaml:4: unknown kind 'trianer'; did you mean 'trainer'?
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        """Keep the three parts apart so that a window may lay them out in its own way."""
        super().__init__(what)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        """Give the whole message on one line, whatever the names in it hold."""
        where = self.where if len(self.where) <= _LONGEST_PLACE else f"…{self.where[1 - _LONGEST_PLACE :]}"
        start = f"{where}: " if where else ""
        end = f"; {self.remedy}" if self.remedy else ""
        return on_one_line(f"{start}{self.what}{end}")


def on_one_line(text: str) -> str:
    r"""Spell out line breaks and what would command a terminal.

    >>> print(on_one_line("a\nb"))
    a\x0ab
    """
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    unprintable = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return "".join(
        f"\\x{ord(letter):02x}" if unicodedata.category(letter) in unprintable else letter for letter in text
    )


_LONGEST_PLACE = 300
"""Letters of a place, of which the end tells most."""
_LONGEST = 1000
"""Letters of one message: a name in a file may be megabytes long."""
MOST_TOLD = 25
"""Mistakes of one file that are told together; who has more mends these first."""


class Problems(DesignerError):  # noqa: N818 (it is several)
    """Several mistakes of one file, reported together, one on each line."""

    def __init__(self, problems: Iterable[DesignerError]) -> None:
        """Take at least one problem."""
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.what, where=first.where, remedy=first.remedy)

    def __reduce__(self) -> tuple[type["Problems"], tuple[tuple[DesignerError, ...]]]:
        """Travel between processes as the mistakes themselves."""
        return Problems, (self.problems,)

    def __str__(self) -> str:
        """Give the first messages, a line each."""
        lines = [str(problem) for problem in self.problems[:MOST_TOLD]]
        if len(self.problems) > MOST_TOLD:
            lines.append("there are more mistakes than these")
        return "\n".join(lines)


_TELLING = 3
"""Letters after which the beginning of a word tells which is meant."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Name the nearest known word, or list the known ones when none is near and they are few.

    >>> suggestion("chian", ["chain", "gate"])
    "did you mean 'chain'?"
    >>> suggestion("xyz", ["chain", "gate"])
    'known are: chain, gate'
    """
    words = sorted(known)
    longer = [each for each in words if len(word) >= _TELLING and each.startswith(word)]
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if len(longer) == 1 or (longer and not near):
        near = longer
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known are: {', '.join(words)}" if 0 < len(words) <= 12 else ""  # noqa: PLR2004 (what fits one line)
