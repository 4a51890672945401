"""The table of commands: every name resolves, no key is given twice, and none can be given where it makes no sense."""

from operator import attrgetter

from PySide6.QtGui import QKeySequence

from designer.app.commands.action import ACTIONS, MENUS, State
from designer.app.commands.command_palette import rank
from designer.app.window import Window
from designer.drawing.fonts import GLYPHS


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_key_is_given_twice_and_each_can_be_read() -> None:
    keys = [QKeySequence(keys).toString() for action in ACTIONS for keys in action.shortcuts]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_every_command_can_be_called_by_its_name(practice: Window) -> None:
    for action in ACTIONS:
        assert callable(attrgetter(action.call)(practice)), action.id


def test_every_state_glyph_and_menu_is_known() -> None:
    states = {value for name, value in vars(State).items() if name.isupper()}
    for action in ACTIONS:
        assert action.needs <= states, action.id
        assert not action.glyph or action.glyph in GLYPHS, action.id
        assert action.menu in MENUS, action.id


def test_at_home_only_what_needs_no_board_is_offered(window: Window) -> None:
    offered = {action.id for action in window.commands.offered()}
    assert {"open", "blank", "theme", "shortcuts"} <= offered
    assert not {"save", "stop", "undo", "zoom-in"} & offered


def test_in_an_interview_nothing_is_checked_before_the_end(interview: Window) -> None:
    offered = {action.id for action in interview.commands.offered()}
    assert "stop" in offered
    assert "check" not in offered


def test_in_practice_it_is(practice: Window) -> None:
    assert {"stop", "check"} <= {action.id for action in practice.commands.offered()}


def test_the_command_palette_finds_a_command_by_any_of_its_words() -> None:
    undo = next(action for action in ACTIONS if action.id == "undo")
    assert rank("un", undo) == 0
    assert rank("edit und", undo) == 2
    assert rank("paint", undo) is None
