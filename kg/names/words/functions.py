"""Words that make a string a sentence, a label or a date, in lower case."""

from typing import Final

from kg.names.words.particles import PARTICLES

FUNCTION: Final = frozenset(
    """
    the of on with for from is are was were be been we us our you your they their it its this that these those which
    who whose to at by via using under over between into onto through towards toward without within based not no than
    then there here can may should would could has have had do does did and or but if as so such also more most how
    what why when where while during after before about against across among per each both all any some only other an
    """.split()
)
"""English words that never occur in lower case in a name, except those of `ALSO_IN_NAMES`."""

ALSO_IN_NAMES: Final = frozenset({"an", "to", "may", "do", "so", "no", "as", "can", "be", "is", "was", "and", "all"})
"""Function words that are also (lower-case) parts of names; two of them make a sentence, one does not."""

CAPITALIZED_WORDS: Final = frozenset(
    """
    with for from are we our using towards toward without within between through based via beyond how what
    why when where which this these that is under into the and of in on at by is all it not does their its need needs
    """.split()
)
"""Words that titles print with a capital; two of them in three words or more are a title."""

FOREIGN: Final = (
    frozenset(
        """
    nous notre cette avec dans pour sur une par est sont leur ces aux qui que wir unsere diese dieser mit für eine
    einen ist sind wird werden durch nicht nuestro nuestra este esta para con una por como los las del presenta
    proponemos nosso nossa uma pelo pela não são com questo questa nostro nostra per della proponiamo мы наш наша этой
    эта для при как это на из предлагаем статья работа статье ми цій для için ile biz chúng tôi được của với nghiên
    deze onze wij een voor met niet zijn
    """.split()
    )
    - PARTICLES
)
"""The same in other languages; as given names are among them, three make a sentence."""

NOT_NAMES: Final = frozenset(
    """
    abstract accepted alphaxiv arxiv affiliation affiliations anonymous archived author authors available award best
    book bsd category categories citation citations classification code comment comments conclusion conference content
    contents cvpr date dataset datasets demo details doi download draft eccv emnlp error excellent fields figure
    github good kaggle colab heading hot youtube great hidden highlight highlights html iccv iclr icml important
    institution institutions introduction journal keywords latest license link links method methods motivation n/a
    neurips new news none note notes null oral paper papers pdf pending poster preprint project published rating read
    readme reading recommended redacted references rejected released result results review score scores section slides
    source spotlight status subject subjects submitted summary supplementary survey tags tba tbd tldr title today top
    topic topics trending undefined unknown unlisted unread unspecified updated url various venue version video views
    website weekly withdrawn withheld workshop year yesterday january february july september october november
    december monday tuesday wednesday thursday friday saturday sunday anonym anonyme anonymes anónimo anônimo anonimo
    inconnu desconocido desconhecido sconosciuto unbekannt onbekend
    """.split()
)
"""Labels, remarks and placeholders; a string of nothing else is not a name."""

NOT_NAMES_ALONE: Final = frozenset(
    """
    na nan n/a mon tue wed thu fri sat sun must read workshops australia austria belgium brazil canada denmark finland
    germany greece hungary italy mexico netherlands norway portugal singapore spain sweden switzerland taiwan turkey
    u.k u.s.a uk us usa
    """.split()
)
"""Placeholders, days and countries that are no one's only name but may be part of one ("Nan Sun")."""
