"""Make the report on the news of a graph, as a document."""

from collections.abc import Sequence
from typing import Final

from kg.report.document import Day, Document, Fact, Line, ReportSection, Span, join_lines, line
from kg.report.finding.news import News
from kg.report.names import SpanNames
from kg.report.sections import Sections
from kg.settings import ReportSettings, Settings
from kg.text.readable import count_noun

_NEW: Final = (
    "A paper is new if no digest before these days lists it; a paper that is in no digest is new if it was published"
    " since."
    " “New” and “first” refer to this graph alone, which has no other papers."
)
_RISES: Final = (
    "A concept rises by its log-odds ratio between new and earlier papers, in standard deviations, with its share of"
    " all papers as a prior worth {prior:.0%} of them (Monroe, Colaresi and Quinn 2008); it needs {rise:g} standard"
    " deviations and {papers} new papers. Earlier papers are weighted to have the primary categories of the new ones."
    " Concepts that only summaries name, or that a paper is only measured by or compared with, do not count."
)
_GROUPS: Final = "Groups are Leiden communities of the people of the earlier papers, by their joint papers."
_NO_TEXT: Final = "Abstracts are left out, since the rights in them are their authors'; --with-text adds them."


def news_document(
    news: News,
    names: SpanNames,
    settings: Settings,
    *,
    graph: str,
    everything: bool = False,
    kept: Sequence[str] | None = None,
    regrouped: ReportSection | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> Document:
    """Return the report on ``news``.

    ``graph`` is the graph as an argument of commands. ``everything`` removes the limits of length. ``kept`` are the
    anchors of the requested sections, by default all. ``regrouped`` are merges and splits since an older graph,
    ``links`` are words and addresses of other pages.
    """
    sections = Sections(news, names, settings, everything, regrouped)
    made = sections.all() if news.new and news.before else tuple(filter(_has_entries, [sections.papers()]))
    made = tuple(section for section in made if kept is None or section.anchor in kept)
    since = news.window.since
    command = f"kg report {graph} --since {since} --all -o report.html"
    return Document(
        title=_title(news),
        lead=(*_lead(news), *_others(links)),
        facts=_facts(news, {section.anchor for section in made}),
        days=tuple(Day(day, papers, new) for day, papers, new in news.days.iter_rows()),
        sections=made,
        about=_about(news, settings.report, with_text=names.with_text) if made else (),
        all_of_it="" if everything or not any(section.left_out for section in made) else command,
    )


def _has_entries(section: ReportSection) -> bool:
    return section.total > 0


def _title(news: News) -> str:
    when = _when(news)
    if not news.new:
        return f"Nothing is new {when}"
    return f"What is new {when}" if news.before else f"All papers are new {when}"


def _when(news: News) -> str:
    since, until = news.window.since, news.window.until
    return f"on {since}" if since == until else f"since {since}"


def _lead(news: News) -> tuple[Line, ...]:
    window, total = news.window, news.new + news.before
    when = f"on {window.since}" if window.since == window.until else f"from {window.since} to {window.until}"
    again = ""
    if news.repeated:
        again = f" Their digests also list {count_noun(news.repeated, 'paper')} seen before."
    if not news.new:
        return (line(f"None of the {count_noun(total, 'paper')} of this graph was first seen {when}.{again}"),)
    if not news.before:
        return (
            line(
                f"All {count_noun(total, 'paper')} of this graph were first seen {when}. There is nothing earlier to"
                " compare them with: choose a later day to see what changed."
            ),
        )
    verb = "begins" if news.before == 1 else "begin"
    begin = f"{verb} {'on' if len(window.first) == len(window.since) else 'in'} {window.first}"
    return (
        line(
            Span(f"{news.new:,} of {count_noun(total, 'paper')}", strong=True),
            f" in this graph {'is' if news.new == 1 else 'are'} new: first seen {when}. Below they are compared with"
            f" the {count_noun(news.before, 'earlier paper')}, which {begin}.{again}",
        ),
    )


def _others(links: Sequence[tuple[str, str]]) -> tuple[Line, ...]:
    """Return a line with links to other pages, if there are any."""
    if not links:
        return ()
    return (line("See also ", *join_lines([line(Span(words, address)) for words, address in links])),)


def _facts(news: News, anchors: set[str]) -> tuple[Fact, ...]:
    found = [
        (news.new, "new paper", "new papers", "papers"),
        (news.people.height, "new person", "new people", "people"),
        (news.rising.height, "concept on the rise", "concepts on the rise", "rising"),
        (news.pairs, "first collaboration", "first collaborations", "meetings"),
        (len(news.links or ()), "new link between groups", "new links between groups", "links"),
    ]
    return tuple(
        Fact(f"{number:,}", one if number == 1 else many, anchor)
        for number, one, many, anchor in found
        if anchor in anchors
    )


def _about(news: News, limits: ReportSettings, *, with_text: bool) -> tuple[Line, ...]:
    lines = [_NEW]
    if news.before:
        lines += [
            _RISES.format(prior=limits.prior_share, rise=limits.min_rise, papers=limits.min_rising_papers),
            _GROUPS,
        ]
    if not with_text:
        lines.append(_NO_TEXT)
    return tuple(line(text) for text in lines)
