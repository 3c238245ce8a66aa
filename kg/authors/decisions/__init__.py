"""Decisions of people about authors: read, written, and put above what the program finds."""
