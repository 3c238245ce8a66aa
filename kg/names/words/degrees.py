"""Generation marks, degrees and titles as they are printed with names; letters alone, in lower case, without dots."""

from typing import Final

GENERATIONS: Final = {
    "jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr", "ii": "ii", "2nd": "ii",
    "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv", "v": "v", "vi": "vi",
}  # fmt: skip
"""Generation marks, and how each is spelled when names are compared."""

AMBIGUOUS_GENERATIONS: Final = frozenset({"v", "vi", "junior", "senior"})
"""Marks that are also initials, Vietnamese names or Portuguese surnames: marks only where they are set apart."""

DEGREES: Final = frozenset(
    """
    phd dphil drphil md mdphd dvm dds dmd jd llm llb llbhons edd scd dsc dsci drsc drsci dring ringdr drmed drhabil
    habil ms msc mscs msci ma mba mph mpp mres mphil meng mtech med msw bs bsc bschons ba bahons beng benghons btech
    bba bed mbbs mbbch mbchb frcp frcs frsc mrcp mrcs facp facs faan fieee ieeefellow fellowieee fellow ieee smieee
    mieee acm frs fraes fiet rn rd pharmd pe ceng cpa esq phdc phdstudent phdcandidate dipling diplinform diplphys
    msceng bsceng professor prof associateprofessor assistantprofessor emeritus drrernat rernat dr student
    studentmember member seniormember lifefellow obe cbe kbe
    """.split()
)

CERTAIN_DEGREES: Final = frozenset(
    "phd msc bsc dphil mphil mbbs esq student prof professor fellow member emeritus phdstudent phdcandidate".split()
)
"""Degrees that are degrees in any case of letters."""

ONLY_SET_APART: Final = frozenset(
    "ms ma ba bs be jd pe rn rd acm pi fellow member student dr professor med bed".split()
)
"""Degrees that are also initials or surnames ("Vijaya MS", "Yo-Yo Ma"): dropped only after a comma or with dots."""

DEGREES_OF_TWO_WORDS: Final = frozenset(
    {
        "ph d",
        "m d",
        "m sc",
        "b sc",
        "d sc",
        "m phil",
        "d phil",
        "m eng",
        "b eng",
        "ed d",
        "ll m",
        "ll b",
        "dr med",
        "md phd",
    }
)
"""Degrees that may be printed as two words after a name of three words or more."""

TITLES: Final = (
    r"associate professor|assistant professor|assoc|asst|adj|dra?|profa?|hab|habil|professor|mr|mrs|ms|miss|mx|mme|"
    r"mlle|sir|dame|rev|ir|ing|dipl|eng|doc|mgr|phdr|rndr|mudr|univ|apl|pd|lt|col|capt|maj|hon"
)
CERTAIN_TITLES: Final = frozenset({"dr", "dra", "prof", "profa", "mr", "mrs", "ms"})
TITLES_WITH_DOT: Final = frozenset(
    "ms ing eng ir doc mgr dipl univ apl pd miss mx dra profa mme mlle assoc asst adj lt col capt maj hon".split()
)
"""Titles that are also names: titles only with a dot."""

TITLES_ELSEWHERE: Final = (
    r"д-р|доктор|проф\.?|профессор|акад\.?|доц\.?|[кд]\.[а-я-]{1,4}\.?-?[а-я]{0,3}\.?\s?н\.|"
    r"Δρ\.?|Καθ\.|(?:أ\.\s?)?د\.|الدكتور|دكتور|دکتر|ד\"ר|ד״ר|פרופ'|פרופ׳|डॉ\.?|श्री|प्रो\.|ড\.|ดร\.|ศ\.|รศ\.|ผศ\.|"
    r"(?:PGS\.?\s?)?TS\.|GS\.|ThS\."
)
"""Titles before names in other scripts and languages."""

EAST_ASIAN_TITLES: Final = (
    "副教授|助理教授|特聘教授|教授|博士|先生|女士|院士|老师|研究员|博士生|氏|さん|박사|교수|님|선생님"
)
"""Titles after names in Han characters, kana or Hangul."""

DEGREE_WORDS: Final = (
    frozenset(GENERATIONS)
    | CERTAIN_DEGREES
    | frozenset(word for degree in DEGREES_OF_TWO_WORDS for word in degree.split())
    | frozenset(TITLES.replace("|", " ").replace("?", "").split())
    | frozenset("dr prof ts gs ths pgs".split())
)
"""Lower-case words that may be taken off a capitalized name or read as a mark; "Ma" is a degree as "MA" only."""
