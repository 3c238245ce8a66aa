"""List words that indicate what a paper does with the concept next to them: proposes, uses, compares with it.

They are found by the same automaton as the labels, without a separate pass. Latin cues match whole words, and a space
in a cue matches a hyphen or line end; Chinese cues match anywhere.
"""

from enum import StrEnum


class Cue(StrEnum):
    """The kind of a cue. The value is its name in the rule of a claim."""

    PROPOSE = "propose"
    USE = "use"
    EVALUATE = "evaluate"
    COMPARE = "compare"
    BASELINE = "baseline"
    ADDRESS = "address"


CUES: dict[Cue, tuple[str, ...]] = {
    Cue.PROPOSE: (
        *("propose", "proposes", "proposed", "proposing", "introduce", "introduces", "introducing", "present"),
        *("presents", "presenting", "提出", "引入", "介绍"),
    ),
    Cue.USE: (
        *("use", "uses", "using", "utilize", "utilizes", "utilizing", "leverage", "leverages", "leveraging", "employ"),
        *("employs", "employing", "adopt", "adopts", "adopting", "based on", "builds on", "built on", "build on"),
        *("building on", "built upon", "via", "powered by", "combines", "combining", "integrates", "integrating"),
        *("apply", "applies", "applying", "fine tune", "fine tuned", "使用", "采用", "利用", "基于", "结合", "运用"),
    ),
    Cue.EVALUATE: (
        *("evaluate on", "evaluated on", "evaluation on", "evaluations on", "evaluating on", "evaluate it on"),
        *("experiment on", "experiments on", "experiments with", "experimental results on", "results on", "tested on"),
        *("test on", "validated on", "validate on", "performance on", "accuracy on", "benchmarked on", "including"),
        *("datasets", "data sets", "benchmarks", "trained on", "experiments across", "evaluations across", "score on"),
        *("state of the art on", "improvement on", "improvements on", "gains on", "achieves", "evaluate", "dataset"),
        *("benchmark", "数据集", "基准", "评估", "测试", "实验"),
    ),
    Cue.COMPARE: (
        *("outperform", "outperforms", "outperformed", "outperforming", "surpass", "surpasses", "surpassing"),
        *("compared to", "compared with", "compared against", "comparison with", "compare with", "superior to"),
        *("better than", "faster than", "exceeds", "exceeding", "rivals", "comparable to", "relative to"),
        *("优于", "超过", "超越", "相比", "相较", "对比", "胜过", "媲美"),
    ),
    Cue.BASELINE: ("baseline", "baselines", "基线"),
    Cue.ADDRESS: (
        *("address", "addresses", "addressing", "tackle", "tackles", "tackling", "problem of", "task of"),
        *("challenge of", "challenges of", "challenges in", "for the task", "aims at", "study of"),
        *("解决", "针对", "面向", "缓解"),
    ),
}
"""Cues by kind. Nouns such as "datasets" are evaluation cues because lists of data sets surround them."""
