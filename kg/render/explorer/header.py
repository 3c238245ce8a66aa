"""Assemble the header of a page: all text that people read, and numbers from settings."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kg.layout import Disc
from kg.model import ConceptType, Relation
from kg.render.colors.themes import THEME
from kg.render.explorer.claims import rule_words
from kg.render.explorer.communities import communities_header
from kg.render.explorer.groups import GroupTable
from kg.render.explorer.nodes import base_of, kinds_header
from kg.render.explorer.payload import Numbering, edge_kinds
from kg.render.legends import Legend
from kg.render.namesakes import distinguish_namesakes
from kg.render.newness import NewPapers
from kg.render.panels import Panel
from kg.render.scenes import Scene
from kg.render.words import describe_reading, describe_shown, explain_empty
from kg.sets.network_kinds import EDGE_WORDS, EdgeKind
from kg.settings import Settings
from kg.version import __version__
from kg.views.details import Details, Doubt
from kg.views.network import Network

_WORDS_OF_CATEGORIES: Final = EDGE_WORDS | {EdgeKind.COOCCURS.value: "in the same papers as"}
"""Words for edges between nodes, with other words for two categories, which papers belong to but do not name."""

_UNSHARED: Final = {kind.value for kind in EdgeKind if not kind.shares_papers}


def papers_shared(drawn: Scene, details: Details) -> bool:
    """Return True if the papers of each edge are exactly those that both of its ends list."""
    return details.complete and _UNSHARED.isdisjoint(drawn.network.edges["kind"].unique())


def header(
    drawn: Scene,
    details: Details,
    numbering: Numbering,
    *,
    settings: Settings,
    heading: str,
    command: str,
    graph: str,
    panels: Sequence[Panel],
    facts: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """Return everything of a page that is not a column."""
    network = drawn.network
    rows = dict(zip(network.nodes["id"].to_list(), numbering.row.tolist(), strict=True))
    groups = numbering.groups
    edge_words = _WORDS_OF_CATEGORIES if network.name == "categories" else EDGE_WORDS
    return {
        "version": 1,
        "title": network.title,
        "heading": heading or network.title,
        "view": network.name,
        "shown": describe_shown(network),
        "caption": _caption(drawn, numbering.new),
        "filters": list(network.filters),
        "facts": [list(fact) for fact in facts],
        "emptyReason": explain_empty(network),
        "command": command,
        "graph": graph,
        "sparql": network.sparql,
        "sparqlNote": network.sparql_note,
        "evidenceNote": details.evidence_note,
        "generator": f"arxiv-kg {__version__}",
        "base": base_of(network.nodes),
        "kinds": kinds_header(base_of(network.nodes)),
        "groups": groups.header(),
        "colorings": _colorings(drawn),
        **({"groupWord": "archive"} if network.name == "categories" else {}),
        "sizings": ["papers", "degree", "centrality"],
        "communities": communities_header(drawn, details, numbering),
        "legends": [_legend(legend, groups) for legend in drawn.legends],
        "edgeKinds": [{"key": kind, "label": edge_words.get(kind, kind)} for kind in edge_kinds(drawn)],
        "relations": {relation.value: relation.words for relation in Relation},
        "rules": {rule: rule_words(rule) for rule in details.evidence["rule"].unique().sort()},
        **_measures(groups),
        "months": list(numbering.months),
        **({"days": [list(day) for day in details.days]} if details.days else {}),
        "themes": _themes(),
        "discs": [_disc(disc, groups) for disc in drawn.discs],
        "labels": _labels(drawn, settings),
        "fade": round(drawn.fade, 3),
        "outlined": drawn.outlined,
        "ego": _ego(network, rows),
        "doubts": [_doubt(doubt, rows, graph) for doubt in details.doubts],
        "panels": [_panel(panel, rows, groups) for panel in panels],
        "fresh": _fresh(numbering.new),
        "papersShared": papers_shared(drawn, details),
    }


def _ego(network: Network, rows: Mapping[str, int]) -> dict[str, Any] | None:
    if not network.asked:
        return None
    notes = distinguish_namesakes(network)
    return {
        "nodes": [rows[id_] for id_ in network.asked],
        "notes": [notes.get(id_, "") for id_ in network.asked],
        "hops": network.hops,
    }


def _doubt(doubt: Doubt, rows: Mapping[str, int], graph: str) -> dict[str, Any]:
    people = [id_.removeprefix("author/") for id_ in (doubt.a, doubt.b)]
    return {
        "a": rows[doubt.a],
        "b": rows[doubt.b],
        "confidence": doubt.chance,
        "sameDecision": f"same {doubt.pair}",
        "differentDecision": f"different {doubt.pair}",
        "command": f"kg authors explain {graph or 'GRAPH'} {shlex.join(people)}",
        "reasons": [
            {"kind": reason.what, "words": reason.found, "bits": round(reason.bits, 2)} for reason in doubt.reasons
        ],
    }


def _caption(drawn: Scene, new: NewPapers) -> str:
    reading = describe_reading(drawn.network, circles=bool(drawn.discs))
    return " ".join([reading, *([f"Glowing: {new.words}."] if new.words else [])])


def _fresh(new: NewPapers) -> dict[str, Any] | None:
    return {"label": f"new {new.when}", "count": len(new.papers)} if new.since else None


def _measures(groups: GroupTable) -> dict[str, int]:
    """Return the number of the group of metrics, which are listed after other concepts."""
    number = groups.numbers.get(ConceptType.METRIC.value)
    return {} if number is None else {"metricGroup": number}


def _colorings(drawn: Scene) -> list[str]:
    divided = bool((drawn.network.nodes["community"] >= 0).any())
    known = ["group", *(["community"] if divided else []), "firstSeen", "lastSeen"]
    # a map of papers is read by its regions
    return sorted(known, key=lambda name: name != "community") if drawn.network.name == "papers" else known


def _legend(legend: Legend, groups: GroupTable) -> dict[str, Any]:
    return {
        "title": legend.title,
        "unit": legend.unit,
        "groups": [
            {
                "group": groups.numbers[group.key],
                "label": group.label,
                "size": group.size,
                "kinds": list(group.kinds),
                "every": group.every,
            }
            for group in legend.groups
        ],
    }


def _themes() -> dict[str, Any]:
    return {
        name: {
            "ground": look.ground,
            "ink": look.ink,
            "muted": look.muted,
            "edge": look.edge,
            "doubt": look.doubt,
            "glow": look.glow,
            "edgeAlpha": look.edge_alpha,
            "discAlpha": look.disc_alpha,
            "tintAlpha": look.tint_alpha,
            "rimAlpha": look.rim_alpha,
        }
        for name, look in THEME.items()
    }


def _disc(disc: Disc, groups: GroupTable) -> dict[str, Any]:
    x, y, r, caption = (round(value, 1) for value in (disc.x, disc.y, disc.r, disc.caption))
    return {"label": disc.label, "group": groups.numbers[disc.label], "x": x, "y": y, "r": r, "caption": caption}


def _labels(drawn: Scene, settings: Settings) -> dict[str, Any]:
    pictures = settings.pictures
    return {
        "named": drawn.named,
        "maxLength": settings.layout.max_label,
        "room": pictures.page_label_room,
        "placeCost": pictures.place_cost,
        "inwardCost": pictures.inward_cost,
        "overRimCost": pictures.over_rim_cost,
        "allAround": pictures.all_around,
        "largeNode": pictures.large_node,
    }


def _panel(panel: Panel, rows: Mapping[str, int], groups: GroupTable) -> dict[str, Any]:
    return {
        "title": panel.title,
        "note": panel.note,
        "entries": [
            {
                "label": entry.label,
                "count": entry.count,
                "node": rows.get(entry.node, -1),
                "href": entry.href,
                "note": entry.note,
                "group": groups.numbers.get(entry.group, -1) if entry.group else -1,
                "kind": entry.kind,
                "community": entry.community,
            }
            for entry in panel.entries
        ],
    }
