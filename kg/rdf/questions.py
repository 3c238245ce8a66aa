"""Read named questions: SPARQL files whose head describes the question and its parameters.

A file of ``ontology/questions`` is runnable without changes. Its head consists of comments::

    # title: Co-authors of a person
    # description: …
    # parameter person: person, whose co-authors; for example Bo Han
    # parameter limit: number = 50, rows at most

A parameter ``person`` is bound where the query contains ``VALUES ?person { … }``: the text between the braces is
replaced by terms, so user input never becomes part of the query text. ``limit`` is the number after LIMIT.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg import assets
from kg.errors import UnknownName
from kg.sets.namespaces import PREFIXES
from kg.store.tokens import TokenKind, tokens
from kg.text.near import near_names

FOLDER: Final = "ontology/questions"
_HEAD: Final = re.compile(r"#\s*(title|description|parameter)\s*:?\s*(.*)")
_PARAMETER: Final = re.compile(
    r"(?P<name>\w+): (?P<kind>person|paper|concept|category|topic|month|number|text)(?: = (?P<default>\S+))?, "
    r"(?P<what>[^;]+)(?:; for example (?P<example>.+))?"
)
_LIMIT: Final = re.compile(r"\bLIMIT \d+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question. A topic is a category or a concept; without ``default`` it is required."""

    name: str
    kind: str
    description: str
    default: str | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with a name; ``sparql`` is its file."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str

    @property
    def query(self) -> str:
        """Return the query without its head."""
        lines = self.sparql.splitlines()
        return "\n".join(line for line in lines if not line.startswith("#"))

    def bound(self, values: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
        """Return the query with the given terms in place of those in the file, complete for any engine."""
        sparql = "".join(line for line in self.sparql.splitlines(keepends=True) if not line.startswith("#"))
        for name, terms in values.items():
            if name == "limit":
                sparql = _LIMIT.sub(f"LIMIT {int(terms[0].value)}", sparql)
                continue
            # a term in N-Triples syntax is a valid SPARQL term, with all escapes
            block = f"VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}"
            sparql = re.sub(rf"VALUES \?{name} \{{[^}}]*\}}", lambda _, block=block: block, sparql)  # type: ignore[misc]  # mypy cannot type a lambda's default
        return with_prefixes(sparql, self.title)


def with_prefixes(sparql: str, title: str) -> str:
    """Return a query below its title and the declarations of the prefixes that it uses."""
    used = {token.text.partition(":")[0] for token in tokens(sparql) if token.kind is TokenKind.NAME}
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if prefix in used)
    return f"# {title}\n{declared}{sparql}"


@cache
def questions() -> dict[str, Question]:
    """Return the named questions by name, sorted."""
    folder = assets.path(FOLDER)
    return {
        file.stem: parse_question(file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.rq"))
    }


def question(name: str) -> Question:
    """Return one question. Raises UnknownName with near matches."""
    known = questions()
    if name not in known:
        raise UnknownName("question", name, near_names(name, known), "List them with: kg ask GRAPH")
    return known[name]


def parse_question(name: str, text: str) -> Question:
    """Read the head of a question's file. Raises ValueError for a missing head or an invalid parameter."""
    head: dict[str, str] = {}
    parameters: list[Parameter] = []
    for key, value in _head(text):
        if key != "parameter":
            head[key] = value
            continue
        match = _PARAMETER.fullmatch(value)
        if match is None:
            raise ValueError(f"{name}.rq: the parameter {value!r} is not written as: name: kind = default, description")
        where = _LIMIT if match["name"] == "limit" else re.compile(rf"VALUES \?{match['name']} \{{")
        if not where.search(text):
            raise ValueError(f"{name}.rq: the parameter {match['name']} does not occur in the query")
        parameters.append(
            Parameter(match["name"], match["kind"], match["what"].strip(), match["default"], match["example"] or "")
        )
    return Question(name, head["title"], head["description"], tuple(parameters), text)


def _head(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        if match := _HEAD.fullmatch(line.rstrip()):
            yield match[1], match[2]
