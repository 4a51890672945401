"""The words of Mermaid labels, which are half HTML, and the way to write any text as one."""

import re
from html.entities import html5

_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|s|a|p|em|tt|hr|ul|ol|li|big|sub|sup|div|img|pre|code|span|font|small|strong|center|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"(?:&#?|#)(\w{1,32});")
_ICON = re.compile(r"\b(?:fa[a-z]?|mdi|logos):(?:fa-)?([\w-]+)\s?")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<!\w)([*_])(?=\S)([^*_\n]{1,500})(?<=\S)\1(?!\w)")
_LARGEST = 0x110000
_HALVES = range(0xD800, 0xE000)


def text_of(label: str) -> str:
    r"""Give the words of a label as people see them.

    >>> text_of(" Online store<br/>p99 &lt; 5 ms #quot;hot#quot; ")
    'Online store\np99 < 5 ms "hot"'
    """
    return _text(icons_of(label)[0])


def icons_of(label: str) -> tuple[str, tuple[str, ...]]:
    """Give a label without its icons, and their names."""
    return _ICON.sub("", label), tuple(name.replace("-", " ").lower() for name in _ICON.findall(label))


def _text(label: str) -> str:
    lines = [_TAG.sub("", part).strip() for part in _BREAK.split(label)]
    lines = ["\n".join(row.strip() for row in line.split("\n")) for line in lines]
    return _ENTITY.sub(_letter, "\n".join(lines))


def _letter(match: re.Match[str]) -> str:
    code = match[1]
    if code.isascii() and code.isdigit():
        number = int(code[:_DIGITS])
        return chr(number) if number < _LARGEST and number not in _HALVES and len(code) < _DIGITS else match[0]
    return html5.get(f"{code};", match[0])


_DIGITS = 8


def text_of_markdown(label: str) -> str:
    """Give the words of a label that is Markdown, without what makes them bold or slanted.

    >>> text_of_markdown("**Feature** store, *online* user_id")
    'Feature store, online user_id'
    """
    return text_of(_SLANTED.sub(r"\2", _STRONG.sub(r"\2", label)))


_HOLY = re.compile(
    r'"|^`'
    r"|#(?=\w+;)|&(?!\w|\ \S)|&(?=\w+;)|<(?=[A-Za-z/!?])"  # would be read as a letter or a tag
    r"|\\(?=n)|(?<=[a-z]):(?=[\w-])"  # as a line's end, as an icon
    r"|%(?=%)"  # as a comment
    r"|(?<=direction)\s|(?<=\s)\s|\s(?=\s)|^\s|\s$|[^\S\n ]"  # as the statement 'direction LR'; as no space at all
    r"|(?![\n ])[\x00-\x20\x7f-\x9f]"
)


def label_of(text: str) -> str:
    r"""Write any text as a quoted label.

    >>> label_of('say "hi"\nR&D')
    '"say #quot;hi#quot;<br/>R&D"'
    """
    lines = (_HOLY.sub(_entity, line) for line in text.split("\n"))
    return f'"{"<br/>".join(lines) or " "}"'


def _entity(match: re.Match[str]) -> str:
    return "#quot;" if match[0] == '"' else f"#{ord(match[0])};"
