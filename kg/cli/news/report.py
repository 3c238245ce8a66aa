"""``kg report``."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from kg.cli.common import AS_JSON, GRAPH, write_json, write_stderr, write_stdout
from kg.errors import UsageError
from kg.graph import Graph, load
from kg.graph.commands import graph_argument
from kg.render.files import write_whole as put_file
from kg.report.forms.atom import FeedPlace
from kg.report.forms.plain import report_text
from kg.report.reports import check_suffix, feed_on, news_on, render_report, report_on


@click.command("report")
@GRAPH
@click.option("--since", metavar="DATE", help="First day that is new: 2025-12-20, 2025-12, or 7d for seven days.")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    help="FILE.html, .md or .txt (default: text on standard output).",
)
@click.option("--feed", type=click.Path(path_type=Path), help="Write an Atom feed of the newest 14 days.")
@click.option(
    "--url", default="", help="Address of the folder where page and feed are published, for the feed's links."
)
@click.option("--old", type=click.Path(path_type=Path), help="Older graph: report merges and splits of people since.")
@click.option("--link", "links", multiple=True, metavar="WORDS=ADDRESS", help="Link to another page; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="List everything instead of the first few of each section.")
@click.option("--with-text", is_flag=True, help="Include abstracts, whose rights are their authors'.")
@AS_JSON
def report_command(
    graph: Path,
    since: str | None,
    out: Path | None,
    feed: Path | None,
    url: str,
    old: Path | None,
    links: tuple[str, ...],
    everything: bool,
    with_text: bool,
    as_json: bool,
) -> None:
    r"""Report what is new since DATE (default: on the newest day of the graph).

    Lists new papers and people, concepts that more papers work on than before, people who write together for the first
    time, and groups that are connected for the first time. Without -o and --feed, text goes to standard output.

    \b
    kg report arxiv.kg --since 2025-12-20 -o report.html
    kg report arxiv.kg --since 7d -o week.md
    kg report arxiv.kg --since 7d --json
    kg report arxiv.kg -o index.html --feed feed.atom --url https://example.org/digests/
    kg report arxiv.kg -o index.html --link "Map of papers=map.html"
    """
    if out is not None:
        check_suffix(out)
    if url and feed is None:
        raise UsageError("--url is for the links of a feed; name its file with --feed")
    if url and not url.startswith(("https://", "http://")):
        raise UsageError(f'not an address of the web: "{url}". Write it as https://example.org/digests/')
    loaded = load(graph)
    name = graph_argument(graph.name)
    older = load(old).tables if old else None
    if as_json:
        write_json(news_on(loaded.tables, loaded.settings, since=since, old=older))
    if out is not None or (feed is None and not as_json):
        document = report_on(
            loaded.tables,
            loaded.settings,
            since=since,
            graph=name,
            everything=everything,
            with_text=with_text,
            old=older,
            links=[_link(one) for one in links],
        )
        if out is None:
            write_stdout(report_text(document))
        else:
            put_file(out, render_report(document, out, feed=feed.name if feed else "").encode())
            write_stderr(f"{out}: {document.title}")
    if feed is not None:
        place = FeedPlace(url, feed.name, out.name if out else "", _identity(loaded))
        text = feed_on(loaded.tables, loaded.settings, place=place, graph=name, with_text=with_text)
        put_file(feed, text.encode())
        write_stderr(f"{feed}: {text.count('<entry>'):,} days")


def _link(text: str) -> tuple[str, str]:
    words, equals, address = text.partition("=")
    if not equals or not words.strip() or urlsplit(address).scheme not in ("", "https", "http"):
        raise UsageError(f'not a link: "{text}". Write words and an address: "Map of papers=map.html"')
    return words.strip(), address.strip()


def _identity(graph: Graph) -> str:
    """Return the identity of the feed of an unpublished graph: its base and its name."""
    return f"{graph.base}{graph.path.name}"
