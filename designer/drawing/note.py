"""A note on the board as marks: a sticky with its words wrapped, or the words alone."""

from collections.abc import Iterable, Iterator

from designer.drawing.geometry import Rect, within
from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.measure import Measure, wrap
from designer.model.design import Note

_SIZE, _STEP, _PAD = 13.0, 18.0, 14.0
_WIDTH = 200.0
_MOST_LINES = 40


def note_rects(notes: Iterable[Note], below: Rect, measured: Measure) -> Iterator[tuple[Note, Rect]]:
    """Yield each note with where it lies; notes that nobody placed stand in a row below the drawing."""
    x, y = below.x, below.bottom + 28
    for note in notes:
        width, height = (within(abs(side)) for side in note.size or (_WIDTH, 0.0))
        lines = len(note_lines(note, width, measured))
        height = height or max(lines, 1) * _STEP + 2 * _PAD
        if note.position:
            yield note, Rect(within(note.position[0]), within(note.position[1]), width, height)
        else:
            yield note, Rect(x, y, width, height)
            x += width + 20


def note_lines(note: Note, width: float, measured: Measure) -> tuple[str, ...]:
    """Break a note's words into lines, paragraph by paragraph."""
    paragraphs = note.text.splitlines()[:_MOST_LINES]
    lines = [wrap(part, width - 2 * _PAD, _SIZE, "regular", measured, _MOST_LINES) or ("",) for part in paragraphs]
    return tuple(line for part in lines for line in part)[:_MOST_LINES]


def note_marks(note: Note, rect: Rect, measured: Measure) -> tuple[Mark, ...]:
    """Draw a note in local coordinates, its top left corner at (0, 0); lines beyond its height are left out."""
    sticky = note.kind == "sticky"
    room = max(int((rect.height - 2 * _PAD + 4) // _STEP), 1)
    words = note_lines(note, rect.width, measured)[:room]
    card = (Rectangle(0, 0, rect.width, rect.height, 6, fill="sticky"),) if sticky else ()
    role = "on_sticky" if sticky else "ink_soft"
    return (
        *card,
        *(Text(_PAD, _PAD + 13 + index * _STEP, line, _SIZE, role) for index, line in enumerate(words) if line),
    )
