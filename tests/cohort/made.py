"""Small drawings, as files."""

import json
from pathlib import Path
from typing import Any


def drawn(path: Path, title: str = "Small", scenario: str | None = "fraud", **more: Any) -> Path:  # noqa: ANN401
    """Write a drawing of two components and give its path; what is more is added, whether it is legal or not."""
    data = {
        "format": "designer-design/1",
        "title": title,
        "components": [{"id": "app", "kind": "app_service"}, {"id": "model", "kind": "model_server"}],
        "connections": [{"source": "app", "target": "model", "kind": "request"}],
        **({"scenario": scenario} if scenario else {}),
        **more,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path
