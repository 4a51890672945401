"""What stands round one part of a rule and changes nothing of what that part rests on."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Resting(Protocol):
    """A part of a rule that says what it rests on: a condition or a selector."""

    @property
    def claims(self) -> bool:
        """Say whether it rests on ticked properties."""

    @property
    def shows(self) -> bool:
        """Say whether it asks for something drawn or computed."""


Part = TypeVar("Part", bound=Resting)


@dataclass(frozen=True)
class Wrapping(Generic[Part]):
    """Rests on what its inner part rests on."""

    inner: Part

    @property
    def claims(self) -> bool:
        """Say whether the inner part rests on ticked properties."""
        return self.inner.claims

    @property
    def shows(self) -> bool:
        """Say whether the inner part asks for something drawn or computed."""
        return self.inner.shows
