"""Read and write decisions about authors: a small text file for version control that always takes precedence.

One decision per line; ``#`` starts a comment::

    same "J. Smith" on 2601.00001   "John Smith" on 2512.01234
    same "Jon Smith"                "John Smith"
    different wei-wang/2511.00010   "Wei Wang" on 2601.00002
    name john-smith/2512.01234      "John A. Smith"
    pin john-smith/2512.01234
    hide "Jane Doe"
    split "JohnSmith MaryJones" "John Smith" "Mary Jones"

A reference is an author id (``slug/arXiv-id``), an authorship id (``arXiv-id/slug``), a name on a paper (``"Name" on
ARXIV-ID``, or on the DOI or other key of a paper without one) or a bare ``"Name"``: everyone with this name. A quote in
a name is written twice.

A decision is about *authorships*, which do not change when papers are added. An author id is read as the authorship it
is made from, so a line remains valid after the person has received another id. This module does not know which
authorships exist: `kg.authors.decisions.settle` applies decisions to them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from kg.decisions_file import Word, content_of, find_verb, quote_word, split_lines, split_words
from kg.errors import DecisionsError
from kg.identifiers import paper_keys
from kg.ids import segment, slug
from kg.sets.decision_verbs import DecisionVerb

AUTHORS_FILE: Final = "authors.txt"

AUTHOR_VERBS: Final = (
    DecisionVerb.SAME, DecisionVerb.DIFFERENT, DecisionVerb.NAME, DecisionVerb.PIN, DecisionVerb.HIDE,
    DecisionVerb.SPLIT,
)  # fmt: skip

_KIND = re.compile(r"(?:\S*/)?(?P<kind>author|authorship)/(?P<rest>[^/]+/.+)")
_ON_PAPER = re.compile(r"(?P<name>.*\S)\s+on\s+(?P<paper>\S+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AuthorReference:
    """A reference: one authorship, or everyone whose name folds to that of ``name``.

    ``authorship`` is the id of the authorship. Without an arXiv id, it is unclear which side of an id is the paper;
    ``other`` is then the id with both sides swapped. ``printed`` is the name that the line gives with a paper.
    """

    authorship: str = ""
    name: str = ""
    other: str = ""
    printed: str = field(default="", compare=False)

    @property
    def readings(self) -> tuple[str, ...]:
        """The possible authorship ids, the more likely first; empty for a bare name."""
        return tuple(filter(None, (self.authorship, self.other)))


@dataclass(frozen=True, slots=True)
class AuthorDecision:
    """One line of a decisions file; ``written`` is the line itself.

    ``text`` is the preferred name of a ``name`` line, and the names of a ``split`` line as written, in quotes.
    """

    verb: DecisionVerb
    references: tuple[AuthorReference, ...]
    line: int = 0
    text: str = ""
    written: str = field(default="", compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a ``split`` line divides a printed one into."""
        return tuple(word.text for word in _words(self.text)) if self.verb == DecisionVerb.SPLIT else ()


@dataclass(frozen=True, slots=True)
class AuthorDecisions:
    """All lines of one decisions file, in its order."""

    path: str = ""
    lines: tuple[AuthorDecision, ...] = ()

    def of(self, verb: DecisionVerb) -> Iterable[AuthorDecision]:
        """Return the lines of one verb."""
        return (line for line in self.lines if line.verb == verb)


def read_author_decisions(folder: Path | None) -> AuthorDecisions:
    """Read ``authors.txt`` of a decisions folder; without a folder or file there are no decisions.

    Raises DecisionsError, with file and line, if a line is invalid.
    """
    return parse_author_decisions(*content_of(folder, AUTHORS_FILE))


def parse_author_decisions(content: bytes, path: str) -> AuthorDecisions:
    """Parse the text of a decisions file; ``path`` is its name in errors."""
    settled = (parse_author_decision(line, number, path) for number, line in enumerate(split_lines(content, path), 1))
    return AuthorDecisions(path, tuple(line for line in settled if line))


def parse_author_decision(written: str, line: int = 0, path: str = "") -> AuthorDecision | None:
    """Read one line; None if it is empty or only a comment.

    >>> parse_author_decision('hide "Jane Doe"  # she asked')
    AuthorDecision(verb=<DecisionVerb.HIDE: 'hide'>, \
references=(AuthorReference(authorship='', name='Jane Doe', other='', printed=''),), \
line=0, text='', written='hide "Jane Doe"')
    """
    try:
        words = list(_words(written))
        if not words:
            return None
        verb, references, text = _parts(words)
    except DecisionsError as error:
        raise DecisionsError(str(error), path, line) from None
    return AuthorDecision(verb, references, line, text, written[: words[-1].end].strip())


def format_author_decision(decision: AuthorDecision) -> str:
    """Write a decision as one line that `parse_author_decision` reads back.

    >>> w_wang = AuthorReference(authorship="2601.00001/w-wang")
    >>> format_author_decision(AuthorDecision(DecisionVerb.NAME, (w_wang,), text='Wei "Will" Wang'))
    'name 2601.00001/w-wang "Wei ""Will"" Wang"'
    """
    words = [decision.verb, *map(format_author_reference, decision.references)]
    if decision.text:
        words.append(decision.text if decision.verb == DecisionVerb.SPLIT else quote_word(decision.text))
    return " ".join(words)


def format_author_reference(reference: AuthorReference) -> str:
    """Format a reference for a decisions file: by name where the line gave one, else by id."""
    if not reference.authorship:
        return quote_word(reference.name)
    paper = unquote(reference.authorship.partition("/")[0])
    if reference.printed and _paper_of(paper) == paper and not re.search(r"[\s\"#]", paper):
        return f"{quote_word(reference.printed)} on {paper}"
    return reference.authorship


def parse_author_reference(text: str) -> AuthorReference:
    """Parse a reference from one argument of a command, where the shell may have removed the quotes.

    Text in quotes is read as in a file. Without quotes, text with the form of an id is an id, text that ends in
    ``on ARXIV-ID`` is a name on that paper, and anything else is a name. Raises DecisionsError for an empty name.

    >>> parse_author_reference("Wei Wang on 2601.00001").authorship
    '2601.00001/wei-wang'
    """
    text = text.strip()
    if not text:
        raise DecisionsError("an empty name says nothing about who is meant")
    if text.startswith('"'):
        try:
            (reference,) = _references(list(_words(text)))
        except (DecisionsError, ValueError):
            pass  # the quotes are part of a nickname
        else:
            return reference
    if not re.search(r"\s", text) and (found := _from_id(text)):
        return found
    if (match := _ON_PAPER.fullmatch(text)) and _paper_of(match["paper"]):
        return _on_paper(match["name"], match["paper"])
    return AuthorReference(name=text)


def author_id_of(mention: str) -> str:
    """Return the id of the author that an authorship represents: its two sides swapped.

    >>> author_id_of("2601.00001/wei-wang")
    'wei-wang/2601.00001'
    """
    paper, _, name = mention.partition("/")
    return f"{name}/{paper}"


def _words(written: str) -> Iterator[Word]:
    for word in split_words(written):
        if word.language:
            raise DecisionsError(f'a name has no language; write "{word.text}" without @{word.language}')
        yield word


def _parts(words: list[Word]) -> tuple[DecisionVerb, tuple[AuthorReference, ...], str]:
    verb, rest, text = find_verb(words[0].text, AUTHOR_VERBS), words[1:], ""
    if verb == DecisionVerb.NAME:
        if len(rest) < 2 or not rest[-1].quoted or not rest[-1].text.strip():  # noqa: PLR2004 - who, and a name
            raise DecisionsError('write: name WHO "Preferred Name"')
        text = rest.pop().text
    if verb == DecisionVerb.SPLIT:
        rest, text = _names_of_split(rest)
    references = tuple(_references(rest))
    if len(references) != verb.references:
        said = " and ".join(["a reference"] * verb.references)
        raise DecisionsError(f'"{verb}" wants {said}, {len(references)} given')
    if verb == DecisionVerb.PIN and not references[0].authorship:
        raise DecisionsError('"pin" needs the id that is to be kept, not a bare name: slug/arXiv-id')
    return verb, references, text


def _names_of_split(words: list[Word]) -> tuple[list[Word], str]:
    """Divide the words of a ``split`` line into the printed name, perhaps with a paper, and its parts."""
    on_paper = len(words) > 2 and words[1][:2] == ("on", False)  # noqa: PLR2004 - the word and a paper
    who, names = words[: 3 if on_paper else 1], words[3 if on_paper else 1 :]
    usable = [word for word in names if word.quoted and word.text.strip()]
    if not who or not who[0].quoted or len(names) < 2 or len(usable) < len(names):  # noqa: PLR2004 - two people
        raise DecisionsError('write: split "Printed Name" "First Name" "Second Name", or "Printed Name" on ARXIV-ID')
    return who, " ".join(quote_word(word.text) for word in names)


def _references(words: list[Word]) -> Iterator[AuthorReference]:
    place = 0
    while place < len(words):
        word, on = words[place], words[place + 1 : place + 3]
        place += 1
        if not word.quoted:
            reference = _from_id(word.text)
            if reference is None:
                raise DecisionsError(
                    f"{word.text} is not an id (slug/arXiv-id or arXiv-id/slug); put names in double quotes"
                )
            yield reference
        elif not word.text.strip():
            raise DecisionsError("an empty name says nothing about who is meant")
        elif len(on) == 2 and on[0][:2] == ("on", False):  # noqa: PLR2004 - the word and a paper
            place += 2
            yield _on_paper(word.text, on[1].text)
        else:
            yield AuthorReference(name=word.text)


def _on_paper(name: str, paper: str) -> AuthorReference:
    found = _paper_of(paper)
    if not found:
        raise DecisionsError(f'"{paper}" is not an arXiv id or a DOI; name other papers by an id: paper/slug')
    return AuthorReference(authorship=f"{segment(found)}/{slug(name)}", printed=name)


def _paper_of(text: str) -> str:
    """Return the paper key for an identifier in any spelling; "" for any other text."""
    return next(iter(paper_keys(text)), "")


def _from_id(text: str) -> AuthorReference | None:
    """Read an id, bare or as the end of an IRI; the side that is an arXiv id is the paper."""
    whole = _KIND.fullmatch(text)
    kind, parts = (whole["kind"], whole["rest"].split("/")) if whole else ("", text.split("/"))
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004 - a paper and a name
        return None
    for left, right in ((parts[0], "/".join(parts[1:])), ("/".join(parts[:-1]), parts[-1])):
        # an old arXiv id contains a slash, which people do not always encode
        if kind != "authorship" and "/" not in left and (paper := _paper_of(unquote(right))):
            return AuthorReference(authorship=f"{segment(paper)}/{_segment(left)}")
        if kind != "author" and "/" not in right and (paper := _paper_of(unquote(left))):
            return AuthorReference(authorship=f"{segment(paper)}/{_segment(right)}")
    if len(parts) > 2:  # noqa: PLR2004 - as above
        return None
    left, right = map(_segment, parts)
    as_authorship, as_author = f"{left}/{right}", f"{right}/{left}"
    if kind:
        return AuthorReference(authorship=as_author if kind == "author" else as_authorship)
    return AuthorReference(authorship=as_authorship, other=as_author if as_author != as_authorship else "")


def _segment(text: str) -> str:
    return segment(unquote(text))
