"""Define reports on the input and their codes: what a problem is, how severe it is, and which values describe it.

`kg.wording.reports` has a sentence per code.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Level(StrEnum):
    """Severity of a report on the input: a reject loses a row, a warning loses nothing."""

    REJECT = "reject"
    WARNING = "warning"


class ReportCode(StrEnum):
    """Kind of a problem of the input. ``parameters`` are the names of its arguments, in their order.

    An argument is a number, a text or a list of these; 0, False, "" and the empty list mean that there is nothing to
    say. ``rows`` counts rows with the problem, of which ``example`` is a value of the first; ``limit`` is the largest
    allowed number; ``problem`` is the message of the operating system or of a parser.
    """

    level: Level
    parameters: tuple[str, ...]

    def __new__(cls, value: str, level: Level = Level.REJECT, *parameters: str) -> Self:
        """Make a member of its value and facts; a type checker takes ``ReportCode(value)`` for this call, too."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.level, member.parameters = level, parameters
        return member

    @property
    def ends_file(self) -> bool:
        """True if nothing of the file can be read after the problem."""
        return self in _ENDS_FILE

    # an entry of a file
    NO_TITLE = "noTitle", Level.REJECT
    TOO_MANY_AUTHORS = "tooManyAuthors", Level.REJECT, "limit"
    NO_IDENTIFIER = "noIdentifier", Level.REJECT
    NOT_AN_IDENTIFIER = "notAnIdentifier", Level.REJECT, "text"
    NUMBER_AS_ID = "numberAsId", Level.REJECT, "number"
    TOO_LONG = "tooLong", Level.REJECT, "unit", "limit"
    """``unit`` is line, entry, paper or record."""
    NOT_CLOSED = "notClosed", Level.REJECT, "opening"
    """``opening`` is the first word of the entry: <record> or @article."""
    NUL_BYTE = "nulByte", Level.REJECT, "at"
    """``at`` is the line of the byte; in the codes below too."""
    NOT_UTF8 = "notUtf8", Level.REJECT, "problem", "byte"
    NOT_UTF8_LINE = "notUtf8Line", Level.REJECT, "at", "problem"
    NOT_UTF8_TEXT = "notUtf8Text", Level.REJECT, "at", "problem", "byte", "encoding"
    """``encoding`` is the likely one."""
    CANNOT_OPEN = "cannotOpen", Level.REJECT, "problem"

    # JSON
    NOT_JSON = "notJson", Level.REJECT, "problem", "half"
    """``half`` is an escape sequence that is half of a character."""
    NESTED_TOO_DEEPLY = "nestedTooDeeply", Level.REJECT
    NOT_AN_OBJECT = "notAnObject", Level.REJECT, "type"
    SEVERAL_LISTS = "severalLists", Level.REJECT, "number", "keys", "sizes"
    """``sizes`` are numbers of objects in the lists under ``keys``, 0 for a single object."""
    DOCUMENT_TOO_LONG = "documentTooLong", Level.REJECT, "limit"
    DAMAGED_PLACES = "damagedPlaces", Level.REJECT, "limit"
    LONG_DAMAGE = "longDamage", Level.REJECT, "limit"

    # XML, BibTeX, front matter, Markdown
    NOT_XML = "notXml", Level.REJECT, "at", "problem"
    FILE_ENDS_INSIDE = "fileEndsInside", Level.REJECT
    TOO_DEEP_ELEMENTS = "tooDeepElements", Level.REJECT, "limit"
    TOO_MANY_ELEMENTS = "tooManyElements", Level.REJECT, "limit"
    DELETED = "deleted", Level.REJECT, "identifier"
    NO_METADATA = "noMetadata", Level.REJECT
    UNKNOWN_METADATA = "unknownMetadata", Level.REJECT, "format"
    ARXIV_ERROR = "arxivError", Level.REJECT, "problem"
    VALUE_TOO_LONG = "valueTooLong", Level.REJECT, "limit"
    NO_FRONT_MATTER = "noFrontMatter", Level.REJECT
    FRONT_MATTER_NOT_CLOSED = "frontMatterNotClosed", Level.REJECT
    NO_LINK = "noLink", Level.REJECT
    NOT_AN_ADDRESS = "notAnAddress", Level.REJECT, "text"

    # the rest of a file
    NOT_A_LIST = "notAList", Level.REJECT, "content"
    """``content`` is one of `kg.wording.reports.FILE_FORMATS`."""
    CUT_OFF = "cutOff", Level.REJECT
    DAMAGED_COMPRESSION = "damagedCompression", Level.REJECT, "problem"
    CANNOT_READ = "cannotRead", Level.REJECT, "problem"
    FILE_TOO_LONG = "fileTooLong", Level.REJECT, "limit"
    ZIP_FROM_PIPE = "zipFromPipe", Level.REJECT
    ZIP_OF_SEVERAL = "zipOfSeveral", Level.REJECT, "lists", "files"
    """``lists`` is the number of its files that look like lists of papers."""
    ZIP_UNREADABLE = "zipUnreadable", Level.REJECT, "problem"
    MESSAGE_TOO_LONG = "messageTooLong", Level.REJECT, "limit"

    # inputs and files
    NOTHING_TO_READ = "nothingToRead", Level.WARNING, "others", "suffixes"
    PASSED_OVER = "passedOver", Level.WARNING, "files"
    NOT_A_REGULAR_FILE = "notARegularFile", Level.WARNING, "kind"
    """``kind`` is one of `kg.wording.reports.SPECIAL_FILES`."""
    FOLDER_READ_ALREADY = "folderReadAlready", Level.WARNING
    NO_DAY = "noDay", Level.WARNING
    AMBIGUOUS_DAY = "ambiguousDay", Level.WARNING, "text"
    ANNOUNCED_TOTAL = "announcedTotal", Level.WARNING, "announced", "found"
    EMPTY_FILE = "emptyFile", Level.WARNING
    UNKNOWN_FORMAT = "unknownFormat", Level.WARNING
    NO_ENTRY = "noEntry", Level.WARNING, "format"
    LIST_NOT_CLOSED = "listNotClosed", Level.WARNING
    LINE_PASSED_OVER = "linePassedOver", Level.WARNING, "limit"

    # values of rows
    FAILED_SUMMARIES = "failedSummaries", Level.WARNING, "number"
    NO_AUTHORS = "noAuthors", Level.WARNING, "rows"
    NO_ABSTRACT = "noAbstract", Level.WARNING, "rows"
    SHORTENED_AUTHORS = "shortenedAuthors", Level.WARNING, "rows"
    NOT_A_NAME = "notAName", Level.WARNING, "text", "problem"
    MORE_NOT_NAMES = "moreNotNames", Level.WARNING, "number"
    UNKNOWN_KEY = "unknownKey", Level.WARNING, "key", "rows", "example"
    MORE_UNKNOWN_KEYS = "moreUnknownKeys", Level.WARNING, "number"
    UNEXPECTED_TYPE = "unexpectedType", Level.WARNING, "key", "rows", "example"
    NUMBER_TOO_LARGE = "numberTooLarge", Level.WARNING, "key", "rows", "example"
    COUNT_TOO_LARGE = "countTooLarge", Level.WARNING, "key", "limit", "rows", "example"
    LONG_ABSTRACT = "longAbstract", Level.WARNING, "rows", "example"
    LONG_SUMMARY = "longSummary", Level.WARNING, "rows", "example"
    SEVERAL_ARXIV_IDS = "severalArxivIds", Level.WARNING, "rows", "example"
    LOST_ZEROS = "lostZeros", Level.WARNING, "rows", "example"
    INVALID_FRONT_MATTER = "invalidFrontMatter", Level.WARNING, "rows", "example"

    # papers
    AMBIGUOUS_IDENTIFIER = "ambiguousIdentifier", Level.WARNING, "identifier"
    TWO_NAMES = "twoNames", Level.WARNING, "paper", "name"
    UNKNOWN_CLASS = "unknownClass", Level.WARNING, "paper", "text"
    OTHER_TITLE = "otherTitle", Level.WARNING, "paper", "here", "title"

    # people
    UNLIKE_NAMES = "unlikeNames", Level.WARNING, "orcid", "names", "papers", "more", "kept"
    """``names`` and ``papers`` are of one length, ``more`` counts further names; ``kept``: the first has the iD."""
    SEVERAL_NAMESAKES = "severalNamesakes", Level.WARNING, "paper", "name", "positions", "more", "people"
    """``positions`` in the author list count from 1, ``more`` counts further positions; in the code below too."""
    MISPRINTED_NAME = "misprintedName", Level.WARNING, "paper", "name", "positions", "more"
    ABSENT_AUTHORSHIP = "absentAuthorship", Level.WARNING, "authorship"
    ABSENT_NAME = "absentName", Level.WARNING
    ABSENT_SPLIT_NAME = "absentSplitName", Level.WARNING
    SEVERAL_PINNED_IDS = "severalPinnedIds", Level.WARNING, "number", "authors"
    """``authors`` are the ids, the one that is kept first."""
    OVERRULED_NAME = "overruledName", Level.WARNING, "by"
    """``by`` is the number of a line."""

    # concepts
    ABSENT_CONCEPT = "absentConcept", Level.WARNING, "concepts"
    """``concepts`` are ids, and labels in double quotes."""
    OVERRULED_CONCEPT = "overruledConcept", Level.WARNING, "concept"


_ENDS_FILE = frozenset(
    {
        ReportCode.NOT_A_LIST, ReportCode.CUT_OFF, ReportCode.DAMAGED_COMPRESSION, ReportCode.CANNOT_READ,
        ReportCode.FILE_TOO_LONG, ReportCode.ZIP_FROM_PIPE, ReportCode.ZIP_OF_SEVERAL, ReportCode.ZIP_UNREADABLE,
        ReportCode.MESSAGE_TOO_LONG,
    }
)  # fmt: skip

Argument = int | str | tuple[int, ...] | tuple[str, ...]
"""A value of a report: JSON can hold it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A problem of the input, its place, and the values of ``code.parameters``.

    ``line`` counts from 1, 0 is the whole file. `kg.wording.reports` puts it into words.
    """

    code: ReportCode
    file: str = ""
    line: int = 0
    arguments: tuple[Argument, ...] = ()

    @property
    def level(self) -> Level:
        """The severity of the problem."""
        return self.code.level

    @property
    def named_arguments(self) -> dict[str, Argument]:
        """The arguments by the parameters of the code."""
        return dict(zip(self.code.parameters, self.arguments, strict=True))
