"""People's words read as the field's concepts: what a monitor watches, what a label means, what a text says of time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from designer.catalog import source
from designer.catalog.sentence import percents, repeated_s
from designer.model.design import ConnectionKind, PropertyValue

Token = str
Phrase = tuple[Token, ...]

_SEPARATORS = re.compile(r"[,;+&|/\n()]|\band\b|\bplus\b")
_NOT_A_WORD = re.compile(r"[^\w%$.]+")
_ALERT = "alert"
_ALERTED = frozenset({"alerting", "human_review", "client"})
"""Kinds that can be told: at what else "twice the pages: roll back" says what is done, and not who is called."""


@lru_cache(maxsize=8192)
def tokens(text: str) -> Phrase:
    """Split a text into normalised words: lower case, without punctuation, without a plural's "s".

    >>> tokens("Null-rates, p99"), tokens("5%")
    (('null', 'rate', 'p99'), ('5', '%'))
    """
    words = _NOT_A_WORD.sub(" ", text.lower().replace("_", " ").replace("%", " % ")).split()
    return tuple(_singular(word.strip(".")) for word in words if word.strip("."))


_IN_US = frozenset({"cpus", "gpus", "tpus", "skus", "menus"})
"""Plurals that end like "status"."""
_IN_E = frozenset({"caches", "niches", "tranches"})
"""Plurals of words in -che, which end like those in -ch."""


def _singular(word: str) -> str:
    shortest = 4  # "logs" loses its s, "psi", "5xx" and "loss" do not
    if len(word) < shortest or not word.endswith("s"):
        return word
    if word.endswith(("sses", "xes", "shes", "ches")) and word not in _IN_E:
        return word[:-2]
    if word.endswith("ies") and len(word) > shortest:
        return f"{word[:-3]}y"
    return word[:-1] if word in _IN_US or not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True)
class Understood:
    """What was read out of a person's words: the concepts, and the parts that say nothing known."""

    concepts: frozenset[str]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dictionary:
    """Phrases and what they mean, one thing or several, found longest first."""

    meanings: Mapping[Phrase, tuple[str, ...]]
    longest: int

    @classmethod
    def of(cls, words: Mapping[str, str | Iterable[str]]) -> "Dictionary":
        """Make one of lists of phrases, or of texts that commas part: long ones are read much quicker so."""
        meanings: dict[Phrase, tuple[str, ...]] = {}
        for name, listed in words.items():
            phrases = listed.split(",") if isinstance(listed, str) else map(str, listed)
            for phrase in {tokens(phrase) for phrase in (name, *phrases)}:
                meanings[phrase] = (*meanings.get(phrase, ()), name)
        return cls(meanings, max(map(len, meanings), default=0))

    def find(self, words: Phrase) -> list[tuple[int, str]]:
        """Give (position, meaning) of the phrases in a run of words, none overlapping another."""
        found: list[tuple[int, str]] = []
        position = 0
        while position < len(words):
            for length in range(min(self.longest, len(words) - position), 0, -1):
                meanings = self.meanings.get(words[position : position + length])
                if meanings is not None:
                    found += [(position, meaning) for meaning in meanings]
                    position += length - 1
                    break
            position += 1
        return found


STAGED = frozenset({"canary", "rolling_cohort"})
"""The strategies by which a version reaches a few before it reaches all."""


@dataclass(frozen=True)
class Words:
    """The dictionaries of `words.yaml`."""

    families: Mapping[str, Dictionary]
    negations: frozenset[Token]
    role_words: Mapping[ConnectionKind, Dictionary]
    role_ends: Mapping[ConnectionKind, tuple[tuple[frozenset[str], frozenset[str], str], ...]]
    strategies: Dictionary
    flags: Dictionary
    closing: Dictionary
    schedules: Mapping[Phrase, float]

    def understand(self, family: str, value: PropertyValue) -> Understood:
        """Read a list or a sentence as concepts of a family; what a negation precedes is not claimed."""
        if value is None or isinstance(value, (bool, int, float)):
            return Understood(frozenset())
        dictionary = self.families[family]
        parts = [part for text in ((value,) if isinstance(value, str) else value) for part in _SEPARATORS.split(text)]
        concepts: set[str] = set()
        unknown: list[str] = []
        for part in filter(None, (part.strip() for part in parts)):
            words = tokens(part)
            found = dictionary.find(words)
            claimed = {meaning for position, meaning in found if not self._negated(words[:position])}
            concepts |= claimed
            if not found:
                unknown.append(part)
        return Understood(frozenset(concepts), tuple(unknown))

    def concepts(self, family: str) -> tuple[str, ...]:
        """Name what a family's words may mean."""
        return tuple(sorted({each for meanings in self.families[family].meanings.values() for each in meanings}))

    def _negated(self, before: Phrase) -> bool:
        """Say whether one of the three words before denies it; "or not" denies nothing."""
        return any(word in self.negations and last != "or" for last, word in pairwise(("", "", "", "", *before)[-4:]))

    def role(self, kind: ConnectionKind, source_kind: str, target_kind: str, label: str) -> str | None:
        """Infer a connection's role from its label, and failing that from the kinds at its two ends.

        What is wired to a pager only tells it: its label says of what.
        """
        if kind is ConnectionKind.CONTROL and target_kind == "alerting":
            return _ALERT
        dictionary = self.role_words.get(kind)
        found = [role for _, role in dictionary.find(tokens(label))] if dictionary and label else []
        if found:
            others = [role for role in found if role != _ALERT]
            return (others if others and target_kind not in _ALERTED else found)[0]
        for sources, targets, role in self.role_ends.get(kind, ()):
            if (not sources or source_kind in sources) and (not targets or target_kind in targets):
                return role
        return None

    def strategy(self, text: str) -> str | None:
        """Read a rollout strategy out of a label or a free text: "canary 5 %" is a canary.

        Of several, "shadow, then 1 % of the fleet", the first that has stages tells how the version reaches people. A
        share alone, "5 % for 2 h", is a canary; "plant by plant" goes by cohorts.
        """
        words = tokens(text)
        found = [meaning for position, meaning in self.strategies.find(words) if not self._negated(words[:position])]
        if _ONE_BY_ONE.search(text.lower()):
            found.append("rolling_cohort")
        if not set(found) - _BESIDE and any(0 < share < _WHOLE for share in percents(text)):
            found.append("canary")
        staged = [meaning for meaning in found if meaning in STAGED]
        return next(iter(staged or found), None)

    def claims(self, text: str) -> frozenset[str]:
        """Read what the label of a connection claims: "as-of join" is `pit`, "automatically" `auto`."""
        words = tokens(text)
        return frozenset(flag for place, flag in self.flags.find(words) if not self._negated(words[:place]))

    def fails_closed(self, text: str) -> bool:
        """Say whether the label of a call says that nothing is let through where the call fails."""
        return bool(self.closing.find(tokens(text)))

    def schedule_s(self, text: str) -> float | None:
        """Read an interval in seconds out of a text: "nightly", "every 15 min"."""
        words = tokens(text)
        for length in (3, 2, 1):
            for start in range(len(words) - length + 1):
                if words[start : start + length] in self.schedules:
                    return self.schedules[words[start : start + length]]
        return repeated_s(text)


_MACHINES = "pod|node|instance|machine|server|replica"
_ONE_BY_ONE = re.compile(rf"\b(?!{_MACHINES}|one)(\w+)s? (?:by|after) \1\b|\bone (?!{_MACHINES})\w+ at a time\b")
_BESIDE = frozenset({"shadow", "blue_green"})
"""Strategies that a share of the traffic may follow."""
_WHOLE = 100


@lru_cache(maxsize=1)
def words() -> Words:
    """Read the words that ship, once."""
    return read_words(Path(__file__).with_name("words.yaml"))


def read_words(path: Path) -> Words:
    """Read a file of words."""
    data = source.read(path, name=path.name).data
    roles: Mapping[ConnectionKind, Any] = {ConnectionKind(kind): stanza for kind, stanza in data["roles"].items()}
    return Words(
        families={family: Dictionary.of(concepts) for family, concepts in data["concepts"].items()},
        negations=frozenset(token for word in data["negations"] for token in tokens(str(word))),
        role_words={kind: Dictionary.of(stanza.get("words") or {}) for kind, stanza in roles.items()},
        role_ends={kind: tuple(map(_ends, stanza.get("ends") or ())) for kind, stanza in roles.items()},
        strategies=Dictionary.of(data["strategies"]),
        flags=Dictionary.of(data["flags"]),
        closing=Dictionary.of({"fails_closed": data["fails_closed"]}),
        schedules={tokens(phrase): float(seconds) for phrase, seconds in data["schedules"].items()},
    )


def _ends(stanza: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str], str]:
    return _set(stanza.get("from")), _set(stanza.get("to")), stanza["role"]


def _set(value: str | list[str] | None) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())
