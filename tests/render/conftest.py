"""A network to draw."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from explorer_sample import sample_page

from kg.views.network import EDGES, NODES, Network

HOSTILE = "<img src=x onerror=alert(1)>\"'</script><script>document.title='taken'</script>\u202eevil"


def make_network(**changes: Any) -> Network:
    """Return two groups of people with a hostile name, a doubtful link, and names in several scripts."""
    people = [
        # id, label, group, papers, note
        ("author/ana-one/2601.00001", "Ana Øster", "cs.LG", 4, "also printed A. Øster"),
        ("author/bo-two/2601.00001", "Bo Łuk", "cs.LG", 2, ""),
        ("author/chen/2601.00002", "陈明", "cs.CV", 2, ""),
        ("author/dee/2601.00003", HOSTILE, "cs.CV", 1, HOSTILE),
        ("author/eve/2601.00004", "Eve Alone", "cs.XX", 1, ""),
        ("author/team/2601.00004", "The Sample Team", "cs.LG", 1, ""),
    ]
    links = [
        (0, 1, ["2601.00005", "2601.00001"], False),
        (1, 2, ["2601.00002"], True),
        (2, 3, ["2512.00003"], False),
    ]
    nodes = [
        {
            "id": id_, "kind": "group" if "Team" in label else "author", "label": label, "type": "", "group": group,
            "papers": papers, "degree": papers, "community": -1, "subcommunity": -1,
            "first_seen": "2026-01", "last_seen": "2026-01", "note": note, "iri": f"http://localhost:8000/id/{id_}",
        }
        for id_, label, group, papers, note in people
    ]  # fmt: skip
    edges = [
        {
            "source": people[a][0], "target": people[b][0], "kind": "coAuthor", "weight": float(len(papers)),
            "paper_count": len(papers), "papers": papers, "first_seen": "2025-12", "last_seen": "2026-01",
            "generated": generated,
        }
        for a, b, papers, generated in links
    ]  # fmt: skip
    network = Network(
        name="coauthors",
        title="Sample & friends",
        nodes=pl.DataFrame(nodes, schema=NODES),
        edges=pl.DataFrame(edges, schema=EDGES),
        node_total=9,
        edge_total=3,
        sparql='SELECT ?a { ?a kg:coAuthor ?b FILTER(?a < ?b && ?b != "</code>") }',
        filters=("since 2025-12", "category <cs.LG>"),
    )
    return replace(network, **changes)


@pytest.fixture
def network() -> Network:
    """Return a small network with one example of everything."""
    return make_network()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write the sample page."""
    file = tmp_path / "page.html"
    file.write_text(sample_page(), encoding="utf-8")
    return file


@pytest.fixture
def opened(tab: Any, path: Path) -> Iterator[Any]:
    """Open the sample page; it must not send requests or log errors."""
    tab.prefer("light")
    tab.open(path)
    yield tab
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert tab.evaluate("document.title") == "Sample & friends · arxiv-kg"  # no hostile script has changed it
    assert tab.evaluate("document.images.length") == 0
