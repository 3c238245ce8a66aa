"""Texts with their markup removed, and the mapping of offsets back to the digest's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.text.clean_text import ADDRESS, clean_text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("We use BERT.", "We use BERT."),
        ("a hard\nwrap", "a hard wrap"),
        ("multi-\nmodal learning", "multi-modal learning"),
        ("two  spaces \n here", "two spaces here"),
        (r"\textbf{HoneyNet} on \emph{wax}", "HoneyNet on wax"),
        (r"$k$-means and $\alpha$-fair", "k-means and alpha-fair"),
        (r"gains of 5\% and $4\times$", "gains of 5% and 4×"),
        (r"Poincar\'e and na\"{i}ve", "Poincaré and naïve"),
        (r"code: \url{https://example.org/a_b}.", "code: ."),
        ("see https://example.org/x for more", f"see {ADDRESS} for more"),
        ("ＢＥＲＴ和ＧＰＴ－４", "BERT和GPT-4"),
        ("中文（BERT），句号。", "中文（BERT），句号。"),
        ("a~b", "a b"),
        (r"\unknowncommand{kept}", "kept"),
        ("deep \u202egninrael\u202c and \u2067maps\u2069", "deep gninrael and maps"),
    ],
)
def test_markup_goes_and_words_stay(written: str, printed: str) -> None:
    assert clean_text(written).text == printed


def test_a_span_leads_back_to_its_characters() -> None:
    written = "On \\textbf{Image\\-Net}\nand  $\\beta$-VAE"
    found = clean_text(written)
    start = found.text.index("beta-VAE")
    low, high = found.original(start, start + len("beta-VAE"))
    assert written[low:high] == "\\beta$-VAE"
    assert found.cleaned(low, high) == (start, start + len("beta-VAE"))


@given(st.text(alphabet=list("ab Z.-$\\{}~\n%&_'\"，（a１中https:/x"), max_size=60))
def test_places_rise_and_stay_inside(written: str) -> None:
    found = clean_text(written)
    if found.places is None:
        assert len(found.text) == len(written)
        return
    assert len(found.places) == len(found.text)
    assert list(found.places) == sorted(found.places)
    assert all(0 <= place < len(written) for place in found.places)
    for start in range(len(found.text)):
        low, high = found.original(start, start + 1)
        assert 0 <= low < high <= len(written)
