"""The critique as JSON, in the form of the contract of the format."""

import json
from typing import Any

from designer.model.critique import Critique


def critique_data(critique: Critique) -> dict[str, Any]:
    """Give plain data: the numbers with their utilisation among them."""
    data = critique.model_dump(mode="json", exclude={"utilisation"})
    data["estimates"]["utilisation"] = dict(sorted(critique.utilisation.items()))
    return data


def critique_json(critique: Critique) -> str:
    """Give the critique as JSON text; the same critique gives the same bytes."""
    return json.dumps(critique_data(critique), indent=1, ensure_ascii=False) + "\n"
