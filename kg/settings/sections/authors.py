"""Numbers of author resolution."""

from dataclasses import dataclass, field

from kg.settings.ranges import Positive, Share, Weight


@dataclass(frozen=True, slots=True)
class RaritySettings:
    """Estimates of the number of people who share a name."""

    unseen_names: Weight = 0.3
    """Names counted for a surname or given name that no table has: slightly less than Jeffreys' half, since most unseen
    parts are rare."""

    min_middle_share: Share = 0.02
    """Minimum share of people assumed for a second given name; initials and middle names are omitted too often to count
    more."""

    second_initial_share: Share = 0.06
    """Share of people assumed for the second letter of joined initials such as ``J.-P.``."""

    mononym_share: Share = 0.003
    """Share of people printed with one word only, among 115,000 distinct names of three corpora."""

    short_chinese_bits: float = 2.5
    """log2 of the people in 100,000 who share a name of two Han characters. With a surname that 2 % have, as they do on
    average in China, and about 300 characters for given names, 7 people in 100,000 have such a name."""

    chinese_bits: float = -2.0
    """The same for a name of three Han characters: one in 400,000."""

    hangul_bits: float = 2.0
    """The same for a name in Hangul: half of the people have one of five surnames, and given names follow fashions."""

    rare_bits: float = -6.0
    """log2 of namesakes in 100,000 people below which a form of a name is nearly always one person."""

    corpus_growth: Weight = 1.35
    """Factor from how often people recur in the reference papers (`kg.frames.reference`) to how often they recur in all
    papers. These are one to two times as many, 1.41 on average, and people recur slightly less than in proportion."""

    max_recurrence: Weight = 5.0
    """log2 of further authorships of a person beyond which their number makes no difference."""

    misprint_bits: float = 4.0
    """log2 of the number of names one letter away from a name: two such forms share no more than all these people
    do."""


@dataclass(frozen=True, slots=True)
class SpellingSettings:
    """Conditions under which two spellings may be one name."""

    min_typo_letters: int = 5
    """Minimum number of letters of a name in which one wrong letter is taken for a misprint; with fewer, one letter
    makes another name."""

    min_prefix_letters: int = 3
    """Minimum number of letters of a shortened given name (``Ben`` for ``Benedetta``) that is in no table of
    nicknames."""

    min_part_letters: int = 4
    """Minimum number of letters of a part of a double surname that is recognized inside a joined one (``Montes`` in
    ``Montesygomez``)."""

    min_moved_letters: int = 3
    """Minimum number of letters of a given name or surname that is looked for in another place of a name."""

    surname_prefix: Positive = 4
    """First letters of a surname under which a part of a double surname is looked for; no part is shorter."""

    max_names_per_key: int = 400
    """Maximum number of names under one lookup key that are compared with each other. More names share something as
    common as an initial and a surname, and comparing them costs the square of their number."""

    max_orcid_names: int = 50
    """Maximum number of names at which one ORCID iD may be printed; more are not spellings of one name but a mistake of
    a program."""

    min_orcid_letters: int = 2
    """Minimum number of letters of a surname or given name by which two names with one ORCID iD may be one person's;
    initials say too little."""

    min_order_bits: float = 1.0
    """Bits by which one order of the words of a name is preferred for display where papers print both."""


@dataclass(frozen=True, slots=True)
class TermSettings:
    """Choice of the words of papers that are compared."""

    abstract_words: int = 8
    """Rarest words of an abstract that are compared: as many as a title has. Two abstracts of one field share dozens of
    the others by chance."""

    min_papers: int = 2
    """Minimum number of papers that have a word of an abstract before it is compared; a word of one paper is shared
    with none."""

    max_share: Share = 0.01
    """Share of the papers above which a word of an abstract is too common to be compared."""

    alike_cosine: Share = 0.1
    """Cosine of the terms of two people from which their papers are about something alike: one or two words of a
    title."""


@dataclass(frozen=True, slots=True)
class CandidateSettings:
    """Choice of the authorships of a large block that are compared (`AuthorSettings.max_block_pairs`)."""

    neighbors: Positive = 16
    """Number of neighbors in a long list, on each side, that an authorship is compared with; the work grows with it."""

    rarest_terms: int = 8
    """Number of rarest terms of an authorship by which others are looked up: as many as an abstract contributes
    (`TermSettings.abstract_words`)."""

    min_term_bits: float = 1.0
    """Minimum bits of a term to be looked up; a word in half of the papers proves nothing."""

    max_known_people: int = 40
    """Maximum number of people with ORCID iDs and one form of a name whose pairs are reported as kept apart."""


@dataclass(frozen=True, slots=True)
class BlockSettings:
    """Division of names that are linked by other names into blocks (``docs/decisions/0018-bounded-blocks.md``)."""

    max_authorships: Positive = 1_000
    """Maximum number of authorships for which all names linked directly or by others are one block. Beyond, only links
    that can cause a merge count, the strongest first. The largest block of four months of digests has 900."""

    min_tie_bits: float = -8.0
    """Minimum bits of two names and their common co-authors to be linked in a larger component. Words, categories and
    numbers of papers would have to add 5.5 bits for a doubt; of 12,000 weighed pairs of differing names in four months
    of digests no pair below had that much."""


@dataclass(frozen=True, slots=True)
class AuthorSettings:
    """Numbers of author resolution."""

    merge_bits: float = -0.4
    """Minimum bits for two clusters to be one person: slightly under even odds, chosen on the labeled halves (``kg
    authors sweep`` shows what other values would do)."""

    doubt: Share = 0.15
    """Minimum confidence of a pair left apart to be listed as possibly the same; below, one in seven would be right."""

    max_doubts: int = 5
    """Maximum number of doubtful pairs kept per person, the strongest: one of a hundred namesakes fits all others a
    little."""

    sure: Share = 0.75
    """Minimum confidence of a merge of equal names that is not listed as a decision."""

    core_bits: float = 7.5
    """Rarity (as in ``coauthor_bits``) of a shared co-author that alone makes authorships of one form one person. On
    the labeled halves 99.9 % of such pairs are one person (``benchmarks/coauthor_worth.py``)."""

    min_for_cores: int = 12
    """Minimum number of authorships of one form for which cores are made first; fewer are all compared at no cost."""

    max_block_pairs: int = 100_000
    """Maximum number of pairs of authorships in a block of which all are compared, which takes about 2 CPU
    seconds. In a larger block only pairs that share something, and neighbors, are compared (``candidates``)."""

    full_weight_authors: int = 15
    """Maximum number of authors for which a shared co-author counts in full; on longer lists it counts proportionally
    less."""

    max_authors: int = 300
    """Number of authors above which a list does not show who knows whom."""

    coauthor_bits: float = 4.0
    """Bits of a shared co-author whose name one person in 100,000 has. In four months of digests a shared co-author
    makes one person about as much likelier as his or her name is rarer (``benchmarks/coauthor_worth.py``)."""

    min_coauthor_bits: float = 1.0
    """Bits of a shared co-author with the most common name."""

    max_coauthor_bits: float = 7.5
    """Bits of a shared co-author with the rarest name: for rarer names, errors in the data dominate."""

    same_account_bits: float = 6.0
    """Bits of one identifier that a registry such as OpenAlex assigned to two authorships. The registry uses much the
    same evidence and makes mistakes too, so the weight is that of a rare co-author and is not sufficient alone. Chosen,
    not fitted: no labeled corpus has such identifiers."""

    other_account_bits: float = -2.0
    """Bits of two different identifiers in one such registry, which often has several for one person. Chosen."""

    rarity: RaritySettings = field(default_factory=RaritySettings)
    spelling: SpellingSettings = field(default_factory=SpellingSettings)
    terms: TermSettings = field(default_factory=TermSettings)
    blocks: BlockSettings = field(default_factory=BlockSettings)
    candidates: CandidateSettings = field(default_factory=CandidateSettings)
