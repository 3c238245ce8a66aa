"""``kg authors thesaurus``."""

from pathlib import Path
from shlex import quote

import click

from kg.authors.decisions.decide import append_author_decisions
from kg.authors.decisions.thesaurus import read_thesaurus, write_thesaurus
from kg.cli.common import DECISIONS, GRAPH, write_stderr, write_stdout
from kg.errors import UsageError
from kg.graph import load
from kg.tables.records import read_authors
from kg.text.readable import count_noun

_MAX_LISTED = 5


@click.group("thesaurus")
def authors_thesaurus_command() -> None:
    r"""Exchange names with VOSviewer: its thesaurus files replace one string by another.

    \b
    kg authors thesaurus export arxiv.kg names.txt
    kg authors thesaurus import names.txt --decisions decisions/
    """


@authors_thesaurus_command.command("export")
@GRAPH
@click.argument("file", type=click.Path(path_type=Path))
def authors_thesaurus_export_command(graph: Path, file: Path) -> None:
    r"""Write the printed names of each person in GRAPH, for VOSviewer.

    A thesaurus has only strings, so names of several people are left out.

    \b
    kg authors thesaurus export arxiv.kg names.txt
    """
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name the file to write, such as {file / 'names.txt'}")
    made = write_thesaurus(read_authors(load(graph).tables), file)
    write_stderr(f"{file}: {count_noun(len(made.rows), 'name')} replaced")
    if made.left_out:
        some = ", ".join(made.left_out[:_MAX_LISTED]) + (" …" if len(made.left_out) > _MAX_LISTED else "")
        write_stderr(f"{count_noun(len(made.left_out), 'name')} of several people left out: {some}")


@authors_thesaurus_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@DECISIONS
def authors_thesaurus_import_command(file: Path, decisions: Path) -> None:
    r"""Read a thesaurus FILE of VOSviewer as decisions about everyone with a name.

    A replaced label and its replacement are one person; a label without a replacement is hidden.

    \b
    kg authors thesaurus import names.txt --decisions decisions/
    """
    lines = append_author_decisions(decisions, read_thesaurus(file).lines, comment=f"from {file.name}")
    added = [line for line in lines if line.changed]
    for line in added:
        write_stdout(f"{line.path}:{line.line}: {line.text}")
    known = f", {len(lines) - len(added)} already there" if len(added) < len(lines) else ""
    write_stderr(f"{count_noun(len(added), 'line')} added{known}")
    write_stderr(f"Takes effect with: kg build INPUT… -o GRAPH --decisions {quote(str(decisions))}")
