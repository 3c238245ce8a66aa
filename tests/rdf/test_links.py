"""Any text can become an IRI that both RDF libraries accept."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.frames.links import SAFE, link_iri

texts = st.text(st.characters(codec="utf-8"), max_size=40)


@given(st.one_of(texts, texts.map("https://".__add__), texts.map("http://example.org/".__add__)))
def test_whatever_is_printed_becomes_a_valid_iri_once(text: str) -> None:
    iri = link_iri(text)
    line = f"<{iri}> <http://example.org/p> <{iri}> .\n".encode()
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert quad.subject == ox.NamedNode(iri)
    assert link_iri(iri) == iri


@pytest.mark.parametrize(
    ("printed", "iri"),
    [
        ("https://github.com/toy/code", "https://github.com/toy/code"),
        ("https://toy.example/~me/?a=1&b=%20#top", "https://toy.example/~me/?a=1&b=%20#top"),
        ("https://toy.example/a b", "https://toy.example/a%20b"),
        ('https://toy.example/"<x>"', "https://toy.example/%22%3Cx%3E%22"),
        ("https://toy.example/100%", "https://toy.example/100%25"),
        ("https://toy.example/图", "https://toy.example/%E5%9B%BE"),
        ("toy.example/page", "http://toy.example/page"),
        ("https://toy.example/a[0]", "https://toy.example/a%5B0%5D"),
    ],
)
def test_only_what_rfc_3987_forbids_is_encoded(printed: str, iri: str) -> None:
    assert link_iri(printed) == iri


@given(st.from_regex(SAFE, fullmatch=True))
def test_an_address_taken_as_it_stands_needs_no_encoding(url: str) -> None:
    assert link_iri(url) == url
