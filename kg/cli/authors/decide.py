"""``kg authors decide``."""

from pathlib import Path
from shlex import quote

import click

from kg.authors.decisions.decide import append_author_decision, remove_author_decision
from kg.authors.decisions.decisions import AUTHOR_VERBS, AUTHORS_FILE, AuthorReference, parse_author_reference
from kg.authors.spelling.person_name import name_key
from kg.cli.authors.explain import references
from kg.cli.common import COMMENT, DECISIONS, UNDO, write_stderr, write_stdout
from kg.decisions_file import quote_word
from kg.errors import UnknownName, UsageError
from kg.graph import Graph, load
from kg.ids import slug
from kg.search import MatchedBy, require_match
from kg.sets.decision_verbs import DecisionVerb
from kg.tables.records import read_authorships


@click.command("decide")
@click.argument("verb", type=click.Choice([verb.value for verb in AUTHOR_VERBS]), metavar="VERB")
@click.argument("who", nargs=-1, required=True, metavar="WHO…")
@DECISIONS
@click.option("--graph", "path", type=click.Path(path_type=Path), help="Graph in which to look up people.")
@COMMENT
@UNDO
def authors_decide_command(
    verb: str, who: tuple[str, ...], decisions: Path, path: Path | None, comment: str, undo: bool
) -> None:
    r"""Decide who is one person, in a text file that every rebuild applies.

    VERB is same or different (two people), name (a person and the preferred name), pin (keep this author id), hide, or
    split (a printed name, and the names of the two or more people it consists of). WHO is "Name" on ARXIV-ID, an
    authorship id, an author id, or "Name" for everyone with this name. With --graph, a name must be that of one person
    in the graph, and unknown people are refused.

    \b
    kg authors decide different "Kaixin Li" on 2511.09067 "Kaixin Li" on 2601.21296 --decisions decisions/
    kg authors decide same "S. Kevin Zhou" "Shaohua Kevin Zhou" --decisions decisions/ --graph arxiv.kg
    kg authors decide name "Bo Han" on 2601.22020 "Bo Q. Han" --decisions decisions/
    kg authors decide hide "Feng Liu" --decisions decisions/ --comment "asked for it"
    kg authors decide hide "Feng Liu" --decisions decisions/ --undo
    kg authors decide split "JohnSmith MaryJones" "John Smith" "Mary Jones" --decisions decisions/
    """
    people, text = references(who), ""
    if verb == DecisionVerb.NAME and (len(people) > 1 or not undo):
        if len(people) < 2:  # noqa: PLR2004 - who, and a name
            raise UsageError('give a person and the preferred name: name WHO "Preferred Name"')
        text = people.pop()
    if verb == DecisionVerb.SPLIT and (len(people) > 1 or not undo):
        if len(people) < 3:  # noqa: PLR2004 - a printed name and two people
            raise UsageError(
                'give a printed name and the names it is split into: split "Printed Name" "First Name" "Second Name"'
            )
        text, people = " ".join(map(quote_word, people[1:])), people[:1]
    graph = load(path) if path else None
    meant = [_meant(graph, verb, person) for person in people]
    if undo:
        removed = remove_author_decision(decisions, verb, meant, text)
        if removed is None:
            raise UsageError(f"{decisions / AUTHORS_FILE} has no such line: {verb} {' '.join(people)}")
        write_stdout(f"{removed.path}:{removed.line}: taken out: {removed.text}")
    else:
        mentions = read_authorships(graph.tables) if graph else ()
        written = append_author_decision(decisions, verb, meant, text, comment=comment, mentions=mentions)
        write_stdout(f"{written.path}:{written.line}: {'' if written.changed else 'already there: '}{written.text}")
        for warning in written.warnings:
            write_stderr(f"warning: {warning}")
    place = quote(str(path)) if path else "GRAPH"
    write_stderr(f"Takes effect with: kg build INPUT… -o {place} --decisions {quote(str(decisions))}")


def _meant(graph: Graph | None, verb: str, text: str) -> AuthorReference:
    reference = parse_author_reference(text)
    if graph is None or verb == DecisionVerb.SPLIT:
        return reference
    if verb == DecisionVerb.HIDE and reference.name:
        # a hidden person is hidden on future papers, too
        return _as_printed(graph, reference)
    person = graph.people.find(text)
    if verb == DecisionVerb.PIN:
        return parse_author_reference(person.author)
    return _on_paper(person.authorships[0], person.printed)


def _as_printed(graph: Graph, reference: AuthorReference) -> AuthorReference:
    """Return a name as papers print it: a build hides everyone with this name, but does not read ``Family, Given``."""
    try:
        found = require_match(graph.names, reference.name, base=graph.base, kinds=["author"])
    except UnknownName as error:
        write_stderr(f"warning: {error}")
        return reference
    printed = {name_key(match.name): match.name for match in reversed(found)}
    if not found[0].name or name_key(reference.name) in printed:
        return reference
    if found[0].by is MatchedBy.INITIALS or len(printed) > 1:
        listed = " · ".join(sorted(printed.values()))
        write_stderr(
            f'warning: nobody is printed as "{reference.name}", and the line hides nobody else. Did you mean {listed}?'
        )
        return reference
    (name,) = printed.values()
    write_stderr(f'"{reference.name}" is printed as "{name}"')
    return AuthorReference(name=name)


def _on_paper(authorship: str, printed: str) -> AuthorReference:
    """Refer to an authorship by name, or by id if the name occurs twice on the paper."""
    by_name = authorship.partition("/")[2] == slug(printed)
    return AuthorReference(authorship=authorship, printed=printed if by_name else "")
