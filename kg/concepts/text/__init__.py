"""Clean and join the texts of a paper, and find words, short forms and cues in them."""
