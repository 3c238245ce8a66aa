"""Find the mistake in a query that does not parse: a misspelled keyword, an update, a missing bracket.

The parser reports the furthest position it reached and everything it would have accepted there, which is often far
from the mistake.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from kg.store.structure import AGGREGATES, prologue_slips, structure_slips
from kg.store.tokens import Slip, Token, TokenKind, after_prologue, closing, text_at, tokens

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_CLAUSES: Final = tuple(
    """
    PREFIX BASE DISTINCT REDUCED AS WHERE FROM NAMED GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES GRAPH OPTIONAL
    SERVICE SILENT BIND UNDEF MINUS UNION FILTER NOT IN EXISTS SEPARATOR TRUE FALSE A LATERAL INTO TO DATA USING DEFAULT
    ALL VERSION
    """.split()
)
_FUNCTIONS: Final = tuple(
    """
    STR LANG LANGMATCHES LANGDIR HASLANG HASLANGDIR STRLANGDIR DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND
    CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES
    SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI
    ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE ADJUST
    """.split()
)
_KEYWORDS: Final = (*FORMS, *_CLAUSES, *AGGREGATES, *_FUNCTIONS)
_OF_SQL: Final = {
    "AND": "triples are separated by dots, conditions by &&",
    "OR": "conditions are separated by ||, patterns by UNION",
    "LIKE": 'write FILTER(CONTAINS(LCASE(?text), "part"))',
    "ILIKE": 'write FILTER(CONTAINS(LCASE(?text), "part"))',
    "BETWEEN": "write two comparisons: FILTER(?n >= 1 && ?n <= 9)",
    "TOP": "write LIMIT 10 at the end of the query",
    "JOIN": "triples that share a variable are joined",
    "NULL": "write FILTER(!BOUND(?x)), or FILTER NOT EXISTS { … }",
}
_FIRST: Final = (*FORMS, "PREFIX", "BASE", *UPDATES)
_KNOWN: Final = frozenset((*_KEYWORDS, *UPDATES))
_MIN_BEGINNING: Final = 3
_LANGUAGE: Final = 2
"""Letters of most language tags."""
_MAX_OFFERED: Final = 3


def find_slip(sparql: str, prefixes: Collection[str] = ()) -> Slip | None:
    """Return the first certain mistake in a query that a parser has refused; None if there is none.

    ``prefixes`` are known without being declared.

    >>> find_slip("SELEC ?s { ?s a kg:Paper }").reason
    'SELEC does not begin a query. Did you mean SELECT?'
    """
    found = tokens(sparql)
    place = after_prologue(found)
    if place == len(found):
        what = "the query has only prefixes" if found else "the query is empty"
        return Slip(0, f"{what}; a query begins with {_either(FORMS)}")
    body = found[place:]
    # a string that is not closed contains the rest of its line, and a wrong declaration the beginning of the query
    for slips in (_strings(body), prologue_slips(found), _first_word(found[place])):
        if slip := next(slips, None):
            return slip
    # sorted by position: the first mistake is the first to correct
    others = (
        _words(body, prefixes),
        _prefixes(found, prefixes),
        _aggregates(body),
        _orders(body),
        structure_slips(body),
    )
    return min(chain.from_iterable(others), default=None)


def _prefixes(found: Sequence[Token], known: Collection[str]) -> Iterator[Slip]:
    """Find prefixes that are neither declared nor known."""
    declared = {name.text.partition(":")[0] for word, name in pairwise(found) if word.text.upper() == "PREFIX"}
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind is not TokenKind.NAME or prefix in declared or prefix in known:
            continue
        if prefix in ("http", "https"):
            yield Slip(token.start, "an address is in angle brackets: <https://…>")
        else:
            near = [f"{name}:" for name in near_words(prefix, sorted(known))]
            offer = f". Did you mean {_either(near)}?" if near else ""
            yield Slip(
                token.start,
                f"the prefix {prefix}: is neither declared nor known; known are {', '.join(sorted(known))}{offer}",
            )


def _first_word(token: Token) -> Iterator[Slip]:
    word = token.text.upper()
    if word in FORMS:
        return
    if word in UPDATES:
        yield Slip(
            token.start,
            f"{word} is an update; graphs are read-only, and change with: kg build INPUT -o GRAPH",
        )
        return
    near = near_words(word, _FIRST) if token.kind is TokenKind.WORD else []
    offer = f". Did you mean {_either(near)}?" if near else f"; a query begins with {_either(FORMS)}"
    yield Slip(token.start, f"{token.text} does not begin a query{offer}")


def _words(found: Sequence[Token], prefixes: Collection[str]) -> Iterator[Slip]:
    for place, token in enumerate(found):
        if token.kind is not TokenKind.WORD or token.text.upper() in _KNOWN:
            continue
        following, before = text_at(found, place + 2), found[place - 1]
        if token.text in prefixes and text_at(found, place + 1) == "." and following.isidentifier():
            yield Slip(token.start, f"a prefix ends with a colon: {token.text}:{following}")
        elif before.kind is TokenKind.STRING and before.start + len(before.text) == token.start:
            tagged = f"a language is written behind @: {before.text}@{token.text}"
            quoted = f"a quote inside text is written \\{before.text[-1]}"
            yield Slip(token.start, tagged if len(token.text) == _LANGUAGE else quoted)
        elif text_at(found, place + 1) == "?":
            yield Slip(token.start, f"the name of a variable is written behind ?: ?{token.text}")
        elif instead := _OF_SQL.get(token.text.upper()):
            yield Slip(token.start, f"{token.text} is not a word of SPARQL; {instead}")
        else:
            near = near_words(token.text.upper(), _KEYWORDS)
            ways = f'?{token.text}, "{token.text}" in quotes, or with a prefix such as kg:{token.text}'
            if text_at(found, place - 1).upper() == "AS":
                near, ways = [], f"?{token.text}"
            offer = f". Did you mean {_either(near)}?" if near else f"; write {ways}"
            yield Slip(token.start, f"{token.text} is not a word of SPARQL{offer}")


def _strings(found: Sequence[Token]) -> Iterator[Slip]:
    for token in found:
        if token.kind is TokenKind.STRING:
            quote = token.text[0] * (3 if token.text.startswith(('"""', "'''")) else 1)
            if len(token.text) < 2 * len(quote) or not token.text.endswith(quote):
                yield Slip(token.start, f"the string that begins here is not closed by {quote}")


def _aggregates(found: Sequence[Token]) -> Iterator[Slip]:
    """Find aggregates of a SELECT clause without ``( … AS ?name)``, and variables separated by commas."""
    depth, inside = 0, False
    for place, token in enumerate(found):
        word = token.text.upper()
        if token.kind is TokenKind.WORD and word in ("SELECT", "WHERE", "FROM"):
            depth, inside = 0, word == "SELECT"
        elif token.text == "{":
            inside = False
        if not inside:
            continue
        if word in AGGREGATES and text_at(found, place + 1) == "(":
            end = closing(found, place + 1)
            following = text_at(found, end + 1)
            unnamed = text_at(found, place - 1) == "(" and following.startswith((")", "?", "$"))
            if depth == 0 or (depth == 1 and unnamed):
                inner = " ".join(t.text for t in found[place + 2 : end])
                yield Slip(token.start, f"name what is computed, in brackets: ({word}({inner}) AS ?n)")
        elif token.text == "," and depth == 0:
            yield Slip(token.start, "variables of a SELECT are separated by spaces, not by commas")
        depth += (token.text == "(") - (token.text == ")")


def _orders(found: Sequence[Token]) -> Iterator[Slip]:
    """Find directions after the ordered term, as in SQL, or before it without brackets."""
    for place, token in enumerate(found):
        if token.text.upper() not in ("ASC", "DESC") or token.kind is not TokenKind.WORD:
            continue
        word, before, after = token.text.upper(), text_at(found, place - 1), text_at(found, place + 1)
        if after == "(":
            continue
        what = after if after.startswith(("?", "$")) else before if before.startswith(("?", "$")) else "?variable"
        yield Slip(token.start, f"write the direction before brackets: ORDER BY {word}({what})")


def near_words(word: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that a word may be a misspelling of, nearest first."""
    from rapidfuzz import process  # noqa: PLC0415 - only when there is an error to show
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    listed = list(dict.fromkeys(candidates))
    begun = [c for c in listed if len(word) >= _MIN_BEGINNING and (c.startswith(word) or word.startswith(c))]
    # one letter in three may be wrong, missing, extra or swapped with its neighbor
    near = process.extract(word, listed, scorer=OSA.distance, score_cutoff=len(word) // 3, limit=_MAX_OFFERED)
    closest = min((distance for _, distance, _ in near), default=0)
    return list(dict.fromkeys([*(c for c, distance, _ in near if distance == closest), *begun]))[:_MAX_OFFERED]


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
