"""Names that others link into long chains: blocks stay bounded, and each person stays in one block."""

from dataclasses import replace

from toy import filler, paper

from kg.authors import resolve
from kg.authors.explaining.case import open_case
from kg.model import Paper
from kg.settings import AuthorSettings
from kg.settings.sections.authors import BlockSettings

SHARED = ("Xaver Quindtmeyer", "Ottoline Strandberg")
SETTINGS = AuthorSettings()
SMALL = replace(SETTINGS, blocks=BlockSettings(max_authorships=12))


def sizes(papers: list[Paper], settings: AuthorSettings) -> list[int]:
    """Return the authorships of the largest blocks, the largest first."""
    return sorted((len(block.mentions) for _, block in open_case(papers, settings).blocks()), reverse=True)


def initials() -> list[Paper]:
    """Make papers of one author each: an initial, and given names that match it, for both orders of a name."""
    given = [start + end for start in ("Ji", "Ju", "Jia", "Jie") for end in ("an", "ming", "ping", "tao", "wei")]
    names = ["J. Wang", "W. Jian", "Jian Wang", "Wang Jian", *(f"{name} Wang" for name in given), "Wei Jian", "Wu Jian"]
    return [paper(f"2601.{i:05}", name) for i, name in enumerate(names)]


def misprints(size: int) -> list[Paper]:
    """Make papers of rare names, each one letter longer than the previous one: two neighbors may be one person."""
    return [paper(f"2602.{i:05}", f"Quo{'xu' * 4}{'rt' * (i // 2)}{'r' * (i % 2)} Wrangelund") for i in range(size)]


def test_a_chain_through_initials_is_cut_where_nothing_speaks_for_one_person() -> None:
    papers = [*initials(), *filler()]
    assert sizes(papers, SETTINGS)[0] > 20
    assert max(sizes(papers, SMALL), default=0) <= 12


def test_a_chain_of_names_that_may_all_be_one_has_blocks_within_the_bound() -> None:
    papers = [*misprints(40), *filler()]
    assert sizes(papers, SETTINGS)[0] == 40
    found = sizes(papers, SMALL)
    assert 6 < found[0] <= 12
    assert sum(found) > 30


def test_blocks_of_a_chain_do_not_depend_on_the_order_of_papers() -> None:
    papers = [*initials(), *misprints(40), *filler()]
    blocks = [
        {
            tuple(sorted(mention.authorship for mention in block.mentions))
            for _, block in open_case(order, SMALL).blocks()
        }
        for order in (papers, papers[::-1])
    ]
    assert blocks[0] == blocks[1]


def test_an_initial_in_a_chain_finds_the_full_name_that_shares_its_coauthors() -> None:
    title = "Quiet volcanoes and their violins"
    both = [
        paper("2603.00001", "Jinbao Wang", *SHARED, title=title),
        paper("2603.00002", "J. Wang", *SHARED, title=title),
    ]
    papers = [*initials(), *both, *filler()]
    people = {mention.paper: mention.author for mention in resolve(papers, SMALL).authorships if not mention.position}
    assert people["2603.00001"] == people["2603.00002"]
