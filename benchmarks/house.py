"""Print measures of the repository's order: `make house`. Nothing is timed, and no test depends on the numbers.

    python benchmarks/house.py             totals
    python benchmarks/house.py --list      each place, too

Counted are the largest folders, file names and public names that occur more than once, and the phrases that STYLE
leaves behind. Code is read by its grammar: identifiers, comments, docstrings and other strings count each on their
own. Lists of words (``kg/names/words``, patterns, data) are left out, since their words are data.
"""

import ast
import io
import re
import sys
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent

FOLDERS: Final = {
    "kg": "*.py", "tests": "*.py", "benchmarks": "*.py", "viz/explorer/src": "*.js",
}  # fmt: skip
PACKAGE_FILES: Final = frozenset({"__init__.py", "__main__.py"})
TEXTS: Final = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**/*.md", "ontology/**/*.ttl")
NOT_PROSE: Final = ("kg/names/words/",)

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
PHRASES: Final = {
    "tell/told": re.compile(r"\b(?:tell|tells|told|telling)\b", re.IGNORECASE),
    "stand/stood": re.compile(r"\b(?:stand|stands|stood|standing)\b", re.IGNORECASE),
    "is no": re.compile(r"\bis no\b(?! longer than)", re.IGNORECASE),
    "distributive a": re.compile(
        r"\b(?:row|line|entry|module|word|node|edge|file|table|page|bit|slice|unit|one|paper|process|column|list|job)s?"
        r" an? (?:row|line|paper|person|author|authorship|concept|pair|name|node|edge|file|day|month|digest|mention"
        r"|claim|section|entry|batch|block|verb|kind|script|core|second|page|cell|column|community|category|item|question)\b"
    ),
}
QUESTION_WORDS: Final = ("What", "Which", "How", "Whom", "Who", "Whose", "Where", "Whether", "When", "Why")
_REGEX: Final = re.compile(r"\(\?|\\[bswdSW]|\|.*\|")
"""Signs of a regular expression; a string with one of them is not a sentence."""


class Passage(NamedTuple):
    """A text for people, and its first line; ``kind`` is identifier, comment, docstring, string or document."""

    path: str
    line: int
    kind: str
    text: str


def files(folder: str, pattern: str) -> list[Path]:
    """Return the files of a folder, sorted."""
    return sorted(path for path in (ROOT / folder).rglob(pattern) if "__pycache__" not in path.parts)


def modules(folder: str) -> list[Path]:
    """Return the modules of a folder."""
    return [path for path in files(folder, FOLDERS[folder]) if path.name not in PACKAGE_FILES]


def repeated_names() -> dict[str, list[str]]:
    """Return the public names that several modules of ``kg`` define, each with its modules."""
    homes = defaultdict(list)
    for path in modules("kg"):
        for name in dict.fromkeys(defined(ast.parse(path.read_text(encoding="utf-8")))):
            homes[name].append(path.relative_to(ROOT / "kg").as_posix())
    return {name: places for name, places in sorted(homes.items()) if len(places) > 1}


def defined(module: ast.Module) -> Iterator[str]:
    """Yield the public names that a module defines at its top level."""
    for statement in module.body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))


def passages() -> Iterator[Passage]:
    """Yield all texts of ``kg``, of the documents and of the ontology."""
    for path in files("kg", "*.py"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_PROSE):
            yield from of_code(name, path.read_text(encoding="utf-8"))
    for pattern in TEXTS:
        for path in sorted(ROOT.glob(pattern)):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield Passage(path.relative_to(ROOT).as_posix(), number, "document", line)


def of_code(path: str, text: str) -> Iterator[Passage]:
    """Yield the identifiers that a module defines, its comments, docstrings and the strings that are sentences."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield Passage(path, token.start[0], "comment", token.string)
    tree = ast.parse(text)
    documented = {id(string) for string in docstrings(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(value)) if id(node) in documented:
                yield Passage(path, node.lineno, "docstring", value)
            case ast.Constant(value=str(value)) if " " in value.strip() and not _REGEX.search(value):
                yield Passage(path, node.lineno, "string", value)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield Passage(path, node.lineno, "identifier", in_words(name))
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield Passage(path, node.lineno, "identifier", in_words(name))


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the strings that stand alone as a statement: docstrings, and notes below constants."""
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            match statement:
                case ast.Expr(value=ast.Constant(value=str()) as string):
                    yield string


def in_words(identifier: str) -> str:
    """Return an identifier as words: ``MOST_TOLD`` is "most told"."""
    return " ".join(_WORD.findall(identifier)).lower()


def found(passage: Passage) -> Iterator[tuple[str, int, str]]:
    """Yield phrase, line and the words around it of each phrase in a passage."""
    for phrase, pattern in PHRASES.items():
        for match in pattern.finditer(passage.text):
            line = passage.line + (passage.text.count("\n", 0, match.start()) if passage.kind == "docstring" else 0)
            around = passage.text[max(0, match.start() - 30) : match.end() + 30]
            yield phrase, line, " ".join(around.split())
    if passage.kind == "docstring" and passage.text.lstrip().startswith(tuple(f"{word} " for word in QUESTION_WORDS)):
        yield "question-word opener", passage.line, passage.text.lstrip().splitlines()[0]


def print_folders(*, listed: bool) -> None:
    """Print the largest folder of each tree, and the file names that repeat."""
    for tree in FOLDERS:
        sizes = Counter(path.parent for path in modules(tree))
        (folder, most), *_ = sizes.most_common(1)
        print(f"most modules in one folder of {tree:17} {most:4}  {folder.relative_to(ROOT)}")
    places = Counter(path.name for path in modules("kg"))
    repeated = {name: number for name, number in sorted(places.items()) if number > 1}
    print(f"file names that repeat in kg                  {len(repeated):4}")
    if listed:
        print_list(f"{name} {number}" for name, number in repeated.items())


def print_list(lines: Iterable[str]) -> None:
    """Print lines, indented."""
    for line in lines:
        print(f"    {line}")


def main() -> None:
    """Print the measures."""
    listed = "--list" in sys.argv[1:]
    print_folders(listed=listed)
    names = repeated_names()
    print(f"public names defined twice in kg              {len(names):4}")
    if listed:
        print_list(f"{name}: {', '.join(places)}" for name, places in names.items())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lines = defaultdict(list)
    for passage in passages():
        for phrase, line, words in found(passage):
            counts[phrase][passage.kind] += 1
            lines[phrase].append(f"{passage.path}:{line}: {words}")
    for phrase in (*PHRASES, "question-word opener"):
        parts = ", ".join(f"{number} {kind}" for kind, number in counts[phrase].most_common())
        print(f"{phrase:45} {counts[phrase].total():4}  {parts}")
        if listed:
            print_list(lines[phrase])


if __name__ == "__main__":
    main()
