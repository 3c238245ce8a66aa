"""Addresses that abstracts print."""

import pytest

from kg.ingest.cleaning.links import classify, find_links
from kg.model import LinkKind

CODE, DATASET, MODEL, PROJECT, OTHER = (
    LinkKind.CODE, LinkKind.DATASET, LinkKind.MODEL, LinkKind.PROJECT, LinkKind.OTHER,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Code: https://github.com/ann/shells.", [("https://github.com/ann/shells", CODE)]),
        ("(see http://www.github.com/ann/shells.git)", [("https://github.com/ann/shells", CODE)]),
        ("at https://github.com/ann/shells/tree/main/x?tab=1#top now", [("https://github.com/ann/shells", CODE)]),
        ("at github.com/ann/shells, and more", [("https://github.com/ann/shells", CODE)]),
        (r"\href{https://github.com/a/w\_n}{https://github.com/a/w\_n}", [("https://github.com/a/w_n", CODE)]),
        (r"\url{https://github.com/ann/Diff}}$.", [("https://github.com/ann/Diff", CODE)]),
        ("https: //github.com/ann/shells", [("https://github.com/ann/shells", CODE)]),
        ("https://github.com/\nann/Two_Words.", [("https://github.com/ann/Two_Words", CODE)]),
        ("https://github.com/ann/deep-\nshell-net.", [("https://github.com/ann/deep-shell-net", CODE)]),
        ("https://github.com/ann/KD- OCT.", [("https://github.com/ann/KD-OCT", CODE)]),
        ("https://github.com/ann/shells .", [("https://github.com/ann/shells", CODE)]),
        ("https://github.com/ann/shells and https://github.com/Ann/Shells", [("https://github.com/ann/shells", CODE)]),
        (
            "https://github.com/ann/shellshttps://github.com/bo/x",
            [("https://github.com/ann/shells", CODE), ("https://github.com/bo/x", CODE)],
        ),
        ("代码见 https://github.com/ann/shells。", [("https://github.com/ann/shells", CODE)]),
        ("https://gitlab.com/group/sub/repo/-/tree/main", [("https://gitlab.com/group/sub/repo", CODE)]),
        ("https://anonymous.4open.science/r/abc-12/README.md", [("https://anonymous.4open.science/r/abc-12", CODE)]),
        ("https://github.com/ann", [("https://github.com/ann", OTHER)]),
        ("https://hf.co/datasets/ann/shells/viewer", [("https://huggingface.co/datasets/ann/shells", DATASET)]),
        ("https://huggingface.co/ann/shell-7b/tree/main", [("https://huggingface.co/ann/shell-7b", MODEL)]),
        ("https://huggingface.co/spaces/ann/demo", [("https://huggingface.co/spaces/ann/demo", OTHER)]),
        ("https://www.kaggle.com/datasets/ann/shells", [("https://kaggle.com/datasets/ann/shells", DATASET)]),
        ("https://doi.org/10.5281/zenodo.123456.", [("https://doi.org/10.5281/zenodo.123456", DATASET)]),
        ("https://zenodo.org/records/123", [("https://zenodo.org/records/123", DATASET)]),
        ("http://ann.github.io/shells/", [("https://ann.github.io/shells", PROJECT)]),
        ("Project page: https://shells.example.org/", [("https://shells.example.org", PROJECT)]),
        ("See https://shells.example.org/a(b).", [("https://shells.example.org/a(b)", OTHER)]),
        ("https://github.com/", []),
        ("https://github.com/ \n", []),
        ("https://github.com/ann/cut-", []),
        ("https://github.com/XXXX/XXXX", []),
        ("https://example.org/...", []),
        ("http://localhost/x http://", []),
        ("no address, just github and a//b", []),
    ],
)  # fmt: skip
def test_addresses(text: str, links: list[tuple[str, LinkKind]]) -> None:
    assert find_links(text) == links


def test_a_broken_field_is_no_link() -> None:
    assert classify("not an address") is None
    assert classify("javascript:alert(1)//x.org") is None


def test_addresses_that_differ_only_in_the_case_of_their_path_are_two_unless_the_host_passes_over_it() -> None:
    text = "At https://bit.ly/AbCd, https://bit.ly/aBcD, https://github.com/Ann/Tool and https://github.com/ann/tool."
    found = find_links(text)
    assert [url for url, _ in found] == ["https://bit.ly/AbCd", "https://bit.ly/aBcD", "https://github.com/Ann/Tool"]
