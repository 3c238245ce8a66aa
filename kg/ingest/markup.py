"""Turn text that carries HTML of its own into plain lines."""

import html
import re

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup

_BLOCK = re.compile(r"</?(?:p|br|li|ul|ol|div|dt|dd|dl|tr|td|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]*>[^<>]*</summary>", re.IGNORECASE)

_TAG = re.compile(r"<[^<>]*>")


def plain_lines(text: str) -> list[str]:
    """Return the lines a browser would show, entities decoded; blank lines and the ``<summary>`` are left out.

    Block tags become line breaks beforehand: putting them into the parsed tree is quadratic in their number.

    >>> plain_lines("<b>Method</b>: p &lt; 0.05<br>and more")
    ['Method: p < 0.05', 'and more']
    """
    broken = _BLOCK.sub("\n", _SUMMARY.sub("", text))
    try:
        soup = BeautifulSoup(f"<div>{broken}</div>", "html.parser")
        shown = soup.get_text()
        soup.decompose()  # the tree is full of cycles; thousands of them would wait for the collector
    except ParserRejectedMarkup:  # html.parser gives up on some declarations, such as "<![<!["
        shown = html.unescape(_TAG.sub("", broken))
    return [line for line in map(str.strip, shown.split("\n")) if line]
