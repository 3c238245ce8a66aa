from kg.authors.spelling.nicknames import nicknames
from kg.authors.spelling.person_name import parse_name


def test_a_short_form_is_found_from_both_sides() -> None:
    table = nicknames()
    assert all(formal in table[short] for formal, others in table.items() for short in others)


def test_two_short_forms_of_one_name_are_not_each_other() -> None:
    table = nicknames()
    assert {"will", "bill"} <= table["william"]
    assert "will" not in table["bill"]


def test_every_name_of_the_table_can_be_met() -> None:
    for name in nicknames():
        assert parse_name(f"{name.title()} Roe").first == name
