"""What the availability rests on beside the drawing: shares of time that its assumptions state, or that we assume."""

from dataclasses import dataclass, fields

from designer.errors import DesignerError
from designer.model.design import Design


@dataclass(frozen=True)
class Assumptions:
    """Shares of time in which a zone is up, a region (beside its zones), and what takes all replicas at once is absent.

    A zone's 0.9995 is an assumption of ours; the other two are left out of account until a drawing states them.
    """

    zone_availability: float = 0.9995
    region_availability: float = 1.0
    common_mode_availability: float = 1.0

    @classmethod
    def of(cls, design: Design) -> "Assumptions":
        """Read a drawing's assumptions; raises DesignerError for what is no share of time."""
        names = [each.name for each in fields(cls) if design.assumptions.get(each.name) is not None]
        return cls(**{name: _share(name, design.assumptions[name]) for name in names})


ASSUMED = Assumptions()
"""What is assumed where a drawing says nothing."""


def _share(name: str, value: float | str) -> float:
    if isinstance(value, str) or not 0 < value <= 1:
        raise DesignerError(
            f"the assumption {name} is {value!r}, and it is a share of time", remedy="write e.g. 0.9995"
        )
    return value
