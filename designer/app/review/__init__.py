"""The critique beside the board: score, findings, rules, and what an interviewer would go on to ask."""
