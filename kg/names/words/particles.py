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


def without_particles(text: str) -> list[str]:
    """Return the words of a name that are not particles; words in capitals are initials or surnames.

    >>> without_particles("van der Berg"), without_particles("Jean LI"), without_particles("’t Hooft")
    (['Berg'], ['Jean', 'LI'], ['Hooft'])
    """
    return [word for word in text.split() if word.isupper() or word.casefold().strip("'’") not in PARTICLES]
