"""Put reports on the input into words: one sentence per code."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from kg.report_codes import Report, ReportCode
from kg.text.readable import count_noun

FILE_FORMATS: Final[Mapping[str, str]] = {
    "xz": "an xz archive, which is not read; unpack it first",
    "bzip2": "a bzip2 archive, which is not read; unpack it first",
    "7-Zip": "a 7-Zip archive, which is not read; unpack it first",
    "RAR": "a RAR archive, which is not read; unpack it first",
    "tar": "a tar archive, which is not read; unpack it first",
    "PDF": "a PDF document, not a list of papers",
    "Parquet": "a Parquet table, which is not read; write it as JSON Lines first",
    "SQLite": "an SQLite database, which is not read; write its rows as JSON Lines first",
}
"""Formats of files that are often passed by mistake, in words with what to do."""

SPECIAL_FILES: Final[Mapping[str, str]] = {"pipe": "a named pipe", "socket": "a socket", "device": "a device"}
"""Kinds of files that can be opened but are not regular, in words."""


def describe_problem(code: ReportCode, arguments: Sequence[Any]) -> str:
    """Return the problem of a code and its arguments as a sentence without its last stop.

    >>> describe_problem(ReportCode.NOT_AN_IDENTIFIER, ("12a",))
    "'12a' is not an arXiv id or DOI; the paper cannot be identified"
    """
    return _sentence(code, dict(zip(code.parameters, arguments, strict=True)))


def describe_report(report: Report) -> str:
    """Return the problem of a report, and what follows from it."""
    return _with_loss(report.code, describe_problem(report.code, report.arguments))


def report_message(code: str, arguments: str) -> str:
    """Return `describe_report` of the columns ``code`` and ``arguments`` of the table ``reports``."""
    found = ReportCode(code)
    return _with_loss(found, _sentence(found, msgspec.json.decode(arguments)))


def _with_loss(code: ReportCode, problem: str) -> str:
    return f"{problem}; rows after this line were not read" if code.ends_file else problem


def _sentence(code: ReportCode, values: Mapping[str, Any]) -> str:
    words = SENTENCES[code]
    return words.format_map(values) if isinstance(words, str) else words(**values)


def _rows(problem: str) -> Callable[..., str]:
    return lambda rows: f"{count_noun(rows, 'row')} {problem}, first at this line"


def _remark(problem: str, outcome: str = "not read") -> Callable[..., str]:
    """Return a sentence about rows with a problem in some key, and the outcome for all of them."""

    def words(rows: int, example: str, **values: Any) -> str:
        where = f"{problem.format_map(values)} in {count_noun(rows, 'row')}"
        shown = f": {example!r}" if example else ""
        return f"{where} ({outcome.format_map(values)}), first at this line{shown}"

    return words


def _not_utf8(problem: str, byte: int) -> str:
    return f"not UTF-8: {problem} at byte {byte}"


def _not_utf8_text(at: int, problem: str, byte: int, encoding: str) -> str:
    guess = f"the text is probably {encoding}, save" if encoding else "save"
    return f"line {at}: {_not_utf8(problem, byte)}; {guess} the file as UTF-8"


def _not_json(problem: str, half: str) -> str:
    return f"not valid JSON: {problem}" + (f"; {half} is half of a character" if half else "")


def _several_lists(number: int, keys: Sequence[str], sizes: Sequence[int]) -> str:
    named = zip(keys, sizes, strict=True)
    listed = " and ".join(f"{key!r} ({count_noun(size, 'object') if size else 'an object'})" for key, size in named)
    return (
        f"an object with {number} lists that may be the papers, {listed}; keep one list per file, or write one paper "
        "per line"
    )


def _not_a_list(content: str) -> str:
    return f"this is {FILE_FORMATS.get(content, content)}"


def _not_a_regular_file(kind: str) -> str:
    return f"not a regular file but {SPECIAL_FILES.get(kind, kind)}; left out"


def _nothing_to_read(others: int, suffixes: Sequence[str]) -> str:
    among = f" among {others} other files" if others else ""
    return f"no digest here{among}; files ending in {', '.join(suffixes)} are read, plain or with .gz, .zst or .zip"


def _passed_over(files: int) -> str:
    count = count_noun(files, "file")
    return f"{count} passed over: the suffix is not one of those read; name a file to have it read anyway"


def _unlike_names(orcid: str, names: Sequence[str], papers: Sequence[str], more: int, kept: bool) -> str:
    named = ", ".join(f"{name!r} on {paper}" for name, paper in zip(names, papers, strict=True))
    rest = f" and {more} more" if more else ""
    outcome = "it is kept for the first only" if kept else "it is used for none of them"
    return f"ORCID {orcid} is printed at unlike names: {named}{rest}; {outcome}"


def _several_namesakes(paper: str, name: str, positions: Sequence[int], more: int, people: int) -> str:
    where = _repeated_name(paper, name, positions, more)
    return f"{where} and counts as {people} people; if one is meant, add a `same` line to authors.txt"


def _misprinted_name(paper: str, name: str, positions: Sequence[int], more: int) -> str:
    return f"{_repeated_name(paper, name, positions, more)} by a misprint and counts once"


def _repeated_name(paper: str, name: str, positions: Sequence[int], more: int) -> str:
    listed = [*map(str, positions), *([f"{more} more"] if more else [])]
    return f"{paper}: {name!r} is printed at positions {', '.join(listed[:-1])} and {listed[-1]}"


def _absent_authorship(authorship: str) -> str:
    which = f"mention {authorship}" if authorship else "such mention"
    return f"no {which} in these digests; the line waits for it"


def _several_pinned_ids(number: int, authors: Sequence[str]) -> str:
    kept = f"{authors[0]}: {', '.join(authors)}" if authors else "one"
    return f"{number} pinned ids are one person, who keeps {kept}"


def _absent_concept(concepts: Sequence[str]) -> str:
    return f"no concept here is called {' or '.join(concepts)}; the line waits until one is"


_NAME_THE_DAY: Final = (
    "Rename the file after the day of its list, for example 2026-01-05.md, or build it with --date 2026-01-05; "
    "without it, its papers have a month but no day"
)
_UNIDENTIFIED: Final = "; the paper cannot be identified"

SENTENCES: Final[Mapping[ReportCode, str | Callable[..., str]]] = {
    ReportCode.NO_TITLE: "no title",
    ReportCode.TOO_MANY_AUTHORS: "more than {limit:,} authors",
    ReportCode.NO_IDENTIFIER: f"no arXiv id and no DOI{_UNIDENTIFIED}",
    ReportCode.NOT_AN_IDENTIFIER: f"{{text!r}} is not an arXiv id or DOI{_UNIDENTIFIED}",
    ReportCode.NUMBER_AS_ID: "the id {number} is a number, not an arXiv id; write ids as text",
    ReportCode.TOO_LONG: "the {unit} is longer than {limit:,} bytes",
    ReportCode.NOT_CLOSED: "the {opening} that begins here has no end",
    ReportCode.NUL_BYTE: "a NUL byte at line {at}",
    ReportCode.NOT_UTF8: _not_utf8,
    ReportCode.NOT_UTF8_LINE: "not UTF-8 at line {at}: {problem}",
    ReportCode.NOT_UTF8_TEXT: _not_utf8_text,
    ReportCode.CANNOT_OPEN: "cannot be opened: {problem}",
    ReportCode.NOT_JSON: _not_json,
    ReportCode.NESTED_TOO_DEEPLY: "nested too deeply",
    ReportCode.NOT_AN_OBJECT: "a JSON {type} where an object is expected",
    ReportCode.SEVERAL_LISTS: _several_lists,
    ReportCode.DOCUMENT_TOO_LONG: "a JSON document of more than {limit:,} bytes; write JSON Lines instead",
    ReportCode.DAMAGED_PLACES: "more than {limit:,} damaged places; the rest was not read",
    ReportCode.LONG_DAMAGE: "more than {limit:,} bytes that are not valid JSON",
    ReportCode.NOT_XML: "not well-formed XML at line {at}: {problem}",
    ReportCode.FILE_ENDS_INSIDE: "the file ends inside the record that begins here",
    ReportCode.TOO_DEEP_ELEMENTS: "elements nested more than {limit} levels deep",
    ReportCode.TOO_MANY_ELEMENTS: "more than {limit:,} elements in one record",
    ReportCode.DELETED: "deleted by the archive: {identifier!r}",
    ReportCode.NO_METADATA: "the record has no metadata",
    ReportCode.UNKNOWN_METADATA: "metadata in the format {format!r}; arXiv, arXivRaw and oai_dc can be read",
    ReportCode.ARXIV_ERROR: "arXiv's answer is an error: {problem}",
    ReportCode.VALUE_TOO_LONG: "a value is longer than {limit:,} characters",
    ReportCode.NO_FRONT_MATTER: "no front matter between two lines of --- or +++",
    ReportCode.FRONT_MATTER_NOT_CLOSED: "the front matter has no end",
    ReportCode.NO_LINK: "the heading has no [title](arXiv address)",
    ReportCode.NOT_AN_ADDRESS: "{text!r} is not an arXiv address",
    ReportCode.NOT_A_LIST: _not_a_list,
    ReportCode.CUT_OFF: "the compressed data is cut off here; fetch the file again",
    ReportCode.DAMAGED_COMPRESSION: "the compressed data is damaged from here on ({problem}); fetch the file again",
    ReportCode.CANNOT_READ: "reading failed here: {problem}",
    ReportCode.FILE_TOO_LONG: "the file holds more than {limit:,} bytes once unpacked; split it",
    ReportCode.ZIP_FROM_PIPE: "a zip archive is read from a file only; unpack it first",
    ReportCode.ZIP_OF_SEVERAL: "this zip archive is not read: {lists} of its {files} files look like lists of papers, "
    "not one; unpack it first",
    ReportCode.ZIP_UNREADABLE: "this zip archive is not read ({problem}); unpack it first",
    ReportCode.MESSAGE_TOO_LONG: "an encoded message of more than {limit:,} bytes; save it as plain text",
    ReportCode.NOTHING_TO_READ: _nothing_to_read,
    ReportCode.PASSED_OVER: _passed_over,
    ReportCode.NOT_A_REGULAR_FILE: _not_a_regular_file,
    ReportCode.FOLDER_READ_ALREADY: "leads to a folder that was read already; not followed",
    ReportCode.NO_DAY: f"no day in the name of the file or of its folder. {_NAME_THE_DAY}",
    ReportCode.AMBIGUOUS_DAY: f'no day: "{{text}}" in the name may be two days. {_NAME_THE_DAY}',
    ReportCode.ANNOUNCED_TOTAL: "the table of contents announces {announced:,} entries, {found:,} were found",
    ReportCode.EMPTY_FILE: "the file is empty",
    ReportCode.UNKNOWN_FORMAT: "left out: not a list of papers in any known format; `kg formats` shows one entry of "
    "each",
    ReportCode.NO_ENTRY: "no entry was found in this file, which was read as {format}",
    ReportCode.LIST_NOT_CLOSED: "the list of papers is not closed; the file may be cut off",
    ReportCode.LINE_PASSED_OVER: "a line of more than {limit:,} bytes; passed over",
    ReportCode.FAILED_SUMMARIES: "{number} failed or empty machine summaries left out, first at this line",
    ReportCode.NO_AUTHORS: _rows("without authors"),
    ReportCode.NO_ABSTRACT: _rows("without an abstract"),
    ReportCode.SHORTENED_AUTHORS: _rows("with a shortened author list (et al.)"),
    ReportCode.NOT_A_NAME: "not a name, left out: {text!r} ({problem})",
    ReportCode.MORE_NOT_NAMES: "{number} more parts of author lists that are not names were left out",
    ReportCode.UNKNOWN_KEY: lambda key, rows, example: (
        f"unknown key {key!r} in {count_noun(rows, 'row')} was not read, for example {example!r}"
    ),
    ReportCode.MORE_UNKNOWN_KEYS: "{number} more unknown keys were not read",
    ReportCode.UNEXPECTED_TYPE: _remark("unexpected type of {key!r}"),
    ReportCode.NUMBER_TOO_LARGE: _remark("number too large in {key!r}"),
    ReportCode.COUNT_TOO_LARGE: _remark("{key!r} beyond 64 bits", "set to {limit}"),
    ReportCode.LONG_ABSTRACT: _remark("abstract longer than a row may be"),
    ReportCode.LONG_SUMMARY: _remark("'summary' beside an abstract and too long for a TL;DR"),
    ReportCode.SEVERAL_ARXIV_IDS: _remark("several arXiv ids", "the first is used"),
    ReportCode.LOST_ZEROS: _remark(
        "arXiv id written as a number, which loses zeros,", "zeros added; write ids as text"
    ),
    ReportCode.INVALID_FRONT_MATTER: _remark("invalid front matter", "read line by line"),
    ReportCode.AMBIGUOUS_IDENTIFIER: "{identifier} is given for several arXiv papers, so it was not used to join "
    "papers",
    ReportCode.TWO_NAMES: "{paper}: {name!r} looks like two names; if it is, divide it by a `split` line in "
    "authors.txt",
    ReportCode.UNKNOWN_CLASS: "{paper}: {text!r} is not a class of a known scheme",
    ReportCode.OTHER_TITLE: "{paper}: the title here, {here!r}, is not that of the paper, {title!r}; check the "
    "identifier",
    ReportCode.UNLIKE_NAMES: _unlike_names,
    ReportCode.SEVERAL_NAMESAKES: _several_namesakes,
    ReportCode.MISPRINTED_NAME: _misprinted_name,
    ReportCode.ABSENT_AUTHORSHIP: _absent_authorship,
    ReportCode.ABSENT_NAME: "nobody in these digests has a name of this line; it waits until somebody does",
    ReportCode.ABSENT_SPLIT_NAME: "nobody in these papers is printed so; the line waits until somebody is",
    ReportCode.SEVERAL_PINNED_IDS: _several_pinned_ids,
    ReportCode.OVERRULED_NAME: "line {by} gives the same person another name and is used",
    ReportCode.ABSENT_CONCEPT: _absent_concept,
    ReportCode.OVERRULED_CONCEPT: "other lines merge this with {concept}, which keeps its id and its label",
}
"""Sentences, as patterns of the arguments or functions of them."""
