"""Convert HTML, JATS and MathML markup to plain text."""

import html
import re
from collections import Counter
from html.entities import html5

from kg.text.readable import subscript, superscript

_BLOCK = re.compile(r"</?(?:p|br|li|ul|ol|div|dt|dd|dl|tr|td|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]*>[^<>]*</summary>", re.IGNORECASE)

_TAG = re.compile(r"<[^<>]*>")

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# An attribute has a value, so that "x<a and b>c" is not a tag.
_ELEMENT = re.compile(
    r"<(?P<end>/?)(?:(?P<prefix>jats|mml|m):)?(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*(?P<empty>/?)>|<!--[^<>]{0,500}-->"
)
_INLINE = frozenset(
    "i b em strong span u s small big font tt code a cite q abbr acronym sc scp sub sup inf italic bold underline "
    "monospace roman sans-serif overline strike del ins mark var kbd samp nobr inline-formula alternatives tex-math "
    "named-content styled-content ext-link xref uri math mi mo mn mrow msub msup msubsup mfrac msqrt mtext mover "
    "munder munderover mstyle semantics mfenced mtable mtr mtd mpadded mroot".split()
)
_BLOCKS = frozenset("p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 title sec list list-item blockquote tr td".split())
_EMPTY = frozenset({"br", "hr", "wbr", "mspace", "break"})
_SCRIPTS = {"sub": subscript, "inf": subscript, "sup": superscript}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_TIMES_ESCAPED = 2


def decode_markup(text: str) -> str:
    """Return a title, name or abstract without its entities and formatting tags; other text stays as it is.

    Entities end in a semicolon and may be escaped twice. Paired tags of HTML, JATS and MathML are removed and their
    content is kept. Subscripts and superscripts become Unicode ones, or follow ``_`` or ``^``. Block tags
    become line breaks. Anything else in angle brackets is text.

    >>> decode_markup("R&eacute;my &amp;amp; CO<sub>3</sub>: <i>Mytilus</i> &lt;div&gt;, List<int>, p < 0.05")
    'Rémy & CO₃: Mytilus <div>, List<int>, p < 0.05'
    """
    if "&" not in text and "<" not in text:
        return text
    for _ in range(_TIMES_ESCAPED):
        if "&" not in text:
            break
        text = _ENTITY.sub(_character, text)
    return _without_tags(text) if "<" in text else text


def _character(match: re.Match[str]) -> str:
    entity = match.group()
    if entity[1] != "#" and entity[1:] not in html5:
        return entity
    return {"\xa0": " ", "\xad": ""}.get(character := html.unescape(entity), character)


def _without_tags(text: str) -> str:
    """Drop tags that open and close, and those that are empty."""
    tags = [match for match in _ELEMENT.finditer(text) if match["name"] is None or _is_known(match)]
    if not tags:
        return text
    paired = _paired(tags)
    # each open script collects its content in a separate list
    made: list[list[str]] = [[]]
    scripts: list[str] = []
    at = 0
    block = False
    for number, tag in enumerate(tags):
        name = (tag["name"] or "").lower()
        alone = tag["empty"] or name in _EMPTY or (tag["name"] == "p" and not tag["end"] and _begins_line(text, tag))
        if name and number not in paired and not alone:
            continue
        made[-1].append(text[at : tag.start()])
        at = tag.end()
        if name in _SCRIPTS and not tag["empty"]:
            if not tag["end"]:
                made.append([])
                scripts.append(name)
            else:
                inside = "".join(made.pop()).strip()
                made[-1].append(_script(scripts.pop(), inside, "".join(made[-1][-1:])))
        elif name in _BLOCKS or name in ("br", "hr", "break"):
            made[-1].append("\n")
            block = True
    made[-1].append(text[at:])
    plain = "".join("".join(part) for part in made)
    return "\n".join(line for line in map(str.strip, plain.split("\n")) if line) if block else plain


def _begins_line(text: str, tag: re.Match[str]) -> bool:
    """Return whether a tag opens a line of prose, as a paragraph does that HTML leaves open."""
    return text[tag.start() - 1 : tag.start()] in ("", "\n") and not text[tag.end() : tag.end() + 1].isspace()


def _is_known(tag: re.Match[str]) -> bool:
    name = tag["name"].lower()
    return bool(tag["prefix"]) or name in _INLINE or name in _BLOCKS or name in _EMPTY


def _paired(tags: list[re.Match[str]]) -> set[int]:
    """Return the numbers of the tags that open and close properly."""
    paired: set[int] = set()
    waiting: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    for number, tag in enumerate(tags):
        name = (tag["name"] or "").lower()
        if not name or tag["empty"] or name in _EMPTY:
            continue
        if not tag["end"]:
            waiting.append((name, number))
            counts[name] += 1
        elif counts[name]:
            while waiting:
                opened, opening = waiting.pop()
                counts[opened] -= 1
                if opened == name:
                    paired |= {opening, number}
                    break
    return paired


def _script(name: str, inside: str, before: str) -> str:
    if not inside or (inside in _ORDINALS and before[-1:].isdigit()):
        return inside
    return _SCRIPTS[name](inside)


def plain_lines(text: str) -> list[str]:
    """Return the lines a browser would show, entities decoded; blank lines and the ``<summary>`` are left out.

    Block tags become line breaks beforehand: putting them into the parsed tree is quadratic in their number.

    >>> plain_lines("<b>Method</b>: p &lt; 0.05<br>and more")
    ['Method: p < 0.05', 'and more']
    """
    from bs4 import BeautifulSoup  # noqa: PLC0415 - takes a fifth of the time that importing all readers takes
    from bs4.exceptions import ParserRejectedMarkup  # noqa: PLC0415

    broken = _BLOCK.sub("\n", _SUMMARY.sub("", text))
    try:
        soup = BeautifulSoup(f"<div>{broken}</div>", "html.parser")
        shown = soup.get_text()
        soup.decompose()  # the tree is full of cycles; thousands of them would wait for the collector
    except ParserRejectedMarkup:  # html.parser gives up on some declarations, such as "<![<!["
        shown = html.unescape(_TAG.sub("", broken))
    return [line for line in map(str.strip, shown.split("\n")) if line]
