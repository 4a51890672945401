"""A drill from its start to its critique, with the clock, the journal and the interviewer's changes of mind."""
