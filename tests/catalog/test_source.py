import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog import source
from designer.catalog.validation import validate
from designer.errors import DesignerError
from designer.model.scenario import Brief

REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b"  \n", "empty"),
    "binary": (b"\x89PNG\0\0", "not UTF-8"),
    "null byte": (b"a: \0", "binary"),
    "broken JSON": (b'{"a": 1,\n "b": }', "here:2: this is not valid JSON"),
    "broken YAML": (b"a: [1, 2\nb: 3", "here:2: this is not valid YAML"),
    "repeated key in JSON": (b'{"a": 1,\n"a": 2}', "here:2: the key 'a' stands twice"),
    "repeated key in YAML": (b"a: 1\nb: 2\na: 3", "here:3: the key 'a' stands twice"),
    "alias": (b"a: &x [1]\nb: *x", "repeated by an alias"),
    "python tag": (b"a: !!python/object/apply:os.system [ls]", "this is not valid|cannot be read|nothing"),
    "deep JSON": (b"[" * 100_000, "nested too deeply|not valid JSON"),
    "deep YAML": (b"a: " + b"[" * 500 + b"]" * 500, "nested too deeply"),
    "YAML that would exhaust the stack": (b"- " * 100_000, "nested too deeply"),
    "half a character": (b'{"a": "\\ud800"}', "half a character"),
    "a second document": (b"a: 1\n---\nb: 1", "here:2: a second document"),
    "key that is a list": (b"? [a, b]\n: 1", "a key must be a word"),
    "long integer": (b'{"a": ' + b"9" * 10_000 + b"}", "too many digits"),
}


@pytest.mark.parametrize(("raw", "says"), [value for key, value in REFUSED.items() if key != "python tag"])
def test_what_cannot_be_parsed_is_one_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(DesignerError, match=says) as refused:
        source.parse(raw, "here")
    assert "\n" not in str(refused.value)
    assert "here" in str(refused.value)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    with contextlib.suppress(DesignerError):
        source.parse(raw, "here").where(("a", 1))


def test_lines_are_found_in_yaml_and_in_json_with_tabs() -> None:
    assert source.parse(b"a: 1\nb:\n  - c: 2\n", "f").where(("b", 0, "c")) == "f:3"
    assert source.parse(b'{"a": 1,\n\t"b": [\n\t\t{"c": 2}]}', "f").where(("b", 0, "c")) == "f:3"
    assert source.parse(b"a: 1", "f").where(("nowhere", 5)) == "f:1"


def test_yaml_may_begin_with_a_brace_where_the_name_says_that_it_is_yaml() -> None:
    assert source.parse(b"{a: 1, b: [c]}", "x.yaml").data == {"a": 1, "b": ["c"]}
    with pytest.raises(DesignerError, match="not valid JSON"):
        source.parse(b"{a: 1, b: [c]}", "x.json")


def test_plain_words_of_yaml_are_words() -> None:
    data = source.parse(b"[no, on, 12:30, 2024-01-01, 010, 1e3, 5_000, true, ~, 0x1F, -.5]", "x.yaml").data
    assert data == ["no", "on", "12:30", "2024-01-01", "010", 1000.0, 5000, True, None, "0x1F", -0.5]


def test_lines_of_json_are_right_after_an_emoji() -> None:
    raw = b'{"a": "\\ud83d\\ude00 \\\\ud83d",\n"b": 1}'
    assert source.parse(raw, "f.json").where(("b",)) == "f.json:2"


def test_all_mistakes_are_reported_at_once_with_lines_and_names() -> None:
    file = source.parse(b"p99_ms: -5\nmode: onlin\nbudget: 3\npii: maybe\n", "brief.yaml")
    with pytest.raises(DesignerError) as refused:
        validate(Brief, file)
    lines = str(refused.value).splitlines()
    assert "brief.yaml:1: 'p99_ms' is -5: it must be more than 0" in lines
    assert "brief.yaml:2: 'mode' cannot be 'onlin'; did you mean 'online'?" in lines
    assert "brief.yaml:3: unknown key 'budget'; did you mean 'budget_usd_per_month'?" in lines
    assert "brief.yaml:4: 'pii' is 'maybe': it must be true or false" in lines


def test_files_that_are_no_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "drawing.json").write_text("{}")
    with pytest.raises(DesignerError, match=r"did you mean 'drawing\.json'"):
        source.read(tmp_path / "drwing.json")
    with pytest.raises(DesignerError, match="this is a folder"):
        source.read(tmp_path)
    with pytest.raises(DesignerError, match="its folder does not exist"):
        source.read(tmp_path / "no" / "where.json")
    with pytest.raises(DesignerError, match=r"cannot be read|no such file"):
        source.read(Path("x" * 5000))
    with pytest.raises(DesignerError, match=r"cannot be read|no such file"):
        source.read(Path("nul\0byte"))


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DesignerError, match="has 50 MB"):
        source.read(large)
