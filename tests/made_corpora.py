"""Made-up corpora that exercise every rule of reading, concepts and authors.

They are random but the same in every run. Names of people, titles and texts are invented.
"""

import json
import random
from pathlib import Path

GIVEN = "Alexander Anna-Maria Bela Carola Dimitri Evander Fanny Gustav Hedwig Ignaz Jutta Konrad Ludmille Otto".split()
SURNAMES = "Brixenmoor Dollfusz Kvistgaard Oakhanger Pfortzing Smith Tremblett Vandersloot Wrangelund Zobelitz".split()
CHINESE = ["Wei Wang", "Wei Zhang", "Jing Li", "Xiaoming Li", "Yu Chen", "Lei Xu", "Hao Wu", "Min Kim", "Ji-Hoon Park"]
HANGUL = ["김민수", "박지훈"]
HAN = ["王伟", "李静", "王小明"]
DOUBLE = ["Ana Montes", "Ana Montesygomez", "Jutta Kvistgaard Zobelitz", "Jutta Kvistgaard", "A.-M. Brixenmoor"]
TOPICS = """graph neural network|large language model|object detection|image classification|machine translation|
reinforcement learning|knowledge graph|speech recognition|diffusion model|federated learning""".replace("\n", "").split(
    "|"
)
DATASETS = ["ImageNet", "CIFAR-10", "COCO", "GSM8K", "SQuAD"]
MODELS = ["BERT", "GPT-4", "ResNet", "LLaMA"]
METRICS = ["accuracy", "F1 score", "BLEU"]
COINED = ["tidal shell pruning", "lantern routing", "pelican score", "marble drift loss", "orchard prompting"]
SHORT = ["TSP", "LR", "PS", "MDL", "OP"]
USED = ["gravel stacking", "pebble matching network", "kelp error rate", "basalt drift loss"]
RARE = [
    "part segmentation",
    "action anticipation",
    "ambient occlusion",
    "accented speech",
    "angular margin",
    "aha moment",
]
# shipped concepts without a Chinese name, made-up names, and how often a text contains the latter
NAMELESS = [("aerial robotics", "晴空机甲", 0.95), ("annual report", "岁末文书", 0.45), ("app review", "小品评点", 0.8)]
DEFINED = [
    "Mean of Shells and Kelp (MSK)", "Tidal Boundary Crossing Net (TBN)", "Cluster-Aware Training (CT)",
    "Kelptraps (KTR)", "Deep Kelp Sorting DKS",
]  # fmt: skip
CHINESE_TOPICS = ["图神经网络", "大语言模型", "目标检测", "图像分类", "机器翻译", "强化学习", "知识图谱", "语音识别",
                  "扩散模型", "联邦学习"]  # fmt: skip
CHINESE_COINED = ["潮汐贝壳剪枝", "灯笼路由", "鹈鹕评分", "大理石漂移", "果园提示"]
_ENDS = "bal dor fen gul hix jom kip lun mov nar".split()
CATEGORIES = ["cs.LG", "cs.CV", "cs.CL", "cs.RO", "cs.SE", "stat.ML"]


def write_reading(folder: Path) -> None:
    """Write one file for each limit of reading."""
    rows = [
        {"id": "2601.00001", "title": "Shells of the north", "authors": ["Ann Lee", "Bo Han"], "abstract": "We sort.",
         "summary": "Shells are sorted by their sound in water, all of them."},
        {"id": "2601.00002", "title": "Lanterns", "authors": ["Cy Dee"], "abstract": "我们研究 lantern routing."},
    ]  # fmt: skip
    (folder / "2026-01-05.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (folder / "2026-01-06.json").write_text(json.dumps([rows[0] | {"id": "2601.00003"}], indent=1), "utf-8")
    texts = [
        "日本語の文章で、貝殻を分類する方法を提案します。",
        "私达 研究 的 方法 です 数据 模型 训练 分类 语言",
        "αβγ δεζ",
        "Chúng tôi đề xuất một phương pháp mới để phân loại vỏ sò dựa trên mạng",
        "Nous proposons une nouvelle méthode pour la classification des coquillages, et nous la comparons",
        "kami mengusulkan metode baru untuk klasifikasi kerang yang lebih cepat " * 3,
        "Shells of the sea " + "conchas marinas clasificadas rapidamente sin ayuda alguna " * 30,
        "conchas marinas clasificadas rapidamente sin ayuda alguna otra vez " * 30 + "the of and to that the of and",
        "una concha marina bien clasificada ayer mismo",
        "Shells of the sea: " + "las conchas que se clasifican con las redes para los barcos " * 20,
        "A list: kami mengusulkan metode baru untuk klasifikasi der kerang",
    ]
    odd = {f"key{number}": "x" for number in range(15)}
    more = [
        {"id": f"2601.003{number:02}", "title": f"Text {number}", "authors": ["Ann Lee", "Score: 8/10", "see page 12"],
         "abstract": text} | odd
        for number, text in enumerate(texts)
    ]  # fmt: skip
    more += [{"id": "2601.00300", "title": "Wholly other words stand above here", "authors": ["Ann Lee"]}]
    more += [{"id": "2601.00001", "title": "Shells beneath stormy skies", "authors": ["Ann Lee"]}]
    more += [{"id": "2601.00390", "title": "Text oder anderes eins", "authors": ["Ann Lee"], "abstract": "We sort."}]
    (folder / "2026-01-08.jsonl").write_text("".join(json.dumps(row) + "\n" for row in more), "utf-8")
    (folder / "2026-01-07.md").write_text(
        "### [1] [Sorting Seashells](https://arxiv.org/abs/2601.20101)\n*Ann Lee, Bo Han*\n\nMain category: cs.SD\n\n"
        "<details><summary>More</summary><p><b>TL;DR:</b> A sorter.</p><p><b>Abstract:</b> We sort.</p></details>\n",
        "utf-8",
    )


def write_papers(folder: Path, papers: int = 240, seed: int = 3) -> None:
    """Write digests, and registry works with accounts and ORCID iDs, whose authors share names and teams."""
    draw = random.Random(seed)  # noqa: S311 - a corpus is no secret
    people = [f"{given} {surname}" for surname in SURNAMES for given in draw.sample(GIVEN, 5)] + CHINESE * 3
    draw.shuffle(people)
    teams = [people[i : i + 6] for i in range(0, len(people), 6)]
    digests: dict[str, list[str]] = {"2025-11-03": [], "2025-12-01": [], "2026-01-05": []}
    works, odd = [], [*HANGUL, *HAN, *DOUBLE, "Aristide"]
    for number in range(papers):
        day = draw.choice(list(digests))
        team = draw.choice(teams)
        signed = [_printed(name, draw) for name in draw.sample(team, draw.randint(1, 4))]
        if number % 40 == 7:
            signed += [f"{given} {surname}" for given in GIVEN[:4] for surname in SURNAMES[:5]]
        if number % 9 == 4:
            signed.append(odd[number // 9 % len(odd)])
        if number % 5 == 1:
            signed = ["Wei Wang"]
        title, abstract, chinese = text(draw)
        row = {
            "id": f"{day[2:4]}{day[5:7]}.{number:05}", "title": title, "authors": list(dict.fromkeys(signed)),
            "categories": draw.sample(CATEGORIES, 2), "abstract": abstract,
            "AI": {"tldr": chinese, "method": draw.choice([chinese, summary(draw)]), "result": summary(draw)},
        }  # fmt: skip
        digests[day].append(json.dumps(row, ensure_ascii=False))
        if number % 4 == 0:
            works.append(json.dumps(_work(number, title, signed, draw)))
    for day, lines in digests.items():
        (folder / f"{day}_AI_enhanced_Chinese.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "works.jsonl").write_text("\n".join(works) + "\n", "utf-8")
    crowd = [f"{given[:-1]}{ending} {surname}" for surname in SURNAMES for given in GIVEN[:11] for ending in "xyz"]
    row = {"id": "2601.09999", "title": "All of us", "authors": crowd, "abstract": "We count shells."}
    (folder / "2026-01-06.jsonl").write_text(json.dumps(row) + "\n", "utf-8")


def _printed(name: str, draw: random.Random) -> str:
    given, surname = name.rsplit(" ", 1)
    form = draw.random()
    if form < 0.12:
        return f"{given[0]}. {surname}"
    if form < 0.2:
        return f"{given} {draw.choice('ABC')}. {surname}"
    if form < 0.26:
        return f"{given} {surname[:-2]}{surname[-1]}"
    if form < 0.3:
        return f"{given[:4].rstrip('-')} {surname}"
    if form < 0.34:
        return f"{surname} {given}"
    if form < 0.38:
        return f"{given.replace('-', ' ')} {surname}"
    return name


def _work(number: int, title: str, signed: list[str], draw: random.Random) -> dict[str, object]:
    def account(name: str) -> str:
        return f"https://openalex.org/A{5000000000 + sum(map(ord, name.casefold()[-6:])) * 10 + draw.randint(0, 1)}"

    authors = []
    for name in signed[:8]:
        author = {"id": account(name), "display_name": name}
        if draw.random() < 0.3:
            author["orcid"] = f"https://orcid.org/{_orcid(2 * sum(map(ord, name[-5:])) + draw.randint(0, 1))}"
        authors.append({"author": author, "raw_author_name": name})
    words = "We count marble shells in orchards with pelicans .".split()
    return {
        "id": f"https://openalex.org/W{7000000000 + number}", "display_name": f"{title} again", "authorships": authors,
        "publication_date": "2025-10-15", "abstract_inverted_index": {word: [i] for i, word in enumerate(words)},
    }  # fmt: skip


def _orcid(number: int) -> str:
    digits = f"00000002{number:07}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    full = digits + ("X" if check == 10 else str(check))
    return "-".join(full[i : i + 4] for i in range(0, 16, 4))


def summary(draw: random.Random) -> str:
    """Return a generated summary whose words indicate what is proposed and compared."""
    return (
        f"We propose a novel {draw.choice(TOPICS)}. We introduce a new {draw.choice(DATASETS)}. It outperforms the "
        f"well known {draw.choice(MODELS)}. {draw.choice(MODELS)} serves as a baseline."
    )


def text(draw: random.Random) -> tuple[str, str, str]:
    """Return a title, an abstract and a Chinese summary of it."""
    place, own = draw.randrange(len(TOPICS)), draw.randrange(len(COINED))
    topic, coined, short = TOPICS[place], COINED[own], SHORT[own]
    other = draw.choice(TOPICS)
    dataset, model, metric = draw.choice(DATASETS), draw.choice(MODELS), draw.choice(METRICS)
    wide = draw.choice(["", ", quick and small,", ", a simple, quick and unusually robust"])
    nameless, printed, often = draw.choice(NAMELESS)
    rivals = f"{model}, {draw.choice(MODELS)} and the {other} baseline"
    sets = f"{dataset}, {draw.choice(DATASETS)}, {draw.choice(DATASETS)}"
    sentences = [
        f"We propose{wide} {coined} ({short}) for {topic}.",
        f"We propose a new {dataset} split and {topic} benchmark called {coined.title()}Bench.",
        f"Using {other} with {model}, {short} is trained on {dataset}.",
        f"It addresses {topic} by means of {other}{' and much careful tuning of every part' * draw.randint(0, 2)}.",
        f"Experiments on {sets} and on many further sets of data show that {short} outperforms {rivals}.",
        f"It reaches {draw.randint(60, 99)}.{draw.randint(0, 9)}% {metric} on {dataset}.",
        f"The {metric} that {model} reports is {draw.randint(10, 50)}.",
        f"{draw.choice(MODELS)} is our strongest baseline on {dataset}.",
        f"We evaluate {other} on {dataset}.",
        f"Beside it we use {draw.choice(DEFINED)} with care.",
        f"The {metric} is 250 on {dataset}.",
        f"We use QZT for {other}, and QZT is trained with {model}.",
        f"{(coined if draw.random() < 0.8 else draw.choice(COINED)).capitalize()} needs no labels.",
        f"We train it with {draw.choice(USED[:2])}, and {draw.choice(USED[:2])} is used at test time.",
        f"{USED[3].capitalize()} needs no labels.",
        f"{USED[3].capitalize()} is {draw.choice(['low', 'high', 'a matter of taste'])}.",
        f"The {USED[2]} falls to {draw.randint(2, 9)}.5%, the best {USED[2]} so far.",
    ]
    kept = [0, *sorted(draw.sample(range(1, len(sentences)), 8))]
    rare = " ".join(f"{draw.choice(_ENDS)}{draw.choice(_ENDS)}{draw.choice(_ENDS)}" for _ in range(12))
    abstract = " ".join([*(sentences[i] for i in kept), f"Beside it are {rare}."])
    title = draw.choice([f"{coined.title()} for {topic.title()}", f"{short}: {topic.title()} on {dataset}",
                         f"Towards Robust {other.title()} with {model}"])  # fmt: skip
    bracket = f"（{short}）" if draw.random() < 0.5 else f"（{coined}）" if draw.random() < 0.5 else ""
    end = "损失" if own == 3 and draw.random() < 0.9 else ""
    said = CHINESE_COINED[own if own < 4 or draw.random() < 0.6 else 0]
    chinese = f"提出{said}{end}{bracket}，用于{CHINESE_TOPICS[place]}，在{dataset}上优于{model}。"
    if draw.random() < 0.4:
        few = draw.choice([RARE[:3], RARE[3:], RARE[1:5]])
        abstract += f" It bears on {', '.join(few)}." if draw.random() < 0.3 else ""
    if draw.random() < often:
        chinese += f"研究{printed}{'系' * (draw.random() < often)}（{nameless}）。"
    return title, f"We study {nameless}. {abstract}", chinese
