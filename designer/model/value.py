"""The base of every value in the model: frozen, closed to unknown keys, and without NaN or infinity."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value: compared by its contents, changed only by making another."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
