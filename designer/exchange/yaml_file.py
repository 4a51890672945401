"""A drawing as YAML text: one line a component or connection, its id first."""

from typing import Any

import yaml

from designer.catalog.composer import plain
from designer.exchange.design_file import to_data
from designer.model.design import Design

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the C one, where there is one
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Dumper(_DUMPER):  # type: ignore[misc]
    """Puts words in quotes where our reader, which knows YAML 1.2, would see something else in them: `1e3`."""


def _text(dumper: Any, text: str) -> yaml.ScalarNode:  # noqa: ANN401 (either of the two dumpers)
    quoted = not isinstance(plain(text), str) or len(text.splitlines()) > 1
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted else None)
    return node


_Dumper.add_representer(str, _text)


def _dumped(data: object, *, on_one_line: bool) -> str:
    text: str = yaml.dump(
        data, Dumper=_Dumper, default_flow_style=on_one_line, allow_unicode=True, sort_keys=False, width=-1
    )
    return text


def write(design: Design) -> bytes:
    """Give the drawing as YAML text that is read as the same drawing."""
    parts = []
    for key, value in to_data(design).items():
        if isinstance(value, list):
            parts.append(f"{key}:\n")
            parts += [f"  - {_dumped(item, on_one_line=True)}" for item in value]
        else:
            parts.append(_dumped({key: value}, on_one_line=False))
    return "".join(parts).encode()


def has_comments(text: str) -> bool:
    """Say whether a YAML text has comments, which a drawing does not keep; they stand between its tokens."""
    end = 0
    try:
        for token in yaml.scan(text, _LOADER):
            if "#" in text[end : token.start_mark.index]:
                return True
            end = token.end_mark.index
    except yaml.YAMLError:
        return False
    return "#" in text[end:]
