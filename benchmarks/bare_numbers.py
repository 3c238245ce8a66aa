"""List numbers that are written into modules of ``kg`` outside ``kg/settings``.

    python benchmarks/bare_numbers.py [FOLDER …]

One line per number: place, name of the constant or the expression, value. Numbers in names in capitals are constants;
others are arguments of calls, comparisons and products. 0, 1, -1 and 2 are left out where they have no name.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAIN = {0, 1, -1, 2}


def numbers(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield line, name and value of every number of a module; a constant of several numbers once."""
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            name = ast.unparse(targets[0])
            if name.lstrip("_").isupper() and any(map(_is_number, ast.walk(statement.value))):
                yield statement.lineno, name, ast.unparse(statement.value)[:100]


def unnamed(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield line, expression and value of every number inside functions."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                for child in ast.iter_child_nodes(node):
                    if _is_number(child) and child.value not in PLAIN:
                        yield child.lineno, ast.unparse(node)[:100], repr(child.value)


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in {int, float}


def main() -> None:
    """Print the numbers of the folders, all of kg by default."""
    for folder in map(Path, sys.argv[1:] or ["kg"]):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "settings" in path.parts:
                continue
            tree = ast.parse(path.read_text("utf-8"))
            for kind, found in (("constant", numbers(tree)), ("unnamed", sorted(set(unnamed(tree))))):
                for line, name, value in found:
                    print(f"{path.relative_to(ROOT)}:{line}\t{kind}\t{name}\t{value}")


if __name__ == "__main__":
    main()
