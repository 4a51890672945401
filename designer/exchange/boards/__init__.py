"""Drawings of other programs as boards of shapes, lines and words, and what all their formats share.

A format's module reads bytes to a `Board` and writes one; it knows nothing of kinds of component. For that there are:

- `board`: what a board is, and the words for how its shapes and lines look.
- `incoming`: a board as a drawing of ours, by its places (`placed`, `loose_ends`, by `nearness`) and its words
  (`parts`, `connections`), with what we once wrote of it (`since`) and what is to be told (`inferred`).
- `outgoing`: the way back.
- `kept`: what we keep of ours in a file, and read from it again; `comments` hold it in texts.
- `limits`, `ids`, `remarks`, `nesting` (groups in groups), `pages` (side by side): what every reader needs.
- `json_data`, `xml_data`, `packed` (in pictures), `draft` and `names` (in texts): what those of one make share.
"""
