"""Entities and tags in titles, names and abstracts."""

import pytest
from cpu import is_linear
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.cleaning.markup import decode_markup

DECODED = [
    ("Ebb &amp; flow: &lt;div&gt; and &#x3B2;-sheets of kelp", "Ebb & flow: <div> and β-sheets of kelp"),
    ("Teo D&#39;Arcy, J&uuml;rgen K&ouml;hler", "Teo D'Arcy, Jürgen Köhler"),
    ("R&amp;amp;D, p &amp;lt; 0.05", "R&D, p < 0.05"),
    ("p &lt; 0.05 and q &gt; 1&nbsp;%", "p < 0.05 and q > 1 %"),
    ("CO<sub>3</sub> in <i>Mytilus edulis</i> at 4 m<sup>2</sup>", "CO₃ in Mytilus edulis at 4 m²"),
    ("<SUP>13</SUP>C, K<sub>eff</sub>, x<sup>α</sup>, 21<sup>st</sup>", "¹³C, K_{eff}, x^α, 21st"),
    ("&lt;i&gt;E. coli&lt;/i&gt; at H<sub><i>2</i></sub>O", "E. coli at H₂O"),
    ('<span class="x">a</span> <a href="https://x.org?a=1&amp;b=2">link</a>', "a link"),
    ('<mml:math xmlns:mml="http://w3.org"><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn></mml:math>', "x=2"),
    ("<jats:p>One.</jats:p><jats:p>Two &amp; three.</jats:p>", "One.\nTwo & three."),
    ("one<br/>two<br>three<!-- no -->", "one\ntwo\nthree"),
    ("<p>A paragraph left open", "A paragraph left open"),
]
KEPT = [
    "p < 0.05 and q > 1", "x<y", "x<y>z", "a <tag> here", "List<int>, Map<K,V>", "x<a and b>c", "for <i> in <list>",
    "the <b> element", "a&b", "AT&T", "R&D", "a &copy b", "&unknown; &#xZZ; &;", r"$a & b \\ c$", "<T> is a type",
    "i<b and c>d", "</b>",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "plain"), DECODED)
def test_markup_is_decoded(printed: str, plain: str) -> None:
    assert decode_markup(printed) == plain
    assert decode_markup(plain) == plain


@pytest.mark.parametrize("text", KEPT)
def test_signs_that_are_not_markup_stay(text: str) -> None:
    assert decode_markup(text) == text


@given(st.text(alphabet=st.characters(exclude_characters="&<")))
def test_a_text_without_markup_stays(text: str) -> None:
    assert decode_markup(text) == text


@given(st.lists(st.sampled_from("<i> </i> <sub> </sub> <sup> </sup> <p> <br/> &amp; & < > a 2".split())).map("".join))
def test_any_nesting_can_be_read(text: str) -> None:
    assert decode_markup(text).count("2") <= text.count("2")


@pytest.mark.parametrize("unit", ["<sub>", "<!--", "<i a=", '<i a="', "&amp;", "<b><i>", "<", "</i>", "<a ", "&#"])
def test_nonsense_is_read_in_linear_time(unit: str) -> None:
    assert is_linear(lambda size: decode_markup(unit * size), 10_000)
