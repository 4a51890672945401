"""What of a file was not read as it stands there."""

from collections import Counter


class Remarks(Counter[str]):
    """Remarks while a file is read, counted by a sentence that may have a place for the number.

    >>> remarks = Remarks()
    >>> remarks["lines left out: {}"] += 2
    >>> remarks.sentences()
    ('lines left out: 2',)
    """

    def sentences(self) -> tuple[str, ...]:
        """Give the sentences, in the order in which they first came up, without those of none."""
        return tuple(sentence.replace("{}", f"{count:,}") for sentence, count in self.items() if count)
