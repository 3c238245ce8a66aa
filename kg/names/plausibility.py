"""Decide whether a cleaned string can be the name of an author at all.

One function, `implausible`, returns the reason why a string is not a name. It errs on the side of names: what it
refuses has a form that no name has (a date, an address, markup, a sentence, a label). Strings of the right form that
are not names ("Deep Learning") cannot be recognized by form.
"""

import re
from functools import lru_cache
from typing import Final

from kg.names.groups import is_organization
from kg.names.particles import PARTICLES
from kg.names.suffixes import generation

MAX_CHARACTERS: Final = 80
"""Characters of a person's name; the longest of 433,000 printed in a year of digests has 46."""

MAX_ORGANIZATION_CHARACTERS: Final = 200
"""Characters of an organization's name, with its city and country."""

MAX_WORDS: Final = 9
"""Words of a person's name; Portuguese, Arabic and Malagasy names of eight are printed."""

_ADDRESS: Final = re.compile(r"https?:|www\.|\w\.(?:com|org|net|edu|io|ai|pdf|html)\b(?!\.)|//|@", re.IGNORECASE)
_MARKUP: Final = re.compile(r"[<>{}\[\]|#=^%$~_\\*]|\]\(|&\w+;|[:：]")
_DATE: Final = re.compile(
    r"\d{4}|\d+[./:-]\d+|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d\s*[年月日时分]",
    re.IGNORECASE,
)
_CATEGORY: Final = re.compile(
    r"(?:\A|\s)(?:cs|math|stat|eess|econ|physics|astro-ph|cond-mat|q-bio|q-fin|nlin|hep|nucl|quant-ph|gr-qc)[.\-][A-Za-z-]{2,}(?=\s|\Z)"
)
_NUMBERED: Final = re.compile(r"(?:\d+(?:st|nd|rd|th)?|[ivx]+)[.)]?\Z", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?:\S+\s+){2}[^\W\d_]{4,}\.\s+\S+\s+\S|[!?](?:\s|\Z)|[！？。；;«»]|\.\.\.|…")
_FUNCTION: Final = frozenset(
    """
    the with for from is are was were be been we our us you your they their it its this that these those which who whose
    to at by via using under over between into onto through towards toward without within based not no than then there
    here can may should would could has have had do does did and or but if as so such also more most how what why when
    where while during after before about against across among per each both all any some only other an
    """.split()
)
_ALSO_IN_NAMES: Final = frozenset({"an", "to", "may", "do", "so", "no", "as", "can", "be", "is", "was", "and", "all"})
"""Function words that are also (lower-case) parts of names; two of them make a sentence, one does not."""
_CAPITALIZED: Final = frozenset(
    """
    with for from are we our you your using towards toward without within between through based via beyond how what why
    when where which this these that is under into
    """.split()
)
_NOT_NAMES: Final = frozenset(
    """
    abstract accepted affiliation affiliations anonymous authors author available award best book bsd category
    categories citation citations classification code comment comments conclusion conference content contents cvpr date
    dataset datasets demo details doi download draft eccv emnlp error fields figure github highlight highlights html
    iccv iclr icml important institution institutions introduction journal keywords license link links method methods
    motivation n/a na nan neurips new news none note notes null oral paper papers pdf pending poster preprint project
    published rating readme reading recommended references rejected released result results review score scores section
    slides source spotlight status subject subjects submitted summary supplementary survey tags tba tbd tldr title topic
    topics undefined unknown unspecified updated url various venue version video views website withdrawn workshop year
    """.split()
)
_NOT_NAMES_ELSEWHERE: Final = re.compile(
    r"(?:摘要|链接|论文|代码|日期|时间|发表|发布|更新|标题|题目|机构|单位|关键词|分类|类别|领域|评分|分数|推荐|来源|备注|方法|结果|"
    r"结论|动机|简介|引言|期刊|会议|暂无|未知|匿名|무명|要約|概要|日付|カテゴリ|リンク|초록|날짜|제목|аннотация|дата|не указан[оы]?)+[\s:：]*"
)
_TOPICS: Final = frozenset(
    """
    agents algorithms analysis attention benchmark benchmarks classification cognition communication computation
    computing cryptography detection dynamics engineering estimation evaluation generation graphics inference
    interaction language languages learning linguistics logic mathematics mechanics model models networking networks
    optimization perception physics planning prediction processing programming reasoning recognition retrieval robotics
    science sciences segmentation software speech statistics synthesis system systems theory understanding vision
    """.split()
)
"""Last words of topics and headings ("Computer Vision"); rare as surnames."""
_INITIAL: Final = re.compile(r"[^\W\d_]\.?")
_MIN_SENTENCE_WORDS: Final = 3
_MAX_LOWER_CASE: Final = 4
"""Words of a name that may be printed in careless case; more words with several in lower case are a sentence."""


@lru_cache(maxsize=1 << 17)
def implausible(name: str) -> str:
    """Return the reason why a cleaned string is not the name of an author; empty where it may be one.

    >>> implausible("Ann Lee"), implausible("Wil M. P. van der Aalst"), implausible("Institute of Software")
    ('', '', '')
    >>> implausible("Score: 8/10"), implausible("2026-01-05"), implausible("we propose a new method")
    ('markup or punctuation', 'no letter', 'a sentence')
    """
    if not any(map(str.isalpha, name)):
        return "no letter"
    words = name.split()
    organization = is_organization(name)
    if len(name) > (MAX_ORGANIZATION_CHARACTERS if organization else MAX_CHARACTERS):
        return "too long for a name"
    if _ADDRESS.search(name):
        return "an address"
    if _MARKUP.search(name):
        return "markup or punctuation"
    if _CATEGORY.search(name):
        return "a category"
    folded = name.casefold()
    if folded.strip(" .-") in _NOT_NAMES or _NOT_NAMES_ELSEWHERE.fullmatch(name):
        return "a label or remark"
    if _DATE.search(name) and not organization:
        return "a date or number"
    if organization:
        return "a sentence" if _SENTENCE.search(name) else ""
    if len(words) > MAX_WORDS:
        return "too many words for a name"
    if any(map(str.isdigit, name)) and not generation(name):
        return "a date or number"
    return _form(name, words)


def looks_like_topic(name: str) -> bool:
    """Return True for "Computer Vision" and the like, which only their place tells from names.

    >>> looks_like_topic("Computer Vision"), looks_like_topic("Ann Lee")
    (True, False)
    """
    words = name.split()
    return len(words) > 1 and words[-1].casefold() in _TOPICS


def _form(name: str, words: list[str]) -> str:
    """Return why a string of letters does not have the form of a person's name."""
    if _SENTENCE.search(name):
        return "a sentence"
    lower = [word.strip(".,'’()") for word in words]
    functions = [word for word in lower if word in _FUNCTION]
    certain = [word for word in functions if word not in _ALSO_IN_NAMES]
    if certain or len(functions) > 1:
        return "a sentence"
    if len(words) >= _MIN_SENTENCE_WORDS:
        if sum(word.casefold() in _CAPITALIZED and word[:1].isupper() for word in lower) > 1:
            return "a sentence"
        small = [word for word in lower if word[:1].islower() and word.casefold() not in PARTICLES and "'" not in word]
        if 1 < len(small) < len(words) and len(words) > _MAX_LOWER_CASE:
            return "a sentence"
        latin = [word for word in lower if word[:1].isalpha() and word.casefold() != word.upper()]
        if latin and not any(word[:1].isupper() for word in latin) and len(latin) > _MIN_SENTENCE_WORDS:
            return "a sentence"
    if len(words) > 1 and {word.casefold() for word in lower} <= _NOT_NAMES:
        return "a label or remark"
    if not name[0].isalpha() and name[0] not in "'’(‘ʻʼ\"":
        return "markup or punctuation"
    if len(words) == 1 and _INITIAL.fullmatch(name) and name.isascii():
        return "one letter"
    return ""


WORDS: Final = _FUNCTION | _CAPITALIZED | _NOT_NAMES
"""Lower-case words that may make a string implausible as a name."""
