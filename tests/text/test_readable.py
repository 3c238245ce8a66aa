"""Titles with LaTeX in readable form."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.readable import readable

SHOWN = [
    (
        r"$\mathcal{O}(n^2)$ bounds for $k$-means: $\alpha_{t+1} \le \beta$ and \textbf{bold} \"uber",
        "O(n²) bounds for k-means: α_{t+1} ≤ β and bold über",
    ),
    # scripts
    (r"$x_i^2$, H$_2$O, $^{13}$C, $10^{-3}$, $e^{-x}$", "xᵢ², H₂O, ¹³C, 10⁻³, e⁻ˣ"),
    (r"$x_{ij}$, $L^\infty$, $A^\top$, $90^\circ$, $f'$, $W_\alpha$", "x_{ij}, L^∞, Aᵀ, 90°, f′, W_α"),
    (r"CO\textsubscript{2} and m\textsuperscript{2}", "CO₂ and m²"),
    # letters, fractions, roots
    (r"$\mathbb{R}^n$, $\mathbb{E}[X]$, $\mathfrak{sl}_2$, $\mathcal N=4$", "ℝⁿ, 𝔼[X], sl₂, N=4"),
    (r"$\frac{a}{b}$, $\frac{a+b}{2}$, $\tfrac12$", "a/b, (a+b)/2, 1/2"),
    (r"$\sqrt{n}$, $\sqrt{n+1}$, $\sqrt[3]{x}$", "√n, √(n+1), ∛x"),
    (r"$\hat{y}$, $\bar x$, $\tilde{O}(n)$, $\widehat{abc}$", "ŷ, x̄, Õ(n), abc"),
    (r"$\ell_1$-norm, $\|x\|_2$, $\{0,1\}^n$, $\left(\frac{1}{2}\right)$", "ℓ₁-norm, ‖x‖₂, {0,1}ⁿ, (1/2)"),
    # signs, and the spaces next to them
    (r"$3\times3$, $n \times m$, $x\in X$, $\alpha x$, $\sim$5", "3×3, n × m, x∈X, αx, ∼5"),
    (r"$O(n\log n)$, $\log\log n$, $\sin\theta$, $\log^2 n$", "O(n log n), log log n, sin θ, log² n"),
    (r"$W^\prime \rightarrow tb$ at $\sqrt{s} = 13$ TeV", "W′ → tb at √s = 13 TeV"),
    (r"$$E=mc^2$$ \(a+b\) \[x\]", "E=mc² a+b x"),
    # commands in running text
    (r"\textit{in vivo}, {\em in vitro}, \emph{in \textbf{silico}}", "in vivo, in vitro, in silico"),
    (r"50\% off, R\&D, \#1, a\_b, \$5", "50% off, R&D, #1, a_b, $5"),
    (r"Erd\H{o}s, \'{E}cole, Stra\ss e, \c c", "Erdős, École, Straße, ç"),
    (r"\href{https://x.org}{a page} \footnote{not this}", "a page"),
    (r"\ours: \acro{BERT} with \unknown", "ours: acro BERT with unknown"),
    ("{BERT}: {D}eep {L}earning", "BERT: Deep Learning"),
    ("pre--trained, 3--5, so---or not, Fig.~1, ``quoted''", "pre–trained, 3–5, so—or not, Fig. 1, “quoted”"),
]
KEPT = [
    "", "A plain title", "from $5 to $10 a day", "It costs $5, or 10$", "$5-$10", "US$100 vs CA$200", "Ke$ha and A$AP",
    "p < 0.05 & q > 1", "List<int> a&b", "snake_case and x^2", "over {0,1} and {name}", "α_{T+1} stays", "~5 km",
    "http://example.org/~user", "kg --verbose", "<!-- a comment -->", "a --> b", "图神经网络 {图}", "$", "{", "}", "$$",
]  # fmt: skip
PIECES = st.sampled_from(
    r"\alpha \frac \sqrt { } $ ^ _ ~ -- --- `` '' ' a B 12 \ \$ \{ \} \textbf \text \log [ ] ( ) \mathbb \"u \\ \foo , "
    r"\footnote \url é 中 - > / \hat \left \begin \% `".split(" ")
) | st.sampled_from([" ", "\n"])


@pytest.mark.parametrize(("printed", "shown"), SHOWN)
def test_latex_is_shown(printed: str, shown: str) -> None:
    assert readable(printed) == shown
    assert readable(shown) == shown


@pytest.mark.parametrize("text", KEPT)
def test_what_is_not_latex_stays(text: str) -> None:
    assert readable(text) == text


@given(st.lists(PIECES, max_size=12).map("".join) | st.text())
def test_reading_twice_changes_nothing(text: str) -> None:
    assert readable(readable(text)) == readable(text)


@given(st.text(alphabet=st.characters(exclude_characters="\\$~{}`-")))
def test_a_text_without_markup_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize(
    "unit",
    ["{", "}", "$", "$a", "\\", "\\$", "\\frac", "\\frac{a}", "^", "^{", "``a", "--", "\\textbf{", "$\\sqrt[", "$x_{"],
)
def test_nonsense_takes_no_time(unit: str) -> None:
    start = time.perf_counter()
    readable(unit * 10_000)
    readable("$" + unit * 10_000 + "$")
    assert time.perf_counter() - start < 5
