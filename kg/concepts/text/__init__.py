"""Texts of a paper: cleaned, joined, searched for words, short forms and cues."""
