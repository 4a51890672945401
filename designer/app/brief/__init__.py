"""What is asked, and how long there is for it: the bar above the board, the question, its framing, and news of both."""
