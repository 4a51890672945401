"""Every command of the window, once, as data: menus, tool strip, shortcut sheet and command palette read this table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """A command: what it is called, its keys, and the dotted name under the window of what it does.

    `needs` names the states that must all hold for it to be offered; `State` lists them. `argument` is handed to the
    callable when there is one. `menu` is empty for a command that only keys and the command palette reach.
    """

    id: str
    title: str
    call: str
    menu: str = ""
    shortcuts: tuple[str, ...] = ()
    glyph: str = ""
    needs: frozenset[str] = frozenset({"free"})
    argument: str | None = None
    separated: bool = False
    about: str = ""


class State:
    """The names of what may hold in the window."""

    FREE = "free"  # no question has to be answered first
    BOARD = "board"  # a drawing is on the screen
    EDITABLE = "editable"  # and may be changed
    SEARCHABLE = "searchable"  # there is something to find: components to draw with, or drills
    SELECTION = "selection"
    CAN_UNDO = "can_undo"
    CAN_REDO = "can_redo"
    SCENARIO = "scenario"  # the drawing answers a scenario
    RUNNING = "running"  # the clock of a drill is running
    CHECKABLE = "checkable"  # grading now is allowed: practice mode, or no drill at all
    CRITIQUE = "critique"  # a critique is on the screen
    NUMBERS = "numbers"  # the numbers may be looked at: practice mode, no drill, or a drill that is over
    OVER = "over"  # and the drawing is finished


def _needs(*states: str) -> frozenset[str]:
    return frozenset({State.FREE, *states})


_BOARD = _needs(State.BOARD)
_EDIT = _needs(State.BOARD, State.EDITABLE)
_SELECTED = _needs(State.BOARD, State.SELECTION)
_CHANGE = _EDIT | _SELECTED
_NUMBERS = _needs(State.BOARD, State.NUMBERS)
_REVIEW = _needs(State.BOARD, State.CRITIQUE)

MENUS = ("File", "Edit", "View", "Drill", "Help")

ACTIONS: tuple[Action, ...] = (
    Action("home", "Home", "drill.go_home", "File", ("Alt+Home",), "house", about="Choose a scenario"),
    Action("blank", "Blank board", "drill.open_blank", "File", ("Ctrl+N",), "file", about="Draw without a question"),
    Action("open", "Open a drawing…", "files.open", "File", ("Ctrl+O",), "folder-open"),
    Action("save", "Save", "files.save", "File", ("Ctrl+S",), "floppy-disk", _BOARD, separated=True),
    Action("save-as", "Save as…", "files.save_as", "File", ("Ctrl+Shift+S",), "floppy-disk", _BOARD),
    Action(
        "export-pdf", "Export the critique as PDF…", "drill.export_pdf", "File", ("Ctrl+Shift+E",), "file-pdf", _REVIEW
    ),
    Action("quit", "Quit", "close", "File", ("Ctrl+Q",), "x", separated=True),
    Action("undo", "Undo", "workspace.undo", "Edit", ("Ctrl+Z",), "arrow-u-up-left", _EDIT | {State.CAN_UNDO}),
    Action(
        "redo",
        "Redo",
        "workspace.redo",
        "Edit",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "arrow-u-up-right",
        _EDIT | {State.CAN_REDO},
    ),
    Action("cut", "Cut", "board.hands.cut", "Edit", ("Ctrl+X",), "scissors", _CHANGE, separated=True),
    Action("copy", "Copy", "board.hands.copy", "Edit", ("Ctrl+C",), "copy", _SELECTED),
    Action("paste", "Paste", "board.hands.paste", "Edit", ("Ctrl+V",), "clipboard", _EDIT),
    Action("duplicate", "Duplicate", "board.hands.duplicate", "Edit", ("Ctrl+D",), "copy-simple", _CHANGE),
    Action("delete", "Delete", "board.hands.delete_selection", "Edit", ("Del", "Backspace"), "trash", _CHANGE),
    Action(
        "select-all", "Select all", "board.select_all", "Edit", ("Ctrl+A",), "selection-all", _BOARD, separated=True
    ),
    Action("rename", "Rename", "board.rename_selected", "Edit", ("F2",), "pencil-simple", _CHANGE),
    Action(
        "connect", "Connect the selected", "board.hands.connect_selected", "Edit", ("Ctrl+L",), "flow-arrow", _CHANGE
    ),
    Action("note", "Sticky note", "board.hands.add_note", "Edit", ("N",), "note", _EDIT, separated=True),
    Action(
        "zone",
        "Zone round the selection",
        "workspace.enclose",
        "Edit",
        ("Ctrl+G",),
        "bounding-box",
        _CHANGE,
        "zone",
        about="What is inside runs in that zone",
    ),
    Action(
        "frame",
        "Frame round the selection",
        "workspace.enclose",
        "Edit",
        ("Ctrl+Shift+G",),
        "selection",
        _CHANGE,
        "frame",
        about="A line round what belongs together",
    ),
    Action("zoom-in", "Zoom in", "board.zoom_in", "View", ("Ctrl++", "Ctrl+="), "plus", _BOARD),
    Action("zoom-out", "Zoom out", "board.zoom_out", "View", ("Ctrl+-",), "minus", _BOARD),
    Action("zoom-100", "Actual size", "workspace.zoom_100", "View", ("Ctrl+0",), "frame-corners", _BOARD),
    Action("zoom-fit", "Fit the drawing", "board.zoom_to_fit", "View", ("Shift+1", "Ctrl+9"), "corners-out", _BOARD),
    Action(
        "left-panel",
        "Components panel",
        "workspace.toggle_left",
        "View",
        ("Ctrl+B",),
        "sidebar-simple",
        _BOARD,
        separated=True,
    ),
    Action("right-panel", "Details panel", "workspace.toggle_right", "View", ("Ctrl+Alt+B",), "sidebar", _BOARD),
    Action(
        "gauges",
        "Numbers at the components",
        "workspace.toggle_gauges",
        "View",
        ("Shift+N",),
        "gauge",
        _NUMBERS,
        separated=True,
        about="How busy each is, and its share of the downtime",
    ),
    Action("theme", "Light or dark", "toggle_theme", "View", ("Alt+Shift+D",), "circle-half", separated=True),
    Action(
        "still", "Move nothing, or what moves", "toggle_still", "View", (), "pause", about="Animations on the board"
    ),
    Action("full-screen", "Full screen", "toggle_full_screen", "View", ("F11",), "arrows-out"),
    Action(
        "find",
        "Find a component or a drill",
        "search",
        "Drill",
        ("/", "Ctrl+F"),
        "magnifying-glass",
        _needs(State.SEARCHABLE),
    ),
    Action("brief", "Read the brief", "workspace.show_brief", "Drill", ("Ctrl+I",), "article", _BOARD),
    Action(
        "check",
        "Check now",
        "drill.check_now",
        "Drill",
        ("Ctrl+Return", "F5"),
        "check-circle",
        _needs(State.BOARD, State.SCENARIO, State.CHECKABLE),
        separated=True,
        about="Grade the drawing and go on drawing",
    ),
    Action(
        "stop",
        "Stop and grade",
        "drill.stop",
        "Drill",
        ("Ctrl+Shift+Return",),
        "stop-circle",
        _needs(State.BOARD, State.RUNNING),
        about="End the drill and read the critique",
    ),
    Action(
        "keep-drawing",
        "Keep drawing",
        "drill.keep_drawing",
        "Drill",
        ("Ctrl+Shift+K",),
        "pencil-simple",
        _REVIEW,
        about="Back to the board, in practice mode",
    ),
    Action(
        "break",
        "Break something",
        "workspace.break_something",
        "Drill",
        ("Ctrl+Shift+B",),
        "lightning-slash",
        _NUMBERS,
        about="Lose a component or a zone, and see what is still served",
    ),
    Action(
        "next-finding",
        "Next finding",
        "workspace.next_finding",
        "Drill",
        ("F8",),
        "arrow-down",
        _REVIEW,
        separated=True,
    ),
    Action(
        "previous-finding",
        "Previous finding",
        "workspace.previous_finding",
        "Drill",
        ("Shift+F8",),
        "arrow-up",
        _REVIEW,
    ),
    Action(
        "references",
        "How others draw it…",
        "drill.show_references",
        "Drill",
        ("Ctrl+Shift+R",),
        "book-open",
        _REVIEW | {State.SCENARIO, State.OVER},
        separated=True,
        about="Reference designs, and what an interviewer asks next",
    ),
    Action(
        "draw-auto",
        "Connections: best fit",
        "workspace.draw_connections",
        "Edit",
        ("0",),
        "flow-arrow",
        _EDIT,
        "",
        separated=True,
        about="The kind that fits the two ends best",
    ),
    Action("draw-request", "Connections: request", "workspace.draw_connections", "Edit", ("1",), "", _EDIT, "request"),
    Action("draw-data", "Connections: data", "workspace.draw_connections", "Edit", ("2",), "", _EDIT, "data"),
    Action(
        "draw-feedback", "Connections: feedback", "workspace.draw_connections", "Edit", ("3",), "", _EDIT, "feedback"
    ),
    Action("draw-control", "Connections: control", "workspace.draw_connections", "Edit", ("4",), "", _EDIT, "control"),
    Action("draw-deploy", "Connections: deploy", "workspace.draw_connections", "Edit", ("5",), "", _EDIT, "deploy"),
    Action("commands", "All commands…", "show_commands", "Help", ("Ctrl+K", "Ctrl+/"), "command"),
    Action("shortcuts", "Keyboard shortcuts", "show_shortcuts", "Help", ("?",), "keyboard"),
)
