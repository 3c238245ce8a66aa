"""The stages of author resolution, from printed names to people.

Comes in: ``records``, ``printed_authors``, ``texts``, ``categories`` and ``claims``. Goes out: ``assignments``,
``people``, ``verdicts``. Names are read per paper, terms weighed and blocks formed over the corpus, blocks decided one
by one, people assembled over the corpus.
"""

from kg.authors.stages.deciding import decide_blocks
from kg.authors.stages.dividing import divide_names
from kg.authors.stages.forming import form_blocks
from kg.authors.stages.gathering import gather_people
from kg.authors.stages.reading import read_names
from kg.authors.stages.weighing import weigh_terms

__all__ = ["decide_blocks", "divide_names", "form_blocks", "gather_people", "read_names", "weigh_terms"]
