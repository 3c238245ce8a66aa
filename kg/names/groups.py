"""Tell organizations and groups from people by the name alone.

The words are those that end or begin names of teams, collaborations, institutes and companies in the languages of
arXiv's author lists. Surnames that are also such words ("Bureau", "Church", "Hall") are left out.
"""

import re
from functools import lru_cache
from typing import Final

_ANYWHERE: Final = re.compile(
    r"\b(?:team|teams|collaborations?|collaborative|consortium|consortia|working group|study group|research group|"
    r"task force|initiative|committee|investigators|alliance|university|universit[äéàá]t?|universidade?|universiteit|"
    r"universitet|universitetet|universitas|universitat|uniwersytet|üniversitesi|yliopisto|polytechnic|politecnico|"
    r"polytechnique|institute|institutes|institut|instituto|istituto|instytut|academy|akademie|akademia|"
    r"laborator(?:y|ies|io|ium)|laboratoire|foundation|stiftung|association|organi[sz]ation|corporation|gmbh|"
    r"technologies|ministry|department|faculty|fakultät|facult[éy]|agency|council|commission|federation|authority|"
    r"observatory|observatoire|observatorio|experiment|hospital|klinikum|clinic|school of|college of|centre for|"
    r"center for|center of|centre of|zentrum|centro de|society (?:for|of)|national|joint center|research center|"
    r"research centre|centre national|partnership|workshop|community)\b",
    re.IGNORECASE,
)
_AT_END_ANY_CASE: Final = re.compile(
    r"\s(?:group|project|networks?|labs?|society|inc|ltd|llc|corp|e\.\s?v)\.?\s*\Z", re.IGNORECASE
)
_AT_END_CAPITALIZED: Final = re.compile(
    r"\s(?:Research|Center|Centre|College|Program|Programme|Robotics|Systems|Intelligence|Cloud|Telescope|Survey|"
    r"Scientists|Researchers|Contributors|Developers|Maintainers|Members|Participants|Organizers|AI|S\.A|PLC)"
    r"\.?\s*\Z"
)
_AT_START: Final = re.compile(
    r"(?:group|project|society|center|centre|centro|college|office|dept|department|school|division|forschungsgruppe|"
    r"arbeitsgruppe|groupe|grupo|gruppo|équipe|equipe|team|laboratoire|association|société|bureau of)\s",
    re.IGNORECASE,
)
_TEAM: Final = re.compile(
    r"\b(?:teams?|collaborations?|consortium|group|committee|investigators|alliance|initiative|project|contributors|"
    r"developers|community|network)\b|团队|小组|协作组|チーム|팀",
    re.IGNORECASE,
)
_GERMAN: Final = re.compile(r"\w(?:gruppe|gesellschaft|verbund|verein|netzwerk|zentrum|institut)\b", re.IGNORECASE)
_OTHER_SCRIPTS: Final = re.compile(
    r"(?:团队|團隊|大学|大學|学院|學院|研究院|研究所|公司|实验室|實驗室|协作组|委员会|研究中心|小组|课题组|チーム|株式会社|"
    r"研究室|グループ|대학교|연구소|연구팀|팀|주식회사|университет|институт|группа|коллаборация|академия|лаборатория)\Z"
)
_CAMEL: Final = re.compile(r"[A-Z]?[a-z]{1,}[A-Z][A-Za-z]*\d*|[A-Z][A-Za-z]*-AI|[a-z]?[A-Z]+[a-z]+[A-Z]{2,}|x[A-Z]\w*")
_CAMEL_SURNAME: Final = re.compile(
    r"(?:Mac|Mc|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|Al|El|O|D|Del|Della|Des|Dos|Ben|Abu)[A-Z]"
)
_CAPITALS: Final = re.compile(r"[A-Z][A-Z0-9&.+/-]*[A-Z0-9]")
_CODE: Final = re.compile(r"(?=\S*\d)(?=\S*[A-Z])[A-Z0-9][A-Za-z0-9.+-]*")
_PINYIN: Final = (
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|uan|uai|ian|iao|ang|eng|ing|ong|ai|ei|ao|ou|an|en|er|ia|ie|"
    r"iu|in|ua|uo|ui|un|ue|a|o|e|i|u)){1,2}"
)
_ROMAJI: Final = r"(?:(?:ky|gy|sh|ch|ts|ny|hy|ry|[kgsztdnhbpmyrwfj])?[aeiou]n?){2,5}"
_JOINED_NAME: Final = re.compile(
    rf"(?=(?:[A-Z][a-z]+){{1,2}}[A-Z][A-Za-z]+\Z)(?i:{_PINYIN}){{2}}|(?=[A-Z]{{6,}}\Z)(?i:{_PINYIN}){{2}}|"
    rf"(?=\w{{10,}}\Z)(?=[A-Z][a-z]+[A-Z][a-z]+\Z)(?i:{_ROMAJI}){{2}}"
)
"""Chinese and Japanese names printed without a space: ``WeiWenbo``, ``WEIWENBO``, ``KeigoShibata``."""
_COMPANIES: Final = frozenset(
    """
    google deepmind meta microsoft apple amazon alibaba tencent baidu huawei samsung anthropic mistral cohere qwen
    bytedance xiaomi nvidia intel ibm openai deepseek salesforce adobe netflix uber linkedin snap spotify naver kakao
    sony toyota bosch siemens cerebras databricks moonshot zhipu minimax stepfun sensetime meituan kuaishou
    """.split()
)
_GENERIC: Final = frozenset({"anonymous", "various", "others", "unknown", "contributors", "editors", "authors"})


@lru_cache(maxsize=1 << 17)
def is_organization(name: str) -> bool:
    """Return True for a team, collaboration, institute, company or other group.

    >>> [is_organization(name) for name in ("Kimi Team", "University of Nowhere", "NVIDIA", "OpenAI", "ARC A3")]
    [True, True, True, True, True]
    >>> [is_organization(name) for name in ("Terry Teamer", "Ian McDonald", "JOHN SMITH", "Wei Ai", "Mausim")]
    [False, False, False, False, False]
    """
    name = name.strip()
    if _ANYWHERE.search(name) or _AT_END_ANY_CASE.search(name) or _AT_END_CAPITALIZED.search(name):
        return True
    words = name.split()
    if len(words) == 1:
        return _is_single(name)
    if _AT_START.match(name) or _GERMAN.search(name) or _OTHER_SCRIPTS.search(name):
        return True
    # "ARC A3", "Qwen 2.5": codes, no word of a person's name; "J. R. R." has no word of two letters
    coded = any(_CODE.fullmatch(word) and any(map(str.isdigit, word)) for word in words)
    return coded and all(_CODE.fullmatch(word) or _CAPITALS.fullmatch(word) or _CAMEL.fullmatch(word) for word in words)


def _is_single(word: str) -> bool:
    """Return True for one word that is an acronym, a brand in camel case or a known company."""
    if word.casefold() in _COMPANIES or _OTHER_SCRIPTS.search(word) or _GERMAN.search(word):
        return True
    if _JOINED_NAME.fullmatch(word):
        return False
    if _CAPITALS.fullmatch(word) or _CODE.fullmatch(word):
        return True
    return bool(_CAMEL.fullmatch(word)) and not _CAMEL_SURNAME.match(word)


def is_team(name: str) -> bool:
    """Return True for an organization that signs papers as a group of people, which a place of work does not.

    >>> is_team("Kimi Team"), is_team("Stanford University")
    (True, False)
    """
    return _TEAM.search(name) is not None


def is_affiliation(text: str) -> bool:
    """Return True for a place of work: an organization, or an acronym such as "MIT" or "ETH Zurich"."""
    first = text.split(",", maxsplit=1)[0].strip()
    words = first.split()
    return bool(words) and (
        is_organization(text) or is_organization(first) or _CAPITALS.fullmatch(words[0]) is not None
    )


WORDS: Final = (
    _COMPANIES
    | _GENERIC
    | frozenset(
        """
        team teams collaboration collaborations collaborative consortium consortia group groups initiative committee
        investigators alliance university universitat universitaet universite universita universidad universidade
        universiteit universitet universitetet universitas uniwersytet yliopisto polytechnic politecnico polytechnique
        institute institutes institut instituto istituto instytut academy akademie akademia laboratory laboratories
        laboratorio laboratorium laboratoire foundation stiftung association organization organisation corporation gmbh
        technologies ministry department faculty agency council commission federation authority observatory observatoire
        observatorio experiment hospital klinikum clinic school college centre center centro zentrum society national
        partnership workshop community task joint working study research project network networks lab labs inc ltd llc
        corp program programme robotics systems intelligence cloud telescope survey scientists researchers
        contributors developers maintainers members participants organizers ai plc dept office division groupe grupo
        gruppo equipe bureau institution
        """.split()
    )
)
"""Lower-case words that may make a name an organization's: a name of two plain words without any is a person's."""
