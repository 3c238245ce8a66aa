"""The HTML of pages, checked without a browser."""

import base64
import hashlib
import json
import re
from functools import partial
from typing import Any

import pytest

from kg import assets
from kg.errors import UsageError
from kg.render import pyvis_page as _page
from kg.render.pyvis.pages import script_data
from kg.settings import Settings
from kg.views.network import EDGES, NODES, Network

page = partial(_page, settings=Settings())


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_a_page_is_one_file_that_names_no_other(network: Network) -> None:
    html = page(network)
    assert html.startswith("<!DOCTYPE html>\n<html lang=")
    assert html.count("<h1") == 1
    assert '<meta name="robots" content="noindex">' in html
    assert "sourceMappingURL" not in html
    outside = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!data:)[^"]*"', outside) == []


def test_the_policy_names_each_script_and_style_and_nothing_else(network: Network) -> None:
    html = page(network)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].replace("&#39;", "'").split("; "))
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert rules[rule].split() == [f"'sha256-{digest}'" for digest in digests]


def test_nodes_and_edges_reach_the_page_whole(network: Network) -> None:
    html = page(network, titles={"2601.00002": "A title"})
    nodes, edges, extra = block(html, "nodes"), block(html, "edges"), block(html, "extra")
    assert [node["label"] for node in nodes] == network.nodes["label"].to_list()
    assert [extra["base"] + node["key"] for node in nodes] == network.nodes["iri"].to_list()
    for edge, row in zip(edges, network.edges.iter_rows(named=True), strict=True):
        assert nodes[edge["from"]]["key"] == row["source"]
        assert nodes[edge["to"]]["key"] == row["target"]
        assert [extra["papers"][number][0] for number in edge["papers"]] == row["papers"]
        assert [extra["months"][number] for number in edge["seen"]] == [row["first_seen"], row["last_seen"]]
        assert edge.get("dashes", False) == row["generated"]
    assert ["2601.00002", "A title"] in extra["papers"]
    assert block(html, "options")["physics"] == {"enabled": False}


def test_no_hostile_text_leaves_its_place(network: Network) -> None:
    html = page(network, heading='<i id="hostile">x</i>', titles={"2601.00002": "</script><script>1</script>"})
    assert "<img src=x" not in html
    assert 'id="hostile"' not in html
    # one data block (nodes, edges, options and so on), vis-network, and seven scripts of the page
    assert html.count("<script") == html.count("</script>") == 4 + 8


def test_the_same_network_gives_the_same_bytes(network: Network) -> None:
    assert page(network) == page(network)


def test_an_empty_network_still_makes_a_page() -> None:
    nothing = Network("coauthors", "Nobody", NODES.to_frame(), EDGES.to_frame(), 0, 0, "")
    assert "0 of 0 nodes and 0 of 0 links shown" in page(nothing)


def test_an_unknown_theme_is_refused(network: Network) -> None:
    with pytest.raises(UsageError, match="take auto, light or dark"):
        page(network, theme="sepia")  # type: ignore[arg-type] -- what an untyped caller may do


@pytest.mark.parametrize("text", ["</script>", "<!--", "a & b", "line\u2028end\u2029", "\x00\x1f", "陈 \U0001f600"])
def test_data_for_scripts_reads_back_and_closes_nothing(text: str) -> None:
    written = script_data([text])
    assert json.loads(written) == [text]
    assert not set(written) & set("<>&\u2028\u2029")


def test_vendored_files_are_what_the_manifest_says() -> None:
    for package in json.loads(assets.read_text_asset("viz/vendor/manifest.json")):
        for name, digest in package["files"].items():
            assert hashlib.sha256(assets.path(f"viz/vendor/{name}").read_bytes()).hexdigest() == digest
