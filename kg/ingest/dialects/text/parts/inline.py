"""Links and plain text of a line of Markdown, HTML inside it included."""

import re
from typing import Final, NamedTuple

from kg.identifiers import doi
from kg.ids import parse_arxiv_id

_LINK: Final = re.compile(
    r"\[(?P<text>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
    r"\(\s*<?(?P<url>[^\s()<>]{1,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500}){0,3})>?(?:\s+[\"'][^\"']{0,500}[\"'])?\s*\)"
    r"|<a\b[^<>]{0,300}?\bhref\s*=\s*[\"']?(?P<href>[^\"'\s<>]{1,2000})[^<>]{0,500}>(?P<inner>(?:[^<]|<(?!/?a\b)){0,1000}?)</a\s*>"
    r"|(?<![\"'=(])(?P<bare>https?://[^\s<>()\[\]|\"'`]{4,2000})",
    re.IGNORECASE,
)
_IMAGE: Final = re.compile(
    r"!\[[^\[\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|<img\b[^<>]{0,1000}>", re.IGNORECASE
)
_ALT: Final = re.compile(r"!\[(?P<alt>[^\[\]]*)\]")
_SUMMARY: Final = re.compile(
    r"<summary\b[^<>]{0,200}>[^<]{0,2000}(?:<(?!/?summary)[^<]{0,2000}){0,50}</summary\s*>", re.IGNORECASE
)
_BREAK: Final = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|summary)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|sub|sup|small|center|kbd|code|details|td|th|img|input|nobr|mark|tt)\b[^<>]{0,1000}>",
    re.IGNORECASE,
)
_FORMULA: Final = re.compile(r"(\$[^$\n]{1,300}\$)")
_EMPHASIS: Final = re.compile(r"\*\*|__|~~|(?<![\w\\])[*_](?=\S)|(?<=[^\s\\])[*_](?!\w)|`")
_ESCAPE: Final = re.compile(r"\\(?=[|*_\[\]()#<>!`~+.-])")


class PrintedLink(NamedTuple):
    """A link: its text as printed, its address, and where it is in the line."""

    text: str
    url: str
    start: int
    end: int

    @property
    def is_paper(self) -> bool:
        """True for an address that identifies a paper: on arXiv or a site that shows its papers, or a DOI."""
        return parse_arxiv_id(self.url) is not None or ("doi.org/" in self.url and doi(self.url) is not None)


def read_links(text: str) -> list[PrintedLink]:
    """Return the links of a line in order: Markdown, HTML, and addresses on their own (whose text is empty)."""
    if "](" not in text and "://" not in text and "href" not in text:
        return []
    found = []
    for match in _LINK.finditer(text):
        url = match["url"] or match["href"] or match["bare"].rstrip(".,;:!?")
        found.append(PrintedLink(match["text"] or match["inner"] or "", url, match.start(), match.end()))
    return found


def strip_markup(text: str) -> str:
    r"""Return a piece of a line without markup: without pictures, with the text of links; formulas are unchanged.

    >>> strip_markup(r"**[Sorting *Shells*](https://x.example) \| Part $a_1$** ![star](https://x.example/s)")
    'Sorting Shells | Part $a_1$'
    """
    if "<" in text:
        shorter = _SUMMARY.sub(" ", text)
        text = shorter if _TAG.sub("", _BREAK.sub("", shorter)).strip() else text
    if "![" in text or "<img" in text:
        text = _IMAGE.sub(" ", text)
    if "[" in text or "://" in text or "href" in text:
        text = _LINK.sub(lambda match: match["text"] or match["inner"] or "", text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    pieces = _FORMULA.split(text) if "$" in text else [text]
    pieces[::2] = [_ESCAPE.sub("", _EMPHASIS.sub("", piece)) for piece in pieces[::2]]
    return " ".join("".join(pieces).split())


def label(link: PrintedLink) -> str:
    """Return the text of a link, or what its badge shows, without brackets and in lower case.

    >>> label(read_links("[![arXiv](https://img.example/a)](https://arxiv.org/abs/2601.00001)")[0])
    'arxiv'
    """
    text = strip_markup(link.text) or " ".join(match["alt"] for match in _ALT.finditer(link.text))
    return text.strip(" []()📄📃🔗📝:：").casefold()
