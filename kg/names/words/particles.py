"""Words inside names that are printed in lower case and belong to a surname or join its parts."""

from typing import Final

PARTICLES: Final = frozenset(
    """
    a al am an ap as auf aus ben bey bin bint d da dal dalla das de degli dei del della delle den der des di do dos du
    e el en het i ibn im in la las le les li lo los mac of oglu op ou s san sen st t te ten ter und uz v van vande
    vanden vander vd vel vom von vor y z zu zum zur abu bar bat el- al-
    """.split()
)
"""In lower case, without apostrophes: Arabic, Catalan, Dutch, French, German, Hebrew, Italian, Portuguese, Spanish."""

CAPITALIZED_PARTICLES: Final = frozenset({"Van", "Von", "De", "Der", "Den", "Del", "Della", "Dos", "Du", "Ter"})
"""Particles that may have a capital after a given name ("Eynden, Frank Van"); others are family names too ("Li")."""


def without_particles(text: str) -> list[str]:
    """Return the words of a name that are not particles; with a capital only the first of several is one.

    >>> without_particles("van der Berg"), without_particles("Van Der Berg"), without_particles("Bin Li")
    (['Berg'], ['Berg'], ['Bin', 'Li'])
    """
    words = text.split()
    known = [word.strip("'’").casefold() in PARTICLES and not word.isupper() for word in words]
    known[-1:] = [known[-1] and words[-1].islower()] if words else []
    return [
        word
        for place, word in enumerate(words)
        if not (known[place] and (word.islower() or any(known[place + 1 : place + 2]) or any(known[place - 1 : place])))
    ]
