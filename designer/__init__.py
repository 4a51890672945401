"""A whiteboard for practising machine-learning system design, whose drawings are graded as the graphs that they are.

>>> from designer import grade, load
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designer.exchange.formats import load
    from designer.grading import grade

__all__ = ["__version__", "grade", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module's attribute)
    """Import what is asked for when it is asked for, so that a command pays only for what it uses."""
    if name == "load":
        from designer.exchange.formats import load

        return load
    if name == "grade":
        from designer.grading import grade

        return grade
    raise AttributeError(name)
