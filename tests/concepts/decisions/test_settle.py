from collections import Counter
from collections.abc import Sequence
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.concepts.decisions.decisions import (
    CONCEPT_VERBS,
    TYPES_BY_NAME,
    ConceptDecision,
    ConceptDecisions,
    ConceptReference,
    parse_concept_decisions,
)
from kg.concepts.decisions.settle import apply_concept_decisions
from kg.concepts.decisions.ties import ConceptLookup
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.errors import DecisionsError
from kg.model import Concept, ConceptType
from kg.report_codes import Level, Report
from kg.wording.reports import describe_report

T = ConceptType
Labels = Sequence[tuple[str, str]]


def vocabulary(*concepts: Concept, hidden: Sequence[Label] = ()) -> Vocabulary:
    labels = [Label(c.id, c.label, "en") for c in concepts]
    labels += [Label(c.id, *other) for c in concepts for other in c.labels]
    return Vocabulary(tuple(sorted(concepts, key=lambda c: c.id)), (*labels, *hidden))


BEES = vocabulary(
    Concept("hive-counting", T.TASK, "hive counting", (("蜂巢计数", "zh"),), ("apiology",), curated=True),
    Concept("bee-attention", T.METHOD, "bee attention", (("蜜蜂注意力", "zh"), ("BA", "en")), curated=True),
    Concept("apiology", T.FIELD, "apiology", (), ("zoology",), curated=True),
    Concept("zoology", T.FIELD, "zoology", (), (), curated=True),
    Concept("hivenet", T.MODEL, "HiveNet", (), ("bee-attention",), curated=True),
    Concept("sweet-averaging-method", T.METHOD, "sweet averaging method", curated=True),
    Concept("pollen-routing-network", T.METHOD, "pollen routing network", (("PRN", "en"),), votes=(("method", 3),)),
    Concept("wax-index", T.UNTYPED, "wax index", votes=(("metric", 2), ("method", 2))),
    hidden=(Label("hivenet", "SAM", "", hidden=True), Label("sweet-averaging-method", "SAM", "", hidden=True)),
)


def settled(text: str, known: Vocabulary = BEES) -> tuple[Vocabulary, tuple[Report, ...]]:
    return apply_concept_decisions(known, parse_concept_decisions(text.encode(), "decisions/concepts.txt"))


def concept(known: Vocabulary, id_: str) -> Concept:
    (found,) = (c for c in known.concepts if c.id == id_)
    return found


def shown(known: Vocabulary, id_: str) -> set[tuple[str, str]]:
    return {(label.text, label.language) for label in known.labels if label.concept == id_ and not label.hidden}


def test_two_that_are_one_keep_the_first_id_and_label_and_all_labels() -> None:
    made, reports = settled('same "PRN" "bee attentions"')
    assert not reports
    assert "bee-attention" not in {c.id for c in made.concepts}
    one = concept(made, "pollen-routing-network")
    assert (one.label, one.type, one.curated, one.votes) == ("PRN", T.METHOD, True, (("method", 3),))
    assert one.labels == (
        ("蜜蜂注意力", "zh"), ("BA", "en"), ("bee attention", "en"), ("pollen routing network", "en"),
    )  # fmt: skip
    assert shown(made, one.id) == {*one.labels, ("PRN", "en")}
    assert concept(made, "hivenet").broader == ("pollen-routing-network",)


def test_the_preferred_label_is_as_the_vocabulary_writes_it() -> None:
    assert concept(settled('same "hive-countings" "wax index"')[0], "hive-counting").label == "hive counting"
    assert concept(settled("same hive-counting wax-index")[0], "hive-counting").label == "hive counting"


def test_a_label_nobody_knows_is_another_label_of_what_it_is_the_same_as() -> None:
    made, reports = settled('same "HiveNet" "Hive Net v1"\nsame "Buzz Count" "hive counting"')
    assert not reports
    assert shown(made, "hivenet") == {("HiveNet", "en"), ("Hive Net v1", "en")}
    buzz = concept(made, "buzz-count")
    assert (buzz.label, buzz.type, buzz.broader) == ("Buzz Count", T.TASK, ("apiology",)), "as if it were known"
    known = vocabulary(*BEES.concepts, Concept("buzz-count", T.UNTYPED, "buzz count"))
    assert concept(settled('same "Buzz Counts" "hive counting"', known)[0], "buzz-count").type is T.TASK


def test_the_type_of_what_is_joined_is_the_first_ones_unless_it_has_none() -> None:
    assert concept(settled('same "wax index" "hive counting"')[0], "wax-index").type is T.TASK
    assert concept(settled('same "HiveNet" "hive counting"')[0], "hivenet").type is T.MODEL
    both = 'same "wax index" "hive counting"\nsame "wax index" "HiveNet"'
    assert concept(settled(both)[0], "wax-index").type is T.UNTYPED
    assert concept(settled(f'{both}\ntype "HiveNet" metric')[0], "wax-index").type is T.METRIC


def test_what_is_none_is_gone_with_all_its_labels_and_links_lead_past_it() -> None:
    made, reports = settled('not "apiologies"\nnot PRN\n'.replace("PRN", '"PRN"'))
    assert not reports
    assert {"apiology", "pollen-routing-network"}.isdisjoint({c.id for c in made.concepts})
    assert {label.concept for label in made.labels} == {c.id for c in made.concepts}
    assert concept(made, "hive-counting").broader == ("zoology",)
    assert set(made.refused) == {"apiology", "apiologies", "PRN", "pollen routing network"}


def test_a_label_of_others_as_well_is_theirs_when_one_is_gone() -> None:
    made, _ = settled("not hivenet")
    assert made.refused == ("HiveNet",)
    assert ConceptLookup(made).find(ConceptReference("SAM")) == ("sweet-averaging-method",)


def test_a_type_wins_and_makes_a_concept_of_a_label_nobody_knows() -> None:
    made, reports = settled(
        'type "wax index" metric\ntype "Wax Arena" dataset\nsame "Wax Arena" "WxA"\nlabel "Wax Arena" "蜡"@zh\n'
        'type "hive counting" untyped'
    )
    assert not reports
    assert concept(made, "wax-index").type is T.METRIC
    assert concept(made, "hive-counting").type is T.UNTYPED
    arena = concept(made, "wax-arena")
    assert (arena.type, arena.label, arena.labels) == (T.DATASET, "Wax Arena", (("蜡", "zh"), ("WxA", "en")))
    assert arena.curated, "a person has written it"
    assert ConceptLookup(made).find(ConceptReference("Wax arenas")) == ("wax-arena",)


def test_a_label_keeps_the_id_and_the_old_label() -> None:
    made, reports = settled('label "hive counting" "HC"\nlabel "HiveNet" "蜂巢网"@zh\nlabel "BA" "蜂注意"@zh')
    assert not reports
    counting = concept(made, "hive-counting")
    assert (counting.label, counting.labels) == ("HC", (("蜂巢计数", "zh"), ("hive counting", "en")))
    assert concept(made, "hivenet").labels == (("蜂巢网", "zh"),)
    attention = concept(made, "bee-attention")
    assert (attention.label, attention.labels[0]) == ("bee attention", ("蜂注意", "zh"))
    assert ("蜜蜂注意力", "zh") in attention.labels


def test_a_label_says_more_than_the_order_in_same() -> None:
    made, _ = settled('same "BA" "wax index"\nlabel "wax index" "wax attention"')
    assert concept(made, "bee-attention").label == "wax attention"


def test_a_label_that_was_found_as_a_concept_of_its_own_is_one_with_what_it_names() -> None:
    made, reports = settled('label "bee attention" "PRN"')
    assert not reports
    attention = concept(made, "bee-attention")
    assert (attention.label, len(made.concepts)) == ("PRN", len(BEES.concepts) - 1)
    assert ("pollen routing network", "en") in attention.labels


def test_a_shared_label_is_given_to_the_one_whose_label_it_is_to_be() -> None:
    made, _ = settled('label "HiveNet" "SAM"')
    assert ConceptLookup(made).find(ConceptReference("SAM")) == ("hivenet",)


@pytest.mark.parametrize("reference", ['"HiveNet"', '"HIVENET"', "hivenet", '"hivenet"'])
def test_a_concept_is_meant_by_label_or_id(reference: str) -> None:
    assert concept(settled(f"type {reference} software")[0], "hivenet").type is T.SOFTWARE


def test_links_in_a_circle_are_dropped() -> None:
    made, _ = settled('same "zoology" "hive counting"')
    assert concept(made, "zoology").broader == concept(made, "apiology").broader == ()


def test_a_line_that_means_nothing_here_waits() -> None:
    lines = ['not "key challenge"', 'same "honey" "mead"', 'label "honey" "mel"', "type honey-pot dataset"]
    made, reports = settled("\n".join(["", *lines]))
    assert made == Vocabulary(BEES.concepts, BEES.labels, refused=("key challenge",))
    assert [(r.level, r.file, r.line) for r in reports] == [(Level.WARNING, "concepts.txt", n) for n in range(2, 6)]
    assert describe_report(reports[1]) == 'no concept here is called "honey" or "mead"; the line waits until one is'


def test_two_that_come_first_are_told_and_the_known_one_stays() -> None:
    made, reports = settled('same "honey" "BA"\nsame "HiveNet" "BA"\n')
    assert concept(made, "hivenet").label == "HiveNet"
    assert ("honey", "en") in concept(made, "hivenet").labels
    (report,) = reports
    assert (report.line, describe_report(report)) == (
        1,
        "other lines merge this with hivenet, which keeps its id and its label",
    )


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (
            'type "BA" method\ntype "bee attention" model',
            2,
            'type "bee attention" model, but line 1 says type "BA" method; remove one of these 2 lines',
        ),
        (
            'type "BA" task\nsame "BA" "x"\nsame "x" "wax index"\ntype "wax index" model',
            4,
            'line 1 says type "BA" task, line 2 says same "BA" "x" and line 3 says same "x" "wax index"; remove one of',
        ),
        ('not "honey pots"\n\ntype "Honey-Pot" task', 3, 'type "Honey-Pot" task, but line 1 says not "honey pots"'),
        ('same "BA" "HiveNet"\nnot hivenet', 2, 'not hivenet, but line 1 says same "BA" "HiveNet"'),
        ('not "BA"\nnot "HiveNet"\nsame "BA" "HiveNet"', 3, 'same "BA" "HiveNet", but line 1 says not "BA"'),
        ('label "wax index" "PRN"\nnot "PRN"', 2, 'not "PRN", but line 1 says label "wax index" "PRN"'),
        ('label "BA" "a"\nlabel "bee attention" "b"', 2, 'but line 1 says label "BA" "a"'),
        ('label "BA" "a"@zh\nlabel "BA" "b"@zh', 2, 'but line 1 says label "BA" "a"@zh'),
        (
            'label "BA" "HiveNet"',
            1,
            '"HiveNet" is a label of hivenet already; choose another label, or merge',
        ),
        ('type "SAM" model', 1, '"SAM" means several concepts, hivenet, sweet-averaging-method; write the id'),
    ],
)
def test_lines_that_contradict_each_other_are_named(lines: str, line: int, said: str) -> None:
    with pytest.raises(DecisionsError) as caught:
        settled(lines)
    assert said in str(caught.value)
    assert (caught.value.path, caught.value.line) == ("decisions/concepts.txt", line)


@pytest.mark.parametrize(
    "lines",
    [
        'type "BA" method\ntype "bee attention" method',
        'same "BA" "HiveNet"\nsame "HiveNet" "BA"',
        'same "BA" "bee attention"',
        'not "BA"\nnot "bee attention"',
        'label "BA" "HiveNet"\nsame "BA" "HiveNet"',
        'label "BA" "a"\nlabel "BA" "a"@zh',
    ],
)
def test_saying_a_thing_twice_is_no_contradiction(lines: str) -> None:
    settled(lines)


# -- what holds for any vocabulary -----------------------------------------------------------------------------

WORDS = ("hive", "bee model", "BA", "wax-net", "蜂", "SAM", "mead", "honey pots", "honey-pot", "queen")


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Concepts listed after their broader ones, with labels that several may share."""
    labels = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True))
    concepts: list[Concept] = []
    hidden: list[Label] = []
    for i, label in enumerate(labels):
        id_ = f"c{i}" if draw(st.booleans()) else ConceptReference(label).key.lower().replace("%", "")
        if id_ in {c.id for c in concepts}:
            continue
        others = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["en", "zh"])), max_size=2))
        broader = draw(st.lists(st.sampled_from([c.id for c in concepts]), max_size=2, unique=True)) if concepts else []
        type_ = draw(st.sampled_from([T.TASK, T.MODEL, T.UNTYPED]))
        others = sorted({*others} - {(label, "en")})
        concepts.append(Concept(id_, type_, label, tuple(others), tuple(sorted(broader)), draw(st.booleans())))
        if draw(st.booleans()):
            hidden.append(Label(id_, draw(st.sampled_from(WORDS)), "", hidden=True))
    return vocabulary(*concepts, hidden=hidden)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[ConceptDecision, ...]:
    def line(number: int) -> ConceptDecision:
        verb = draw(st.sampled_from(CONCEPT_VERBS))
        meant = st.sampled_from(WORDS).map(ConceptReference) | st.sampled_from(["c0", "c1", "c2", "hive"]).map(
            lambda id_: ConceptReference(id=id_)
        )
        concepts = tuple(draw(meant) for _ in range(2 if verb == "same" else 1))
        text = draw(st.sampled_from({"type": ["task", "model"], "label": WORDS[:5]}.get(verb, [""])))
        return ConceptDecision(
            verb, concepts, number, text, draw(st.sampled_from(["en", "zh"])) if verb == "label" else ""
        )

    return tuple(line(number) for number in range(1, 1 + draw(st.integers(0, 5))))


def outcome(known: Vocabulary, lines: Sequence[ConceptDecision]) -> Vocabulary | None:
    try:
        return apply_concept_decisions(known, ConceptDecisions("concepts.txt", tuple(lines)))[0]
    except DecisionsError:
        return None


@given(vocabularies())
@settings(deadline=None)
def test_no_lines_change_nothing(known: Vocabulary) -> None:
    assert apply_concept_decisions(known, ConceptDecisions()) == (known, ())


@given(vocabularies(), decisions(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=300)
def test_the_order_of_lines_does_not_matter(
    known: Vocabulary, lines: tuple[ConceptDecision, ...], random: Random
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert outcome(known, shuffled) == outcome(known, lines)


@given(vocabularies(), decisions())
@settings(deadline=None, max_examples=300)
def test_what_comes_out_is_a_vocabulary_that_keeps_to_the_lines(
    known: Vocabulary, lines: tuple[ConceptDecision, ...]
) -> None:
    made = outcome(known, lines)
    if made is None:
        return
    ids = [c.id for c in made.concepts]
    assert ids == sorted(set(ids))
    assert {label.concept for label in made.labels} <= set(ids)
    assert max(Counter(made.labels).values(), default=1) == 1 or len(set(known.labels)) < len(known.labels)
    links = nx.DiGraph((c.id, wide) for c in made.concepts for wide in c.broader)
    assert set(links) <= set(ids)
    assert nx.is_directed_acyclic_graph(links)
    before, after = ConceptLookup(known), ConceptLookup(made)
    by_id = {c.id: c for c in made.concepts}
    for line in lines:
        for meant in line.concepts:
            was = before.find(meant)
            if not was:
                continue
            if line.verb == "not":
                assert was[0] not in by_id
            elif meant.label:
                assert after.find(meant), line
            if line.verb == "type" and meant.label and len(found := after.find(meant)) == 1:
                assert by_id[found[0]].type is TYPES_BY_NAME[line.text]
    for c in made.concepts:
        texts = {label.text for label in made.labels if label.concept == c.id and not label.hidden}
        assert {c.label, *(text for text, _ in c.labels)} <= texts
