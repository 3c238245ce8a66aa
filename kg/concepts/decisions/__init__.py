"""Decisions of people about concepts: read, written, and put above what the program finds."""
