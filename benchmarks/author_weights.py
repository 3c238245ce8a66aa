"""Fit ``kg/authors/blocks/weights.toml`` to labeled names, and measure the quality of the fit.

    python -m benchmarks.author_weights ../shared                # cross-validate, then fit and print
    python -m benchmarks.author_weights ../shared --write        # fit and write the file
    python -m benchmarks.author_weights ../shared --ablate       # fit without each kind of evidence

Needs ``pip install arxiv-kg[fit]``. The clustering is run on the labeled corpora; of the pairs of clusters it weighs,
some are kept with the share of their labeled mentions that are one person, and logistic regression learns from them
what each feature is worth. What is weighed depends on the weights, so this goes round a few times. Wrong merges are
mostly refused while samples are drawn, or there would be no good clusters left to learn from. Folds are whole blocks,
so no name is in two of them. Of our own judged pairs every other one teaches; the rest is for ``kg evaluate pairs``.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.labeled import FOLDS, Gold, Judged, Sample
from kg.authors.blocks import BlockInput, PairWeigher, cluster_block
from kg.authors.blocks.clustering import Cluster, Merge
from kg.authors.blocks.evidence import FEATURES, KINDS, kind_features
from kg.evaluate.authors import AuthorScores, score_authors

ROUNDS = 3
REFUSED = 0.7
PAIRS_KEPT = 600
MERGE_WEIGHT = 4.0
MIX = {"acl": 3.0, "aminer": 1.0, "digests": 1.0}
"""Weights of the corpora, whatever their size: proceedings have most kinds of variants, and most labels."""

CAUTION = -2.0
"""Bits asked of two forms of a name beyond what one form needs: joining two who differ is worse than leaving one
person's two spellings on the list of doubts. Chosen, not fitted."""

CHOSEN = {"variant_caution": CAUTION, "native": -CAUTION}
"""Bits that are not fitted; no labeled corpus has names in two scripts, and a paper that prints both says so."""

START = {
    "prior": -4.5, "namesakes": -0.5, "recurrence": 0.5, "recurrence_variant": 0.5, "variant_alone": -2.0,
    "category_none": -1.0, "coauthor_rarest": 0.9, "terms_cosine": 3.0, "category_rarest": 0.3, "papers": -0.2,
    "share": 2.0, "middle": -1.5,
}  # fmt: skip
TARGET = Path("kg/authors/blocks/weights.toml")


class Sampler(PairWeigher):
    """Weighs a block as a judge does, keeps samples, and refuses most wrong merges.

    ``places`` are those of the authorships of the block in the corpus; a pair is kept with the chance ``chance``.
    """

    def __init__(
        self, gold: Gold, places: list[int], block: BlockInput, weights: Mapping[str, float], dice: random.Random
    ) -> None:
        super().__init__(block, gold.case.settings, weights)
        self.gold, self.places, self.dice = gold, places, dice
        self.samples: list[Sample] = []
        self.chance = min(1.0, PAIRS_KEPT / len(places) ** 2)

    def score(self, one: Cluster, other: Cluster) -> float | None:
        """Weigh a pair, and keep a random sample of pairs."""
        bits = super().score(one, other)
        if bits is None:
            return None
        keep = self.dice.random() < self.chance
        wrong = bits > 0 or keep
        share = self._share(one, other) if wrong else None
        if share is not None and keep:
            self._remember(one, other, share, 1.0)
        if share is not None and share < 0.5 and bits > 0 and self.dice.random() < REFUSED:
            self._remember(one, other, share, MERGE_WEIGHT)
            return None
        return bits

    def on_merge(self, merge: Merge) -> None:
        """Keep every merge, since these pairs matter most."""
        share = self._share(merge.one, merge.other)
        if share is not None:
            self._remember(merge.one, merge.other, share, MERGE_WEIGHT)

    def _remember(self, one: Cluster, other: Cluster, share: float, weight: float) -> None:
        found = self.features(one, other)
        if found is not None:
            self.samples.append((found, share, weight))

    def _share(self, one: Cluster, other: Cluster) -> float | None:
        # where nobody looked, two spellings are labeled as two people whoever they are
        known = self.gold.person if one.forms.keys() & other.forms.keys() else self.gold.checked
        sides = [Counter(known[place] for m in c.mentions if (place := self.places[m]) in known) for c in (one, other)]
        pairs = sides[0].total() * sides[1].total()
        return sum(n * sides[1][who] for who, n in sides[0].items()) / pairs if pairs else None


def samples(gold: Gold, weights: Mapping[str, float], chosen: Iterable[tuple[str, ...]]) -> list[Sample]:
    """Cluster blocks and return the compared pairs; a block has at most the weight of the root of its authorships."""
    dice = random.Random(7)
    found: list[Sample] = []
    for forms in gold.labeled(chosen):
        sampler = Sampler(gold, *gold.block(forms), weights, dice)
        cluster_block(sampler, sampler.on_merge)
        scale = 1 / np.sqrt(len(sampler.places)) if gold.name == "aminer" else 1.0
        found += [(features, share, weight * scale) for features, share, weight in sampler.samples]
    return found


def fit(sampled: Mapping[str, list[Sample]], without: Collection[str] = ()) -> dict[str, float]:
    """Return bits by feature; a corpus has the weight in `MIX`, however many pairs it gave."""
    rows, shares, weights = [], [], []
    for name, found in sampled.items():
        total = sum(weight for *_, weight in found)
        for features, share, weight in found:
            rows.append(features)
            shares.append(share)
            weights.append(weight / total * 1000 * MIX[name])
    used = [i for i, feature in enumerate(FEATURES) if feature not in {"prior", *CHOSEN, *without}]
    x, y, w = np.array(rows)[:, used], np.array(shares), np.array(weights)
    model = LogisticRegression(max_iter=5000).fit(
        np.vstack([x, x]), np.repeat([1, 0], len(x)), sample_weight=np.concatenate([w * y, w * (1 - y)]) + 1e-12
    )
    bits = dict.fromkeys(FEATURES, 0.0)
    bits |= CHOSEN
    bits["prior"] = float(model.intercept_[0]) / np.log(2)
    for i, weight in zip(used, model.coef_[0], strict=True):
        bits[FEATURES[i]] = float(weight) / np.log(2)
    return {feature: round(float(value), 3) for feature, value in bits.items()}


def learn(
    golds: list[Gold], chosen: Mapping[str, list[tuple[str, ...]]], judged: Judged
) -> tuple[dict[str, float], dict[str, list[Sample]]]:
    """Iterate: cluster with the current weights, then fit to the compared pairs."""
    weights = {feature: START.get(feature, -0.5 if feature in kind_features("name") else 0.0) for feature in FEATURES}
    sampled: dict[str, list[Sample]] = defaultdict(list)
    for _ in range(ROUNDS):
        for gold in golds:
            sampled[gold.name] += samples(gold, weights, chosen[gold.name])
        sampled["digests"] += judged.samples(weights)
        weights = fit(sampled)
    return weights, sampled


def people(gold: Gold, weights: Mapping[str, float], chosen: Iterable[tuple[str, ...]]) -> dict[int, tuple[str, int]]:
    """Cluster blocks; return the person of each authorship."""
    found = {}
    for forms in gold.labeled(chosen):
        places, block = gold.block(forms)
        for person in cluster_block(PairWeigher(block, gold.case.settings, weights)).people:
            for mention in person.mentions:
                found[places[mention]] = (forms[0], person.mentions[0])
    return found


def score(gold: Gold, found: Mapping[int, tuple[str, int]]) -> AuthorScores:
    """Score people against the labels; groups and names without letters are not resolved."""
    clusters = {
        (m.paper, m.position): str(found.get(i, (gold.corpus.forms[i], -1))) for i, m in enumerate(gold.corpus.mentions)
    }
    return score_authors(gold.labels, clusters)


def line(scores: Mapping[str, AuthorScores]) -> str:
    """Format the figures of the table as one line."""
    acl, aminer = scores["acl"], scores["aminer"]

    def f(s):
        return f"{s.p:.4f} {s.r:.4f} {s.f1:.4f}"

    return (f"ACL all {f(acl.all)} | verified {f(acl.verified)} | ambiguous {f(acl.ambiguous)} || "
            f"AMiner pairwise {f(aminer.pairwise)} | B3 {f(aminer.all)}")  # fmt: skip


def cross_validate(golds: list[Gold], judged: Judged) -> dict[str, AuthorScores]:
    """Score each fold with weights fitted to the other folds."""
    found: dict[str, dict[int, tuple[str, int]]] = defaultdict(dict)
    for number in range(FOLDS):
        train = {g.name: [b for i in range(FOLDS) if i != number for b in g.fold(i)] for g in golds}
        weights, _ = learn(golds, train, judged)
        for gold in golds:
            found[gold.name] |= people(gold, weights, gold.fold(number))
    return {gold.name: score(gold, found[gold.name]) for gold in golds}


def ablate(golds: list[Gold], sampled: Mapping[str, list[Sample]]) -> None:
    """Fit again without each kind of evidence and print the scores; names cannot be left out, but their rarity can."""
    removed = {"nothing": (), **{kind: kind_features(kind) for kind in KINDS if kind != "name"}}
    removed["rarity of names"] = ("namesakes", "common_name")
    removed["how often people recur"] = ("recurrence", "recurrence_variant", "variant_alone")
    removed["level of agreement"] = kind_features("name")[kind_features("name").index("joined") :]
    for what, without in removed.items():
        weights = fit(sampled, without)
        print(f"without {what}: {line({g.name: score(g, people(g, weights, g.blocks)) for g in golds})}", flush=True)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Fit the weights of evidence on names.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    archive = next(chosen.shared.glob("digests/*.tar.xz"))
    judged = Judged.read(archive, Path("tests/data/author_pairs.tsv"), teaching=True)
    golds = [Gold.read(chosen.shared / "gold" / "authors" / name) for name in ("aminer", "acl")]
    if not (chosen.ablate or chosen.write):
        print(f"{FOLDS}-fold: {line(cross_validate(golds, judged))}", flush=True)
    weights, sampled = learn(golds, {g.name: g.blocks for g in golds}, judged)
    if chosen.ablate:
        ablate(golds, sampled)
        return
    print(f"fitted: {line({g.name: score(g, people(g, weights, g.blocks)) for g in golds})}")
    table = "".join(f"{feature} = {bits}\n" for feature, bits in weights.items())
    print(table)
    if chosen.write:
        head, _, _ = TARGET.read_text(encoding="utf-8").partition("[bits]")
        TARGET.write_text(f"{head}[bits]\n{table}", encoding="utf-8")


if __name__ == "__main__":
    main()
