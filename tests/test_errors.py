import pickle

from hypothesis import given
from hypothesis import strategies as st

from designer.errors import DesignerError, Problems

MISTAKES = st.builds(lambda what, where, remedy: DesignerError(what, where=where, remedy=remedy), *[st.text()] * 3)


@given(st.lists(MISTAKES, min_size=1, max_size=30))
def test_mistakes_travel_between_processes_as_they_are(mistakes: list[DesignerError]) -> None:
    for error in (mistakes[0], Problems(mistakes)):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 (our own bytes)


def test_several_mistakes_are_told_a_line_each_and_not_without_end() -> None:
    told = str(Problems(DesignerError(f"no {number}", where="a.yaml:1") for number in range(40)))
    assert told.splitlines()[0] == "a.yaml:1: no 0"
    assert told.splitlines()[-1] == "there are more mistakes than these"
    assert len(told.splitlines()) == 26
