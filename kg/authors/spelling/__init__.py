"""What the letters of a name say by themselves: conventions of romanization, the order of its words, how to print it.

Comes in: words and printed names. Goes out: facts about spelling, never about a person.
"""
