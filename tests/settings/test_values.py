from dataclasses import replace

import pytest

from kg.errors import UnknownName, UsageError
from kg.settings import Settings
from kg.settings.reasons import setting_reasons
from kg.settings.values import parse_assignments, setting_types

# existing settings, used as examples: a number, a share and a flag
NUMBER, FLAG = "authors.merge_bits", "store.named_graphs"


def test_values_are_replaced_by_name_or_nested_and_others_stay() -> None:
    changed = Settings().with_values({NUMBER: 2, "graph": {"derived": {"luck": 0.25}}})
    assert changed.authors.merge_bits == 2.0
    assert changed.graph.derived.luck == 0.25
    assert changed.with_values({NUMBER: -0.4, "graph.derived.luck": 0.5}) == Settings()


def test_settings_survive_their_plain_form() -> None:
    changed = Settings().with_values({NUMBER: 2, FLAG: True, "base": "https://example.org/x"})
    assert changed.base == "https://example.org/x/"
    assert Settings.from_dict(changed.as_dict()) == changed


def test_plain_settings_must_be_complete_and_known() -> None:
    values = Settings().as_dict()
    with pytest.raises(UnknownName, match=r'no setting called "paint". '):
        Settings.from_dict(values | {"paint": 1})
    del values["store"]
    with pytest.raises(UsageError, match=r"^store\..*: missing among the settings"):
        Settings.from_dict(values)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("authors.merge_bit", NUMBER),
        ("author.merge_bits", NUMBER),
        ("merge_bits", NUMBER),
        ("Authors.Merge-Bits", NUMBER),
        ("graph.luck", "graph.derived.luck"),
        ("concepts.merge_bits", NUMBER),
    ],
)
def test_an_unknown_name_is_answered_with_those_that_may_be_meant(typed: str, meant: str) -> None:
    for change in (lambda: parse_assignments(Settings, [f"{typed}=1"]), lambda: Settings().with_values({typed: 1})):
        with pytest.raises(UnknownName) as caught:
            change()
        assert caught.value.near[0] == meant
        assert f'no setting called "{typed}". Did you mean {meant}' in str(caught.value)


def test_nothing_is_offered_for_a_name_like_none() -> None:
    with pytest.raises(UnknownName, match=r'no setting called "qqq.zzz"\. `kg settings` lists all\.'):
        Settings().with_values({"qqq": {"zzz": 1}})


def test_a_section_is_not_a_setting() -> None:
    with pytest.raises(UsageError, match=r"^authors is a section of settings; name one of its settings"):
        Settings().with_values({"authors": 3})


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        (NUMBER, "x", 'authors.merge_bits is a number, not "x"'),
        (NUMBER, True, "authors.merge_bits is a number, not true"),
        (NUMBER, [1], r"authors.merge_bits is a number, not \[1\]"),
        (NUMBER, float("nan"), "authors.merge_bits is a number, not nan"),
        (NUMBER, float("-inf"), "authors.merge_bits is a number, not -inf"),
        (FLAG, 1, "store.named_graphs is true or false, not 1"),
        ("layout.seed", 7.0, r"layout.seed is a whole number of 0 or more, not 7\.0"),
        ("layout.seed", -1, "layout.seed is a whole number of 0 or more, not -1"),
        ("layout.seed", True, "layout.seed is a whole number of 0 or more, not true"),
        ("base", 3, "base is a text, not 3"),
        ("base", "no iri", '"no iri" cannot be a base IRI'),
    ],
)
def test_a_value_has_the_type_and_range_of_its_setting(name: str, value: object, shown: str) -> None:
    with pytest.raises(UsageError, match=shown):
        Settings().with_values({name: value})


def test_values_are_checked_however_settings_are_made() -> None:
    with pytest.raises(UsageError, match=r"layout\.seed is a whole number of 0 or more, not -1"):
        Settings(layout=replace(Settings().layout, seed=-1))


@pytest.mark.parametrize(
    ("assignment", "value"),
    [(f"{NUMBER}=2", 2.0), (f" {NUMBER} = -1e1 ", -10.0), (f"{FLAG}=True", True), (f"{FLAG}=false", False),
     ("layout.seed=12", 12), ("base=urn:a=b/", "urn:a=b/")],
)  # fmt: skip
def test_a_text_is_read_as_the_type_of_its_setting(assignment: str, value: object) -> None:
    (found,) = parse_assignments(Settings, [assignment]).values()
    assert (found, type(found)) == (value, type(value))


def test_the_last_of_two_texts_for_one_setting_counts() -> None:
    assert parse_assignments(Settings, [f"{NUMBER}=1", f"{NUMBER}=2"]) == {NUMBER: 2.0}


@pytest.mark.parametrize(
    ("assignment", "shown"),
    [
        (NUMBER, 'not a setting with its value: "authors.merge_bits"'),
        (f"{NUMBER}=", 'authors.merge_bits is a number, not ""'),
        (f"{NUMBER}=inf", "authors.merge_bits is a number, not inf"),
        (f"{FLAG}=1", 'store.named_graphs is true or false, not "1"'),
        ("layout.seed=1.5", 'layout.seed is a whole number of 0 or more, not "1.5"'),
        ("layout.seed=-3", "layout.seed is a whole number of 0 or more, not -3"),
    ],
)
def test_a_text_of_another_type_is_refused(assignment: str, shown: str) -> None:
    with pytest.raises(UsageError, match=shown):
        parse_assignments(Settings, [assignment])


def test_every_setting_has_a_reason() -> None:
    reasons = setting_reasons(Settings)
    assert list(reasons) == list(setting_types(Settings))
    assert [name for name, reason in reasons.items() if not reason] == []
