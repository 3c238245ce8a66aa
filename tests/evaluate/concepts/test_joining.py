"""Tokens are joined into a text with normal spacing, and spans of that text are mapped back to tokens."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.tagging.tagger import TaggedSpan
from kg.evaluate.concepts.joining import join, widen

TOKENS = st.lists(st.sampled_from("ship ' '' `` \" -LRB- ) , . - / % s 3 14 -LSB- ’s 船 -".split()), max_size=20)


@pytest.mark.parametrize(
    ("tokens", "printed"),
    [
        ("A mast -LRB- tall -RRB- and -LSB- sic -RSB- a -LCB- set -RCB- .", "A mast (tall) and [sic] a {set}."),
        ("Ropes , knots ; sails : all wet ? Yes !", "Ropes, knots; sails: all wet? Yes!"),
        ("a state - of - the - art harbour / port", "a state-of-the-art harbour/port"),
        ("95 . 5 % of 12 , 000 gulls , 3 of 4", "95.5% of 12,000 gulls, 3 of 4"),
        ("It rose to 7 . Then it fell .", "It rose to 7. Then it fell."),
        ("fish , e . g . cod , i . e . dinner", "fish, e.g. cod, i.e. dinner"),
        ("he said `` ahoy '' twice", 'he said "ahoy" twice'),
        ("the '' old '' and the ' new ' port", "the \"old\" and the 'new' port"),
        ('so called " fast " boats', 'so called "fast" boats'),
        ("the captain 's log and Lee et al . ' s log", "the captain's log and Lee et al.'s log"),
        ("they do n't know the sailors ' song", "they don't know the sailors' song"),
        ("SailConf ' 09 took place", "SailConf '09 took place"),
        ("a well-kept ship - a sloop - sails", "a well-kept ship - a sloop - sails"),
        ("使用 船 ， 好", "使用 船 ， 好"),
        ("", ""),
    ],
)
def test_texts_look_like_print(tokens: str, printed: str) -> None:
    assert join(tokens.split()).text == printed


@given(TOKENS)
def test_every_token_keeps_its_place(tokens: list[str]) -> None:
    text, places = join(tokens)
    assert "".join(text[start:end] for start, end in places) == text.replace(" ", "")
    assert len(places) == len(tokens)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert text == " ".join(text.split())


@given(TOKENS, st.data())
def test_spans_of_whole_tokens_stay_and_others_grow_to_them(tokens: list[str], data: st.DataObject) -> None:
    text, places = join(tokens)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    touched = [(a, b) for a, b in places if a < end and b > start and start < end]
    expected = [TaggedSpan(touched[0][0], touched[-1][1], "x")] if touched else []
    wider = widen([TaggedSpan(start, end, "x")], places)
    assert wider == expected
    assert widen(wider, places) == wider


def test_a_span_between_tokens_is_gone() -> None:
    assert widen([TaggedSpan(4, 5, "x"), TaggedSpan(4, 6, "y")], join(["ship", "log"]).places) == [
        TaggedSpan(5, 8, "y")
    ]
    assert widen([TaggedSpan(2, 2, "x")], join(["ship"]).places) == []
