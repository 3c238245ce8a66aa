"""The source of `kg.vocab`, made from ``ontology/core.ttl``.

The ontology is written by hand and read without Python; the constants must follow it. After a change to it::

    python -m kg.rdf.vocabulary

writes the module again; a test fails while it is stale.
"""

import os
import re
import sys
from pathlib import Path

import pyoxigraph as ox

from kg.assets import path
from kg.ids import ONTOLOGY_PREFIX
from kg.rdf.prefixes import expand

_HEAD = '''"""The terms of ``ontology/core.ttl`` as constants; made by ``python -m kg.rdf.vocabulary``, not by hand.

A member is a string, the term's IRI, so it goes wherever an IRI does.

>>> Property.CO_AUTHOR.value
'https://w3id.org/arxiv-kg/ontology#coAuthor'
"""

from enum import StrEnum
'''


def terms() -> dict[str, list[str]]:
    """Return the local names the ontology defines, sorted, under ``Class`` and ``Property``."""
    groups: dict[str, set[str]] = {"Class": set(), "Property": set()}
    homes = {
        expand("owl:Class"): "Class",
        expand("owl:ObjectProperty"): "Property",
        expand("owl:DatatypeProperty"): "Property",
    }
    for quad in ox.parse(path=path("ontology/core.ttl"), format=ox.RdfFormat.TURTLE):
        subject, kind = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(kind, ox.NamedNode) and kind.value in homes:
            groups[homes[kind.value]].add(subject.value.removeprefix(ONTOLOGY_PREFIX))
    return {group: sorted(names) for group, names in groups.items()}


def vocab_source() -> str:
    """Return the text of ``kg/vocab.py``."""
    docs = {"Class": "What a node may be.", "Property": "What may be said of a node."}
    parts = [_HEAD]
    for group, names in terms().items():
        members = "\n".join(f'    {_constant(name)} = "{ONTOLOGY_PREFIX}{name}"' for name in names)
        parts.append(f'\n\nclass {group}(StrEnum):\n    """{docs[group]}"""\n\n{members}\n')
    return "".join(parts)


def _constant(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def _main() -> None:
    target = Path(__file__).resolve().parent.parent / "vocab.py"
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.write_text(vocab_source(), encoding="utf-8", newline="\n")
    beside.replace(target)
    sys.stderr.write(f"{target} written\n")


if __name__ == "__main__":
    _main()
