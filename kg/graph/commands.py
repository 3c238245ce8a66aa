"""Return the shell commands for calls made from Python."""

from collections.abc import Mapping
from shlex import quote
from typing import Any, Final

from kg.views import DEFAULT_TOP

_FLAGS: Final = ("top", "author", "hops", "category", "concept", "since", "until", "min_weight", "new_since")
_DEFAULTS: Final = {"hops": 1}
ALL: Final = "all"
"""Value of `kg view --top` for no limit."""


def graph_argument(graph: str) -> str:
    """Return the name of a graph as an argument of a command.

    >>> graph_argument("my graph.kg"), graph_argument("-a.kg")
    ("'my graph.kg'", './-a.kg')
    """
    return quote(f"./{graph}" if graph.startswith("-") else graph)


def drawing_command(graph: str, view: str, filters: Mapping[str, Any]) -> str:
    """Return the command that draws a view again.

    >>> drawing_command("arxiv.kg", "coauthors", {"author": "Bo Han", "hops": 2, "withdrawn": False})
    "kg view arxiv.kg coauthors --author 'Bo Han' --hops 2 --no-withdrawn"
    >>> drawing_command("-a.kg", "concepts", {"concept": "-omics", "top": 7})
    'kg view ./-a.kg concepts --top 7 --concept=-omics'
    >>> drawing_command("a.kg", "papers", {"concept": "default", "top": None})
    'kg view a.kg papers --top all --concept default'
    """
    parts = ["kg", "view", graph_argument(graph), view]
    defaults = _DEFAULTS | {"top": DEFAULT_TOP.get(view)}
    for name in _FLAGS:
        value = filters.get(name, defaults.get(name))
        if name == "top":
            value = {None: ALL, "default": defaults[name]}.get(value, value)
        if value is not None and value != defaults.get(name):
            flag, text = f"--{name.replace('_', '-')}", str(value)
            parts += [f"{flag}={quote(text)}"] if text.startswith("-") else [flag, quote(text)]
    return " ".join([*parts, *([] if filters.get("withdrawn", True) else ["--no-withdrawn"])])
