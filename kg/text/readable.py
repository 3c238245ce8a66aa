r"""Write text as people read it: LaTeX as characters (``$\mathcal{O}(n^2)$`` as O(n²)), numbers with their nouns.

For titles on pages, cards and figures; stored text stays as printed. A text without markup is returned at once.
"""

import re
import unicodedata
from typing import Final

from kg.text.latex import decode_accents

GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
    "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip
MATH_SIGNS: Final = {
    "times": "×", "div": "÷", "cdot": "·", "ast": "∗", "star": "⋆", "pm": "±", "mp": "∓", "circ": "∘", "bullet": "•",
    "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "cap": "∩", "cup": "∪", "setminus": "∖", "wedge": "∧",
    "land": "∧", "vee": "∨", "lor": "∨", "neg": "¬", "lnot": "¬", "sqcup": "⊔", "sqcap": "⊓", "ltimes": "⋉",
    "rtimes": "⋊", "dagger": "†", "ddagger": "‡", "amalg": "⨿", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥",
    "geq": "≥", "geqslant": "≥", "ne": "≠", "neq": "≠", "equiv": "≡", "approx": "≈", "sim": "∼", "simeq": "≃",
    "cong": "≅", "propto": "∝", "ll": "≪", "gg": "≫", "lesssim": "≲", "gtrsim": "≳", "prec": "≺", "succ": "≻",
    "preceq": "⪯", "succeq": "⪰", "subset": "⊂", "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇", "subsetneq": "⊊",
    "in": "∈", "notin": "∉", "ni": "∋", "mid": "|", "vert": "|", "Vert": "‖", "|": "‖", "parallel": "∥", "perp": "⊥",
    "bot": "⊥", "top": "⊤", "models": "⊨", "vdash": "⊢", "asymp": "≍", "doteq": "≐", "triangleq": "≜", "coloneqq": "≔",
    "to": "→", "rightarrow": "→", "longrightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "Longrightarrow": "⇒", "implies": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔",
    "mapsto": "↦", "hookrightarrow": "↪", "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "nearrow": "↗",
    "searrow": "↘", "rightleftharpoons": "⇌", "leadsto": "⇝", "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫",
    "oint": "∮", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁", "bigotimes": "⨂", "partial": "∂", "nabla": "∇",
    "infty": "∞", "infin": "∞", "forall": "∀", "exists": "∃", "nexists": "∄", "emptyset": "∅", "varnothing": "∅",
    "ell": "ℓ", "hbar": "ℏ", "hslash": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "wp": "℘", "imath": "ı", "jmath": "ȷ",
    "angle": "∠", "triangle": "△", "square": "□", "Box": "□", "blacksquare": "■", "diamond": "⋄", "Diamond": "◇",
    "checkmark": "✓", "prime": "′", "degree": "°", "textdegree": "°", "S": "§", "P": "¶", "copyright": "©",
    "pounds": "£", "euro": "€", "texttimes": "×", "textmu": "µ", "ldots": "…", "dots": "…", "cdots": "…",
    "textellipsis": "…", "vdots": "⋮", "ddots": "⋱", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "lbrace": "{", "rbrace": "}", "backslash": "∖", "sharp": "♯", "flat": "♭",
    "natural": "♮", "heartsuit": "♥", "spadesuit": "♠", "surd": "√", "because": "∵", "therefore": "∴", "lbrack": "[",
    "rbrack": "]", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textregistered": "®", "texttrademark": "™", "textasciitilde": "∼", "TeX": "TeX", "LaTeX": "LaTeX", "And": "&",
    "colon": ":",
}  # fmt: skip
_SUPERSCRIPTS: Final = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW∘′*∗⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ°′**ᵀ",
        strict=True,
    )
)
_SUBSCRIPTS: Final = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
# Fonts show these letters well alone, but badly in sequence: α_{t+1} is kept.
_SUBSCRIPT_LETTERS: Final = dict(zip("aehijklmnoprstuvxβγρφχ", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
_OVER: Final = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
}  # fmt: skip
_DOUBLE_STRUCK: Final = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
_DIVISIONS: Final = frozenset({"frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"})
# Commands whose argument is shown unchanged; and commands that are dropped, some with their argument.
_SHOWN: Final = frozenset(
    "textbf textit textrm textsf texttt textsc textsl textup textmd textnormal emph text mbox hbox mathrm mathbf "
    "mathit mathsf mathtt mathcal mathscr mathfrak mathnormal mathop mathbin mathrel operatorname boldsymbol bm pmb "
    "bold underline uline overbrace underbrace ensuremath url path num si ce uppercase lowercase textquote enquote "
    "phantomsection boldmath protect".split()
)
_SWITCHES: Final = frozenset(
    "bf it rm sf tt sc sl em cal bfseries itshape rmfamily sffamily ttfamily scshape upshape normalfont displaystyle "
    "textstyle scriptstyle limits nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr middle xspace small large "
    "Large footnotesize scriptsize tiny normalsize centering noindent nobreak allowbreak nonumber relax".split()
)
_DROPPED: Final = frozenset(
    "footnote thanks cite citep citet label ref eqref footnotemark vspace hspace color begin end phantom".split()
)
_SECOND_SHOWN: Final = frozenset({"href", "texorpdfstring", "textcolor", "colorbox", "raisebox", "scalebox"})
_SPACES: Final = frozenset(
    {",", ";", ":", ">", " ", "\n", "\t", "\\", "quad", "qquad", "space", "enspace", "thinspace"}
)

_MARKUP: Final = re.compile(r"[\\${}~]|``|--")
_PLAIN: Final = re.compile(r"[^\\${}^_~'\s]+")
_COMMAND: Final = re.compile(r"\\(?:([A-Za-z]+)\*?|(.)|\Z)", re.DOTALL)
_BRACE: Final = re.compile(r"[\\{}]")
_SPACE: Final = re.compile(r"\s*")
_PROSE: Final = re.compile(r"(?:\A|\s)[A-Za-z]{2,}(?=[\s,.;:]|\Z)")
_MATH_MARK: Final = re.compile(r"[\\^_{}=<>]")
_PROTECTED: Final = re.compile(r"[^{},]*[A-Z][^{},]*")
_QUOTES: Final = re.compile(r"``([^`\n]{0,400}?)''")
_DASHES: Final = re.compile(r"(?<!-)(?:(?<=[\w).,:;?”’\]])--(-?)|(?<=\s)--(-?)(?=\s))(?![->])")
_TIE: Final = re.compile(r"(?<=[^\s/~])~(?=[^\s~])")
_SPACES_LEFT: Final = re.compile(r" {2,}")
_OPERATOR: Final = re.compile(r"[^\w.∞′]")
_MAX_DEPTH: Final = 30
_MAX_FORMULA: Final = 1000  # characters; signs further apart are dollars
_MAX_ROUNDS: Final = 8


def readable(text: str) -> str:
    r"""Return a text with its LaTeX shown in Unicode; one without markup stays as it is.

    Formulas lose their dollar signs, commands become their sign or name, scripts become Unicode ones if every character
    has one. Prices are kept. Converting the result again changes nothing.

    >>> readable(r"$\mathcal{O}(n^2)$ bounds for $k$-means: $\alpha_{t+1} \le \beta$ and \textbf{bold} \"uber")
    'O(n²) bounds for k-means: α_{t+1} ≤ β and bold über'
    >>> readable("from $5 to $10 a day")
    'from $5 to $10 a day'
    """
    for _ in range(_MAX_ROUNDS):  # a second round converts markup that was escaped
        if not _MARKUP.search(text):
            break
        before, text = text, _convert(text)
        if text == before:
            break
    return text


def count_noun(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun; the plural of a regular noun need not be given.

    >>> count_noun(1, "paper"), count_noun(1234, "paper"), count_noun(2, "person", "people")
    ('1 paper', '1,234 papers', '2 people')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shorten(text: str, longest: int) -> str:
    """Return a text in at most ``longest`` characters; a shortened one ends in an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def subscript(text: str) -> str:
    """Return a text as Unicode subscripts, or after an underscore if a character has none.

    >>> subscript("2"), subscript("t+1")
    ('₂', '_{t+1}')
    """
    if len(text) == 1 and text in _SUBSCRIPT_LETTERS:
        return _SUBSCRIPT_LETTERS[text]
    return _script(text, _SUBSCRIPTS, "_")


def superscript(text: str) -> str:
    """Return a text as Unicode superscripts, or after a caret if a character has none.

    >>> superscript("-1"), superscript("α")
    ('⁻¹', '^α')
    """
    return _script(text, _SUPERSCRIPTS, "^")


def _script(text: str, table: dict[str, str], mark: str) -> str:
    if all(character in table for character in text):
        return "".join(table[character] for character in text)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}{{{text}}}"


def _convert(text: str) -> str:
    text = decode_accents(text) if "\\" in text else text
    text = _Reader(text).text(0, len(text))
    text = _SPACES_LEFT.sub(" ", _TIE.sub(" ", _QUOTES.sub("“\\1”", text))).strip(" ")
    return _DASHES.sub(lambda dashes: "—" if dashes[1] or dashes[2] else "–", text)


def _matching_braces(text: str) -> dict[int, int]:
    """Return where the group that opens at a place closes; groups nested too deeply are not listed."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while (at := _brace_from(text, at)) >= 0:
        if text[at] == "\\":
            at += 1
        elif text[at] == "{":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if len(opened) < _MAX_DEPTH:
                closing[start] = at
        at += 1
    return closing


def _brace_from(text: str, at: int) -> int:
    found = _BRACE.search(text, at)
    return found.start() if found else -1


class _Reader:
    """Converter of one text, group by group; ``text`` and ``math`` are the two modes of LaTeX."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._closing = _matching_braces(source)
        self._pending = 0  # commands whose pending argument is a command itself

    def text(self, at: int, end: int) -> str:
        """Return prose between two places."""
        source, made = self._source, _Made()
        while at < end:
            if run := _PLAIN.match(source, at, end):
                made.add(run.group())
                at = run.end()
                continue
            sign = source[at]
            if sign == "\\":
                at = self._command(at, end, made, math=False)
            elif sign == "$" and (close := self._formula(at, end)):
                width = 2 if source.startswith("$$", at) else 1
                made.add(self.math(at + width, close))
                at = close + width
            elif sign == "{" and self._closing.get(at, end) < end:
                close = self._closing[at]
                inside = self.text(at + 1, close)
                kept = made.last in "_^" if made.last else False
                protects = at + 1 == close or source[at + 1] == "\\" or _PROTECTED.fullmatch(inside)
                made.add(inside if protects and not kept else f"{{{inside}}}")
                at = close + 1
            else:
                made.add(sign)
                at += 1
        return str(made)

    def math(self, at: int, end: int) -> str:
        """Return a formula between two places."""
        source, made = self._source, _Made()
        while at < end:
            sign = source[at]
            if sign == "\\":
                at = self._command(at, end, made, math=True)
            elif sign in "^_":
                script, at = self._argument(at + 1, end, math=True)
                made.attach((superscript if sign == "^" else subscript)(script) if script else "")
            elif sign == "{" and self._closing.get(at, end) < end:
                made.add(self.math(at + 1, self._closing[at]))
                at = self._closing[at] + 1
            elif sign == "'":
                made.add("′")
                at += 1
            elif sign.isspace() or sign == "~":
                made.space()
                at += 1
            else:
                made.add("" if sign in "{}" else sign)
                at += 1
        return str(made).strip()

    def _formula(self, at: int, end: int) -> int:
        """Return where the formula that opens here closes; 0 for a plain dollar sign."""
        source = self._source
        mark = "$$" if source.startswith("$$", at) else "$"
        start = at + len(mark)
        close = source.find(mark, start, min(end, start + _MAX_FORMULA))
        while close > start and source[close - 1] == "\\":
            close = source.find(mark, close + 1, min(end, start + _MAX_FORMULA))
        if close <= start:
            return 0
        content = source[start:close]
        if mark == "$" and (content[:1].isspace() or content[-1:].isspace()) and not _MATH_MARK.search(content):
            return 0
        if source[close + len(mark) : close + len(mark) + 1].isdigit() and not _MATH_MARK.search(content):
            return 0
        return 0 if _PROSE.search(content) and not _MATH_MARK.search(content) else close

    def _argument(self, at: int, end: int, *, math: bool) -> tuple[str, int]:
        """Return the argument that begins here, converted, and the position after it."""
        source = self._source
        match = _SPACE.match(source, at, end)
        at = match.end() if match else at
        if at >= end:
            return "", end
        if source[at] == "{" and self._closing.get(at, end) < end:
            close = self._closing[at]
            return (self.math if math else self.text)(at + 1, close), close + 1
        if source[at] == "\\":
            match = _COMMAND.match(source, at, end)
            name = (match[1] or match[2] or "") if match else ""
            if match and (sign := GREEK.get(name) or MATH_SIGNS.get(name)):
                return sign, match.end()
            if self._pending == _MAX_DEPTH:
                return "", at
            made = _Made()
            self._pending += 1
            at = self._command(at, end, made, math=math)
            self._pending -= 1
            return str(made).strip(), at
        return ("" if source[at] in "{}$" else source[at]), at + 1

    def _command(self, at: int, end: int, made: "_Made", *, math: bool) -> int:
        """Convert the command that begins here; return the position after it and its arguments."""
        match = _COMMAND.match(self._source, at, end)
        name = (match[1] or match[2] or "") if match else ""
        at = match.end() if match else end
        if sign := GREEK.get(name) or MATH_SIGNS.get(name):
            return self._sign(sign, at, end, made, math=math)
        if name in _SPACES:
            made.space()
        elif name in ("(", ")", "[", "]", "!", "-", "/") or name in _SWITCHES or not name:
            at = self._skip(at, end) if name in _SWITCHES else at
        elif name in _SHOWN:
            shown, at = self._argument(at, end, math=math and name not in ("text", "mbox", "hbox", "textrm"))
            made.add(shown)
        elif name in _DROPPED:
            _, at = self._argument(at, end, math=math)
        elif name in _SECOND_SHOWN:
            _, at = self._argument(at, end, math=math)
            shown, at = self._argument(at, end, math=math and name != "texorpdfstring")
            made.add(shown)
        elif name == "mathbb":
            shown, at = self._argument(at, end, math=True)
            made.add("".join(map(_double_struck, shown)))
        elif name in _DIVISIONS:
            above, at = self._argument(at, end, math=True)
            below, at = self._argument(at, end, math=True)
            made.add(f"{_bracketed(above)}/{_bracketed(below)}")
        elif name in ("binom", "tbinom", "dbinom"):
            above, at = self._argument(at, end, math=True)
            below, at = self._argument(at, end, math=True)
            made.add(f"({above} choose {below})")
        elif name == "sqrt":
            at = self._root(at, end, made)
        elif name in _OVER:
            shown, at = self._argument(at, end, math=True)
            made.add(unicodedata.normalize("NFC", shown + _OVER[name]) if len(shown) == 1 else shown)
        elif name in ("textsuperscript", "textsubscript"):
            shown, at = self._argument(at, end, math=False)
            made.add((superscript if name == "textsuperscript" else subscript)(shown) if shown else "")
        elif len(name) == 1 and not name.isalpha():
            made.add(name)
        else:
            at = self._unknown(name, at, end, made, math=math)
        return at

    def _sign(self, sign: str, at: int, end: int, made: "_Made", *, math: bool) -> int:
        """Add a sign. In a formula the space after its name only ends the name, unless there is one before it too."""
        made.add(sign)
        return self._skip(at, end) if math and not made.spaced_before else at

    def _unknown(self, name: str, at: int, end: int, made: "_Made", *, math: bool) -> int:
        """Add the name of a command, such as a function, separated from adjacent letters."""
        if math:
            made.word(name)
            return at
        made.add(name)
        if self._source.startswith("{", at) and self._closing.get(at, end) < end:
            shown, at = self._argument(at, end, math=False)
            made.add(f" {shown}" if shown else "")
        return at

    def _root(self, at: int, end: int, made: "_Made") -> int:
        degree = ""
        if self._source.startswith("[", at):
            close = self._source.find("]", at, min(end, at + _MAX_FORMULA))
            if close > 0:
                degree, at = self.math(at + 1, close), close + 1
        inside, at = self._argument(at, end, math=True)
        root = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree) or f"{superscript(degree)}√"
        made.add(root + _bracketed(inside))
        return at

    def _skip(self, at: int, end: int) -> int:
        match = _SPACE.match(self._source, at, end)
        return match.end() if match else at


class _Made:
    """The text made so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._word = False
        self.last = ""
        self.spaced_before = False

    def __str__(self) -> str:
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Add text; a letter, digit or sign directly after the name of a function is separated by a space."""
        if not text:
            return
        if self._word and (text[0].isalnum() or text[0] in "∞∂∇√∑"):
            text = " " + text
        self.spaced_before = self.last.isspace()
        self._append(text)
        self._word = False

    def attach(self, script: str) -> None:
        """Add a script, also directly after the name of a function: log² n."""
        if script:
            self._append(script)

    def word(self, name: str) -> None:
        """Add the name of a function."""
        self.add(f" {name}" if self.last.isalnum() else name)
        self._word = True

    def space(self) -> None:
        """Add a space unless there is one."""
        if self.last and not self.last.isspace():
            self._append(" ")
        self._word = False

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.last = text[-1]


def _double_struck(letter: str) -> str:
    if letter in _DOUBLE_STRUCK:
        return _DOUBLE_STRUCK[letter]
    if letter.isascii() and letter.isalnum():
        name = "DIGIT" if letter.isdigit() else "CAPITAL" if letter.isupper() else "SMALL"
        offset = {"DIGIT": 0x1D7D8 - ord("0"), "CAPITAL": 0x1D538 - ord("A"), "SMALL": 0x1D552 - ord("a")}[name]
        return chr(ord(letter) + offset)
    return letter


def _bracketed(formula: str) -> str:
    """Put brackets around a formula with an operator."""
    return f"({formula})" if _OPERATOR.search(formula) and not formula.startswith("(") else formula
