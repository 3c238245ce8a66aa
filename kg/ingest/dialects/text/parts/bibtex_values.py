r"""Turn the value of a BibTeX field into plain text: ``{P}rotecting braces``, ``\"o``, ``\emph{…}``; formulas stay."""

import re
from typing import Final

from kg.text.latex import decode_accents

_FORMULA: Final = re.compile(
    r"(\\\$|\$\$[^$]{1,2000}\$\$|\$(?:\\[\s\S]|[^$\\]){1,2000}\$|\\\((?:[^\\]|\\[^()]){1,2000}\\\))"
)
_ENSURED: Final = re.compile(r"\\ensuremath\s*\{([^{}$]{0,500}(?:\{[^{}$]{0,200}\}[^{}$]{0,200}){0,5})\}")
_MARKED: Final = re.compile(r"[\\{}~$]")
_SYMBOLS: Final = {
    "textless": "<", "textgreater": ">", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "textquotesingle": "'", "textendash": "–", "textemdash": "—", "textunderscore": "_", "textbar": "|",
    "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textellipsis": "…", "ldots": "…", "dots": "…",
    "textregistered": "®", "texttrademark": "™", "textcopyright": "©", "textdegree": "°", "textmu": "µ",
    "textperiodcentered": "·", "textbullet": "•", "textasteriskcentered": "*", "guillemotleft": "«",
    "guillemotright": "»", "textsection": "§", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "slash": "/",
    "newline": " ", "par": "\n", "quad": " ",
}  # fmt: skip
_COMMAND: Final = re.compile(
    rf"\\(?P<symbol>{'|'.join(sorted(_SYMBOLS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|[^\S\n]*)"
    r"|\\(?:emph|text[a-z]{2,12}|math(?:rm|bf|it|cal|sf|tt)|mbox|hbox|url|uppercase|MakeUppercase|enquote|uline|"
    r"underline|NoCaseChange|nocite)(?=\s*\{)\s*"
    r"|\\(?:em|it|bf|sc|rm|tt|sl|sf|itshape|bfseries|scshape|slshape|ttfamily|rmfamily|sffamily|upshape|mdseries|"
    r"protect|relax|noopsort)(?![A-Za-z])\s*"
    r"|\\(?P<escape>[&%_#$ {}])|\\[-/,;!:]|\\\\(?:\[[^\]]{0,20}\])?|(?P<tie>~)|[{}]"
)


def plain_text(value: str) -> str:
    r"""Return the text that a value prints. Formulas between dollar signs stay as they are.

    >>> plain_text(r"{{Na{\"i}ve {BERT} \& $x_{1}$ in \emph{Saint-Cyr}, 5\%}}")
    'Naïve BERT & $x_{1}$ in Saint-Cyr, 5%'
    """
    if _MARKED.search(value) is None:
        return value
    value = _ENSURED.sub(r"$\1$", value)
    pieces = _FORMULA.split(value)
    pieces[::2] = [_COMMAND.sub(_shown, decode_accents(piece)) for piece in pieces[::2]]
    pieces[1::2] = ["$" if piece == "\\$" else piece for piece in pieces[1::2]]
    return "".join(pieces).strip()


def _shown(match: re.Match[str]) -> str:
    if match["symbol"]:
        return _SYMBOLS[match["symbol"]]
    if match["escape"]:
        return match["escape"]
    return " " if match["tie"] or match[0].startswith("\\\\") else ""
