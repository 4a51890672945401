"""The condition kinds of the rubric language, one file each; the file is the name."""
