"""Numbers with their nouns."""


def count_noun(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun; the plural of a regular noun need not be given.

    >>> count_noun(1, "paper"), count_noun(1234, "paper"), count_noun(2, "person", "people")
    ('1 paper', '1,234 papers', '2 people')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
