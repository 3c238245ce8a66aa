import pytest

from kg.authors.spelling.order import MIN_CLEAR_BITS, is_known_surname, order_bits


@pytest.mark.parametrize(
    "name",
    "zhonghua wei|haruki kato|janos szabo|minsu kim|john smith|ivan petrov|wanli ouyang|thi mai tran".split("|"),
)
def test_the_surname_is_known_from_counts_and_conventions(name: str) -> None:
    words = tuple(name.split())
    assert order_bits(words) > 0
    assert order_bits((words[-1], *words[:-1])) < 0


@pytest.mark.parametrize("name", ["zhou yu", "yu zhou", "liu yang", "j smith", "plato", "quindt xerolf"])
def test_some_names_may_be_read_either_way(name: str) -> None:
    assert abs(order_bits(tuple(name.split()))) < MIN_CLEAR_BITS


def test_short_surnames_are_told_from_initials() -> None:
    assert [is_known_surname(word) for word in ("xu", "le", "jq")] == [True, True, False]
