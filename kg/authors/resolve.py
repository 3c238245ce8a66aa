"""Decide which mentions are one author.

The rule is plain and says so: names are one person when they fold to the same letters (`names.name_key`). Two
different strings of one key on one paper are two people, who are then told apart by the exact string everywhere. The
same string twice on one paper is one person printed twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.authors.decisions import FILE_NAME, AuthorDecisions, Settled
from kg.authors.names import is_group, name_key
from kg.authors.variants import possible_variants
from kg.errors import DecisionsError
from kg.ids import authorship_id, slug
from kg.model import Author, AuthorKind, Authorship, Decision, Evidence, Level, Paper, Report, Resolution
from kg.settings import AuthorSettings


def resolve(
    papers: Iterable[Paper],
    settings: AuthorSettings | None = None,
    decisions: AuthorDecisions | None = None,
) -> Resolution:
    """Lead every printed name to an author, and list the pairs that may be one person.

    The result does not depend on the order of the papers. A decision about a mention that these digests do not hold
    is reported and left alone; one that contradicts another raises DecisionsError.
    """
    settings, decisions = settings or AuthorSettings(), decisions or AuthorDecisions()
    mentions, months = _mentions(papers)
    clusters = _clusters(mentions)
    groups = _settle(mentions, clusters, decisions)
    members: dict[int, list[Authorship]] = defaultdict(list)
    for mention, group in zip(mentions, groups, strict=True):
        members[group].append(mention)
    authors, leads_to = [], {}
    for cluster in members.values():
        first = min(cluster, key=lambda m: (months[m.paper], m.paper, m.position))
        paper, name = first.id.split("/")
        author = _author(f"{name}/{paper}", cluster)
        authors.append(author)
        leads_to.update(dict.fromkeys((m.id for m in cluster), author.id))
    authors.sort(key=lambda a: a.id)
    if decisions.lines:
        authors = _apply_names(authors, mentions, leads_to, decisions)
    resolved = tuple(Authorship(m.id, m.paper, m.position, m.printed, leads_to[m.id]) for m in mentions)
    return Resolution(
        resolved,
        tuple(authors),
        tuple(_doubts(resolved, settings, decisions)),
        tuple(_missing(mentions, decisions)),
        tuple(sorted({name_key(r.name) for line in decisions.of("hide") for r in line.references if r.name})),
    )


def _mentions(papers: Iterable[Paper]) -> tuple[list[Authorship], dict[str, str]]:
    mentions, months = [], {}
    slugs: dict[str, str] = {}
    for paper in sorted(papers, key=lambda p: p.id):
        months[paper.id] = paper.month
        seen: dict[str, int] = {}
        for position, printed in enumerate(paper.authors):
            name = slugs.get(printed) or slugs.setdefault(printed, slug(printed))
            seen[name] = repeat = seen.get(name, 0) + 1
            mentions.append(Authorship(authorship_id(paper.id, name, repeat), paper.id, position, printed, ""))
    return mentions, months


def _clusters(mentions: list[Authorship]) -> list[str]:
    """Return a cluster key for each mention: the folded name, or the exact string where folding would lump."""
    keys: dict[str, str] = {}
    strings_on_paper: dict[tuple[str, str], str] = {}
    apart = set()
    for mention in mentions:
        key = keys.get(mention.printed) or keys.setdefault(mention.printed, name_key(mention.printed))
        if strings_on_paper.setdefault((mention.paper, key), mention.printed) != mention.printed:
            apart.add(key)
    return [f"={m.printed}" if keys[m.printed] in apart else keys[m.printed] for m in mentions]


def _settle(mentions: list[Authorship], clusters: list[str], decisions: AuthorDecisions) -> list[int]:
    """Number the clusters after what a person has settled: mentions said to differ are split off, then joined."""
    numbers: dict[str, int] = {}
    groups = [numbers.setdefault(key, len(numbers)) for key in clusters]
    place = {mention.id: i for i, mention in enumerate(mentions)} if decisions.lines else {}

    def pairs(verb: str) -> list[tuple[Settled, int, int]]:
        found = []
        for line in decisions.of(verb):
            one, other = (place.get(r.authorship) for r in line.references)
            if one is not None and other is not None:
                found.append((line, one, other))
        return found

    apart = pairs("different")
    for _, one, other in apart:
        if groups[one] == groups[other]:
            groups[other] = len(numbers) + other
    joined: dict[int, int] = {}
    for _, one, other in pairs("same"):
        first, second = sorted((_root(joined, groups[one]), _root(joined, groups[other])))
        if first != second:
            joined[second] = first
    groups = [_root(joined, group) for group in groups]
    for line, one, other in apart:
        if groups[one] == groups[other]:
            raise DecisionsError(
                "these two are said to differ, while other lines say they are the same; remove one of them",
                decisions.path,
                line.line,
            )
    return groups


def _root(joined: Mapping[int, int], group: int) -> int:
    while group in joined:
        group = joined[group]
    return group


def _author(id_: str, cluster: list[Authorship]) -> Author:
    forms = Counter(m.printed for m in cluster)
    # The most frequent form; of equals the one that says more, then by letters.
    name = min(forms, key=lambda form: (-forms[form], -len(form), form))
    kind = AuthorKind.GROUP if is_group(name) else AuthorKind.PERSON
    return Author(id_, name, kind, tuple(sorted(form for form in forms if form != name)))


def _apply_names(
    authors: list[Author], mentions: list[Authorship], leads_to: Mapping[str, str], decisions: AuthorDecisions
) -> list[Author]:
    preferred: dict[str, str] = {}
    hidden: set[str] = set()
    who: set[str]
    for line in (*decisions.of("name"), *decisions.of("hide")):
        reference = line.references[0]
        if reference.authorship:
            who = {leads_to[reference.authorship]} if reference.authorship in leads_to else set()
        else:
            wanted = name_key(reference.name)
            who = {leads_to[m.id] for m in mentions if name_key(m.printed) == wanted}
        if line.verb == "hide":
            hidden |= who
        else:
            preferred.update(dict.fromkeys(who, line.text))

    def apply(author: Author) -> Author:
        name = preferred.get(author.id, author.name)
        variants = tuple(sorted({author.name, *author.variants} - {name}))
        return Author(author.id, name, author.kind, variants, author.id in hidden)

    return [apply(author) for author in authors]


def _doubts(mentions: tuple[Authorship, ...], settings: AuthorSettings, decisions: AuthorDecisions) -> list[Decision]:
    keys = {printed: name_key(printed) for printed in {m.printed for m in mentions} if not is_group(printed)}
    bearers: dict[str, set[str]] = defaultdict(set)
    papers: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        key = keys.get(mention.printed)
        if key is not None:
            bearers[key].add(mention.author)
            papers[mention.author].add(mention.paper)
    leads_to = {mention.id: mention.author for mention in mentions}
    settled = {}
    for line in decisions.of("different"):
        one, other = (leads_to.get(r.authorship) for r in line.references)
        if one and other:
            a, b = sorted((one, other))
            evidence = Evidence("decision", f"line {line.line}", 0.0)
            settled[a, b] = Decision(a, b, "different", "person", 0.0, (evidence,))
    people = {key: tuple(sorted(who)) for key, who in bearers.items()}
    doubts = [d for d in possible_variants(people, papers, settings) if (d.a, d.b) not in settled]
    return sorted((*doubts, *settled.values()), key=lambda d: (d.a, d.b))


def _missing(mentions: Iterable[Authorship], decisions: AuthorDecisions) -> list[Report]:
    known = {mention.id for mention in mentions} if decisions.lines else set()
    return [
        Report(Level.WARNING, FILE_NAME, line.line, f"no mention {r.authorship} in these digests; line not applied")
        for line in decisions.lines
        for r in line.references
        if r.authorship and r.authorship not in known
    ]
