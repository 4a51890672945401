"""What the boxes, frames and arrows of other programs' drawings are, by the words that stand on them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from designer.catalog import source
from designer.catalog.library import catalog
from designer.catalog.words import Dictionary, Phrase, tokens, words
from designer.model.design import BoundaryKind, ConnectionKind

LONGEST_LABEL = 500
"""Characters of a text that are read: what says what a thing is stands at its beginning."""

# Weights by judgement; a verb has a little more than the noun that it acts on, "train the ranker". Over the calibration
# names that the lists were not written from, what is 0.9 sure is right in 0.87 of the cases, 0.5 sure in about half.
_NAMED, _DOING, _SUGGESTED = 0.88, 0.9, 0.5
_LATER = 0.7  # a part of the name further on: "Kafka (clicks, 7 days)"
_BEFORE = 0.85  # a word further from the head: "model" in "model quality report"
_LESSER = 0.6  # an icon's name, a frame's title
_LEAST = 0.3  # what is less sure is mostly wrong

_PARTS = re.compile(r"[(),:;\n\r|\[\]{}?!•·]|\s[-–—]+\s|\s/(?=\w)|[-=]>|→")
_AND = re.compile(r"[+&]")
_COORDINATING = frozenset({"and", "or"})
_VERB_WORDS = 3


@dataclass(frozen=True, slots=True)
class Recognized:
    """A kind of component, the words that decided, and how sure that is: a rough chance of being right, 0 to 1."""

    kind: str
    phrase: str
    sure: float


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: str
    weight: float
    length: int

    def sure(self) -> float:
        return 1 - (1 - self.weight) / self.length


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    meaning: _Meaning


@dataclass(frozen=True)
class _Vocabulary:
    """Phrases by their words written together, so that "data base" is "database"."""

    nouns: Mapping[str, _Meaning]
    verbs: Mapping[str, _Meaning]
    endings: tuple[str, ...]
    longest: int
    boundaries: Dictionary
    connections: Dictionary


def recognized(texts: Sequence[str]) -> Recognized | None:
    """Say what kind of component a box is, by its label and then by lesser words: icon, shape, its frame's title.

    None where nothing known is named. Any text is taken.

    >>> recognized(["feature store ingestion job"]).kind, recognized(["Training data (S3)"]).kind
    ('ingest', 'object_store')
    """
    return next(iter(readings(texts)), None)


def readings(texts: Sequence[str]) -> tuple[Recognized, ...]:
    """Give every kind that the texts may mean, the surest first, each once."""
    best: dict[str, Recognized] = {}
    for place, text in enumerate(texts):
        for found in (*_read(text), *(_deed(text) if place == 0 else ())):
            reading = Recognized(found.kind, found.phrase, found.sure * _LESSER**place)
            if reading.kind not in best or reading.sure > best[reading.kind].sure:
                best[reading.kind] = reading
    sure = (reading for reading in best.values() if reading.sure >= _LEAST)
    return tuple(sorted(sure, key=lambda reading: -reading.sure))


def _read(text: str) -> Iterator[Recognized]:
    parts = (_words(part) for part in _PARTS.split(text[:LONGEST_LABEL]))
    for place, part in enumerate(filter(None, parts)):
        for match, factor in _weighed(part):
            phrase = " ".join(part[match.start : match.end])
            yield Recognized(match.meaning.kind, phrase, match.meaning.sure() * factor * _LATER**place)


def _deed(label: str) -> Iterator[Recognized]:
    """Read a label that begins with a verb, "retrain every Monday"; "score service" and "caps and limits" do not."""
    part = _words(_PARTS.split(label[:LONGEST_LABEL])[0])
    for length in range(min(_VERB_WORDS, len(part)), 0, -1):
        meaning = _vocabulary().verbs.get("".join(part[:length]))
        if meaning:
            acted = part[length:]
            noun = acted and (acted[0] in _joints() or acted[-1] in _vocabulary().endings)
            yield Recognized(meaning.kind, " ".join(part[:length]), _SUGGESTED if noun else meaning.sure())
            return


def _weighed(part: Phrase) -> Iterator[tuple[_Match, float]]:
    """Give what is found in a part of a name, and how much its place takes from it.

    A noun counts most at the end of its group, and a group the less the later it stands. To what only suggests a kind,
    what "and" joins is one group: "user and item features".
    """
    found = _found(part)
    inside = {at for match in found for at in range(match.start, match.end)}
    joints = [at for at, word in enumerate(part) if word in _joints() and at not in inside]
    for match in found:
        hint = match.meaning.weight <= _SUGGESTED
        ends = (at for at in joints if at >= match.end and not (hint and part[at] in _COORDINATING))
        before = next(ends, len(part)) - match.end
        groups = sum(at < match.start for at in joints)
        yield match, _LATER**groups * _BEFORE**before


def _found(part: Phrase) -> list[_Match]:
    """Find known phrases from the end of a part, the longest first, none overlapping another."""
    vocabulary = _vocabulary()
    found = []
    end = len(part)
    while end > 0:
        lengths = range(min(vocabulary.longest, end), 0, -1)
        spans = ((end - length, vocabulary.nouns.get("".join(part[end - length : end]))) for length in lengths)
        start, meaning = next(((start, known) for start, known in spans if known), (end - 1, _ending(part[end - 1])))
        if meaning:
            found.append(_Match(start, end, meaning))
        end = start
    return found


def _ending(word: str) -> _Meaning | None:
    vocabulary = _vocabulary()
    ending = next((each for each in vocabulary.endings if word.endswith(each) and len(word) > len(each) + 1), None)
    return vocabulary.nouns.get(ending) if ending else None


def _words(text: str) -> Phrase:
    spaced = _AND.sub(" and ", text).replace(".", " ").replace("$", " ").replace("'", "").replace("’", "")
    return _turned(tokens(spaced))


def _turned(part: Phrase) -> Phrase:
    """Put "log of the predictions" as "predictions log", so that what it is stands last."""
    at = next((place for place in range(1, len(part)) if part[place] == "of" and part[place - 1] not in _joints()), 0)
    if not at:
        return part
    start = next((place + 1 for place in range(at - 1, -1, -1) if part[place] in _joints()), 0)
    first = next((place for place in range(at + 1, len(part)) if part[place] not in _joints()), len(part))
    end = next(
        (place for place in range(first, len(part)) if part[place] in _joints() or part[place] == "of"), len(part)
    )
    return part[:start] + part[first:end] + part[start:at] + _turned(part[end:])


_COMPASS = "(?:north|south|east|west|central)+"
_LAND = "us|europe|asia|india|uk|japan|australia|france|germany|korea|brazil|canada"
_CLOUD_REGION = rf"\b[a-z]{{2,12}}(?:-gov)?-{_COMPASS}-?\d{{1,2}}"  # eu-west-1, europe-west1
_AZURE_REGION = rf"\b{_COMPASS} ?(?:{_LAND}) ?\d?\b|\b(?:{_LAND}) ?{_COMPASS} ?\d?\b"  # West Europe, eastus2
_ZONE = re.compile(rf"{_CLOUD_REGION}-?[a-f]\b|\bavailability[ -]zones?\b|\b(?:zone|az)[ -]?(?:[a-f]|\d)\b|\baz\b")
_REGION = re.compile(rf"{_CLOUD_REGION}\b|{_AZURE_REGION}|^\s*(?:eu|us|usa|apac|emea)\s*$")
_COMMANDS = frozenset({"alert", "approve", "kill", "rollback"})
"""The roles whose words are said of nothing but a control connection: "nightly" may be said of a copy."""


def boundary_kind(title: str) -> BoundaryKind:
    """Say what a frame with this title stands for; what says nothing of place, network or people is a frame.

    >>> boundary_kind("us-east-1a").value, boundary_kind("VPC (eu-west-1)").value, boundary_kind("Training").value
    ('zone', 'region', 'frame')
    """
    text = title[:LONGEST_LABEL].lower()
    if _ZONE.search(text):
        return BoundaryKind.ZONE
    said = {meaning for _, meaning in _vocabulary().boundaries.find(tokens(text))}
    if _REGION.search(text):
        said.add(BoundaryKind.REGION)
    return next((kind for kind in BoundaryKind if kind in said), BoundaryKind.FRAME)


def connection_kind(source_kind: str, target_kind: str, label: str = "") -> ConnectionKind | None:
    """Choose a kind of connection that may join these two: the first that the label speaks of, else the likeliest.

    None where nothing may join them.

    >>> connection_kind("app_service", "stream", "clicks").value, connection_kind("ml_monitor", "alerting").value
    ('feedback', 'control')
    """
    legal = catalog().legal_kinds(source_kind, target_kind)
    said = tokens(label[:LONGEST_LABEL])
    spoken = (kind for _, kind in _vocabulary().connections.find(said))
    named = next((ConnectionKind(kind) for kind in spoken if kind in legal), None)
    if named is None and ConnectionKind.CONTROL in legal and _commands(said):
        return ConnectionKind.CONTROL
    return named or next(iter(legal), None)


def _commands(said: Phrase) -> bool:
    return any(role in _COMMANDS for _, role in words().role_words[ConnectionKind.CONTROL].find(said))


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Any]:
    data: Mapping[str, Any] = source.read(Path(__file__).with_name("recognition.yaml"), name="recognition.yaml").data
    return data


@lru_cache(maxsize=1)
def _joints() -> frozenset[str]:
    return frozenset(map(str.strip, _file()["joints"].split(",")))


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = _file()
    nouns = dict(_meanings(data["kinds"], "suggested", _SUGGESTED)) | dict(_meanings(data["kinds"], "named", _NAMED))
    for kind in catalog().kinds.values():
        for phrase in (kind.title, *kind.examples):
            said = _words(phrase)
            nouns.setdefault("".join(said), _Meaning(kind.id, _NAMED, len(said)))
    return _Vocabulary(
        nouns=nouns,
        verbs=dict(_meanings(data["kinds"], "doing", _DOING)),
        endings=tuple(ending.strip() for ending in data["endings"].split(",")),
        longest=max(meaning.length for meaning in nouns.values()),
        boundaries=Dictionary.of(data["boundaries"]),
        connections=Dictionary.of(data["connections"]),
    )


def _meanings(kinds: Mapping[str, Any], tier: str, weight: float) -> Iterator[tuple[str, _Meaning]]:
    for kind, stanza in kinds.items():
        for phrase in stanza.get(tier, "").split(","):
            if said := _words(phrase):
                yield "".join(said), _Meaning(kind, weight, len(said))
