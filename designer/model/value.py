"""The base of every value in the model: frozen, closed to unknown keys, and without NaN or infinity.

A number where text belongs is text: a person who writes `id: 1` or `title: 2024` means the word.
"""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value: compared by its contents, changed only by making another."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, coerce_numbers_to_str=True)
