"""Finding a component kind by what people call it: its title, its id, a product that is one, or what it does."""

from collections.abc import Iterable
from dataclasses import dataclass

from designer.model.kind import Kind


@dataclass(frozen=True, slots=True)
class Match:
    """A kind that was found; `because` is the product or the words that it was found by, empty when by its title."""

    kind: Kind
    order: int
    because: str = ""


def match(query: str, kind: Kind) -> Match | None:  # noqa: PLR0911 (a way to be found, a line)
    """Say whether a kind fits what was typed, and how well: the lower the order the better."""
    wanted = query.casefold().split()
    if not wanted:
        return Match(kind, 0)
    phrase = " ".join(wanted)
    title = kind.title.casefold()
    if title.startswith(phrase):
        return Match(kind, 0)
    if all(any(word.startswith(part) for word in _words(title)) for part in wanted):
        return Match(kind, 1)
    named = [name for name in kind.examples if _starts(name.casefold(), phrase)]
    exact = next((name for name in named if name.casefold() == phrase), "")
    if exact or named:
        return Match(kind, 2 if exact else 3, exact or named[0])
    if phrase in kind.id.replace("_", " ") or phrase in kind.id or phrase in title:
        return Match(kind, 4)
    product = next((name for name in kind.examples if phrase in name.casefold()), "")
    if product:
        return Match(kind, 5, product)
    everything = f"{title} {kind.id} {kind.group} {kind.about} {' '.join(kind.roles)}".casefold()
    return Match(kind, 6, _sentence(kind.about, wanted)) if all(part in everything for part in wanted) else None


def find(query: str, kinds: Iterable[Kind]) -> list[Match]:
    """Give the kinds that fit, the best first, then the shortest title; with nothing typed, all in their order."""
    found = [fit for kind in kinds if (fit := match(query, kind)) is not None]
    if not query.strip():
        return found
    return sorted(found, key=lambda fit: (fit.order, len(fit.kind.title) if fit.order == 0 else 0))


def _words(text: str) -> list[str]:
    return text.replace("(", " ").replace("/", " ").replace("-", " ").replace(",", " ").split()


def _starts(name: str, phrase: str) -> bool:
    return name.startswith(phrase) or any(word.startswith(phrase) for word in _words(name))


def _sentence(about: str, wanted: list[str]) -> str:
    return next((part.strip() for part in about.split(". ") if any(word in part.casefold() for word in wanted)), "")
