"""Read one Markdown file per paper: facts as YAML or TOML front matter, texts in it or in the page below."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, time
from pathlib import PurePosixPath
from typing import Final

from kg.ids import find_arxiv_ids, parse_arxiv_id
from kg.ingest.cleaning.categories import first_arxiv, split_categories
from kg.ingest.cleaning.text import one_line, tidy
from kg.ingest.content import Stream
from kg.ingest.dates import make_month
from kg.ingest.dialects.descriptions import FRONT_MATTER
from kg.ingest.dialects.dialect import Dialect, EntryError, FileContext, Head, Rows, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors, parse_authors
from kg.ingest.dialects.fields.values import ObjectFields, plain_key, synonyms
from kg.ingest.dialects.identity import Identity, identify
from kg.ingest.dialects.text import parts
from kg.ingest.dialects.text.authors import find_authors
from kg.ingest.dialects.text.parts.sections import read_sections
from kg.ingest.notes import Notes
from kg.ingest.row import Row, RowForm
from kg.names.printed import AuthorList
from kg.report_codes import ReportCode

_MAX_FRONT: Final = 2**18
"""Maximum bytes of a front matter; one with an abstract and a hundred authors has about 10,000."""
_MAX_BODY: Final = 2**20
"""Bytes of the page that are searched for texts, which come first."""
_KNOWN: Final = synonyms(
    {
        "ids": "arxivid arxiv arxivnumber eprint paperid identifier id slug aliases",
        "addresses": "arxivurl arxivlink absurl abs pdf pdfurl pdflink urlpdf url link links paper paperurl paperlink"
        " urlpaper hfpaperurl huggingfaceurl sourceurl source externalurl canonicalurl publisherurl html urlsource",
        "doi": "doi",
        "title": "title papertitle fulltitle 标题 题目 论文标题 论文题目",
        "authors": "authors author paperauthors creators authorlist 作者",
        "categories": "primarycategory primaryclass arxivcategory arxivcategories category categories subjects subject"
        " 分类 类别",
        "tags": "tags keywords topics 标签",
        "days": "published publishdate publisheddate publicationdate datepublished publishedat submitted submitteddate"
        " datesubmitted arxivdate paperdate date 发布日期 发表日期 日期",
        "year": "year publicationyear",
        "month": "month",
        "comment": "comment comments arxivcomment",
        "journal": "journalref journal venue conference publication booktitle publishedin 期刊 会议",
        "abstract": "abstract paperabstract 摘要",
        "summary": "summary description subtitle excerpt",
        "tldr": "tldr aisummary onesentencesummary onelinesummary hook 一句话总结",
        "motivation": "motivation 动机",
        "method": "method methods 方法",
        "result": "result results 结果",
        "conclusion": "conclusion conclusions 结论",
        "code": "codeurl code urlcode codelink github githuburl githublink repo repository 代码",
    }
)
# Keys about the page itself, and its reader's notes about the paper.
_IGNORED: Final = frozenset(
    {
        *(
            "layout",
            "draft",
            "weight",
            "image",
            "images",
            "cover",
            "thumbnail",
            "featured",
            "type",
            "kind",
            "lang",
            "toc",
        ),
        *(
            "permalink",
            "math",
            "mathjax",
            "katex",
            "publish",
            "hidden",
            "sitemap",
            "showtoc",
            "outline",
            "sidebar",
            "nav",
        ),
        *(
            "updated",
            "lastmod",
            "lastupdated",
            "lastmodifiedat",
            "modified",
            "created",
            "createdat",
            "added",
            "addeddate",
        ),
        *(
            "status",
            "rating",
            "score",
            "priority",
            "read",
            "readdate",
            "dateread",
            "cssclasses",
            "cssclass",
            "template",
        ),
        *(
            "publicationtypes",
            "selected",
            "projects",
            "slides",
            "video",
            "poster",
            "urlslides",
            "urlvideo",
            "urlposter",
        ),
        *("bibtex", "citation", "citekey", "citationkey", "bibkey", "contenttype", "license", "affiliations", "series"),
    }
)
_NESTED: Final = frozenset({"params", "extra", "metadata", "meta", "frontmatter", "paper"})
_SAYS_PAPER: Final = ("abstract", "tldr", "doi", "journal", "categories", "motivation", "method", "year")
_BEGIN: Final = re.compile(rb"\s*(?P<mark>-{3,5}|\+{3})[ \t]*\r?\n")
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?:[^\[\]|]*/)?([^\[\]|]*)\]\]")
_TITLE_LINE: Final = re.compile(r"[ ]{0,3}#[ \t]+(?P<title>\S.*?)[ \t]*#*\Z")
_ID_BEFORE: Final = re.compile(r"\A\[?(?:arxiv:)?\s*\d{4}\.\d{4,5}(?:v\d+)?\]?[\s:_-]+", re.IGNORECASE)
_TAG_PATH: Final = re.compile(r"\A[#\s]*(?:[\w-]+/)*")
_CODE_WITH_HYPHEN: Final = re.compile(r"([a-z]+(?:-[a-z]+)?)[-_]([A-Z]{2})")
_NAMED_AFTER_ID: Final = re.compile(r"(\d{4}\.\d{4,5}(?:v\d+)?)[-_ .]")
_END_YAML: Final = re.compile(rb"\n(?:-{3,5}|\.\.\.)[ \t]*(?:\r?\n|\r?\Z)")
_END_TOML: Final = re.compile(rb"\n\+{3}[ \t]*(?:\r?\n|\r?\Z)")
_TOML_KEY: Final = re.compile(r"^([\w-]{1,60})[ \t]*=[ \t]*", re.MULTILINE)
_LINKED: Final = re.compile(r"\[(.+)\]\(\S+\)")
_PLACEHOLDER: Final = re.compile(r"[{<%\[].{0,60}[}>%\]]|untitled|title|todo|tbd", re.IGNORECASE)
_YEAR_MONTH: Final = re.compile(r"\s*(\d{4})[-/.](\d{1,2})\s*")
_GITHUB_NAME: Final = re.compile(r"[\w.-]+/[\w.-]+")
_MAX_ADDRESS: Final = 2000
_MAX_LINKED: Final = 20_000
"""Characters of a page in which the only arXiv link may be the paper's."""
_MAX_HEADING_LINE: Final = 40
_MAX_LABELED, _MAX_LABEL_LINES = 8000, 15
_ID_LABEL: Final = re.compile(
    r"[\s>*_+-]*\[?\W{0,4}(?:arxiv(?: id| link)?|paper|pdf|link|url|source|论文(?:链接|地址)?|链接|原文)"
    r"\b[*_\])]*\s*[:：(\]]",
    re.IGNORECASE,
)
_LONG: Final = 300
"""Characters from which a summary or description is an abstract and not a line about the paper."""


def _matches(head: Head) -> bool:
    begin = _BEGIN.match(head.data)
    if begin is None or head.suffix not in {*FRONT_MATTER.suffixes, ".txt", ""}:
        return False
    front, body = _split(head.data, begin) or (head.data[begin.end() : begin.end() + _MAX_FRONT], b"")
    values, _ = _load(front.decode("utf-8", "replace"), begin["mark"])
    values = _flat(values)
    fields = ObjectFields(values, _KNOWN, Notes(), 1)
    try:
        _identity(fields, "", "")
    except EntryError:
        if not fields.text("title"):
            return False
        page = body.decode("utf-8", "replace")
        listed = "authors" in map(plain_key, values) and any(map(fields.value, _SAYS_PAPER))
        return _labeled_id(page) != "" or (listed and len(find_arxiv_ids(page)) <= 1)
    return True


def _rows(stream: Stream, reading: FileContext) -> Rows:
    data = _read(stream, _MAX_FRONT + _MAX_BODY)
    if not data.strip():
        return
    begin = _BEGIN.match(data)
    parts = _split(data, begin) if begin else None
    if begin is None or parts is None:
        yield reading.report(1, ReportCode.FRONT_MATTER_NOT_CLOSED if begin else ReportCode.NO_FRONT_MATTER)
        return
    line = 1 + data.count(b"\n", 0, begin.start("mark"))
    try:
        front = parts[0].decode()
    except UnicodeDecodeError as error:
        at = line + 1 + parts[0].count(10, 0, error.start)
        yield reading.report(line, ReportCode.NOT_UTF8_LINE, at, error.reason)
        return
    values, wrong = _load(front, begin["mark"])
    if wrong:
        reading.notes.remark(ReportCode.INVALID_FRONT_MATTER, wrong, line)
    try:
        yield _row(values, parts[1].decode("utf-8", "replace"), line, reading)
    except EntryError as error:
        yield reading.reject(line, error)


def _row(values: dict[str, object], body: str, line: int, reading: FileContext) -> Row:
    notes = reading.notes
    values = _flat(values)
    fields = ObjectFields(values, _KNOWN, notes, line, ignored=_IGNORED)
    lines = body.splitlines()
    identity = _identity(fields, reading.name, body[:_MAX_LINKED])
    heading = next((place for place, text in enumerate(lines[:_MAX_HEADING_LINE]) if _TITLE_LINE.match(text)), -1)
    title = _title(fields.text("title"))
    if not title and heading >= 0 and (match := _TITLE_LINE.match(lines[heading])):
        title = _title(match["title"])
    require_title(title)
    texts = read_sections(lines)

    def text(field: str) -> str:
        return tidy(fields.text(field) or texts.get(field, ""))

    abstract, summary, tldr = text("abstract"), tidy(fields.text("summary")), text("tldr")
    if summary and not abstract and len(summary) >= _LONG:
        abstract = summary
    elif summary and not tldr and summary != abstract and len(summary) <= reading.settings.max_tldr:
        tldr = summary
    categories = _categories(fields)
    primary = first_arxiv(categories)
    comment = one_line(fields.text("comment"))
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.MARKDOWN,
        section=primary,
        title=title,
        authors=notes.authors(_authors(fields, values, lines[heading + 1 :], reading), line),
        primary_category=primary,
        categories=categories,
        comment="" if comment.lower() in {"true", "false"} else comment,
        tldr=notes.summary(tldr, line),
        motivation=notes.summary(text("motivation"), line),
        method=notes.summary(text("method"), line),
        result=notes.summary(text("result"), line),
        conclusion=notes.summary(text("conclusion"), line),
        abstract=notes.abstract(abstract, line),
        code_url=_code_url(fields),
        journal=one_line(fields.text("journal")),
        published=fields.day("days"),
        identifiers=identity.identifiers,
    )


# -- front matter ----------------------------------------------------------------------------------------------


def _read(stream: Stream, size: int) -> bytes:
    data = stream.read(size)
    while len(data) < size and (more := stream.read(size - len(data))):
        data += more
    return data


def _split(data: bytes, begin: re.Match[bytes]) -> tuple[bytes, bytes] | None:
    """Return the front matter and the text after it; the front matter is None if it has no end."""
    end = (_END_TOML if begin["mark"].startswith(b"+") else _END_YAML).search(
        data, begin.end() - 1, begin.end() + _MAX_FRONT
    )
    return (data[begin.end() : end.start() + 1], data[end.end() :]) if end else None


def _load(front: str, mark: bytes) -> tuple[dict[str, object], str]:
    """Return the values of a front matter, and the first line that is not valid, empty if all is."""
    if not mark.startswith(b"+"):
        return parts.read_mapping(front)
    try:
        return {key: _printed(value) for key, value in tomllib.loads(front, parse_float=str).items()}, ""
    except (ValueError, RecursionError):
        return parts.read_mapping(_TOML_KEY.sub(r"\1: ", front))


def _flat(values: dict[str, object]) -> dict[str, object]:
    """Return the values, including the values of a mapping such as Hugo's ``params``."""
    inner = [value for key, value in values.items() if plain_key(key) in _NESTED and isinstance(value, dict)]
    outer = {key: value for key, value in values.items() if not (plain_key(key) in _NESTED and isinstance(value, dict))}
    return {key: value for mapping in (*inner, outer) for key, value in mapping.items()}


def _printed(value: object) -> object:
    """Return a TOML value with dates and numbers as text."""
    if isinstance(value, list):
        return [_printed(item) for item in value]
    if isinstance(value, dict):
        return {key: _printed(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _strings(value: object) -> Iterator[str]:
    """Yield every text in a value: values of lists and mappings as well."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value if isinstance(value, list) else value.values():
            yield from _strings(item)


# -- fields ----------------------------------------------------------------------------------------------------


def _identity(fields: ObjectFields, name: str, body: str) -> Identity:
    """Return the paper of a page: by its fields, else by its file or folder name, else by the one paper it links to."""
    ids = [text for value in fields.values("ids") for text in _strings(value) if len(text) <= _MAX_ADDRESS]
    addresses = [text for value in fields.values("addresses") for text in _strings(value) if len(text) <= _MAX_ADDRESS]
    parts = PurePosixPath(name.replace("\\", "/")).parts[::-1]
    names = [match[1] if (match := _NAMED_AFTER_ID.match(part)) else part for part in parts if parse_arxiv_id(part)]
    names += [match[1] for part in parts if (match := _NAMED_AFTER_ID.match(part))]
    labeled = _labeled_id(body)
    linked = [labeled] if labeled else [found.id for found in find_arxiv_ids(body)]
    year_month = next((match for value in fields.values("days") if (match := _YEAR_MONTH.fullmatch(str(value)))), None)
    return identify(
        [*ids, *addresses, *names],
        printed=linked if len(linked) == 1 else (),
        dois=[*(text for value in fields.values("doi") for text in _strings(value)), *filter(_is_doi, addresses)],
        published=fields.day("days"),
        month=make_month(*year_month.groups()) if year_month else make_month(fields.text("year"), fields.text("month")),
    )


def _labeled_id(body: str) -> str:
    """Return the arXiv id of a line near the top of a page that says "arXiv:" or "Paper:", empty without one."""
    lines = [line for line in body[:_MAX_LABELED].splitlines() if line.strip()][:_MAX_LABEL_LINES]
    for line in lines:
        if _ID_LABEL.match(line) and len(found := find_arxiv_ids(line)) == 1:
            return found[0].id
    return ""


def _is_doi(address: str) -> bool:
    return "doi.org/" in address


def _title(printed: str) -> str:
    title = one_line(_WIKI_LINK.sub(r"\1", printed))
    if match := _LINKED.fullmatch(title):
        title = match[1]
    title = _ID_BEFORE.sub("", title)
    return "" if _PLACEHOLDER.fullmatch(title) else title


def _authors(fields: ObjectFields, values: dict[str, object], body: Sequence[str], reading: FileContext) -> AuthorList:
    """Return the authors: a list in the front matter, else of the page; one "author" may be who wrote the page."""
    printed = _unlinked(fields.value("authors"))
    check_author_count(count_authors(printed), reading.settings)
    found = parse_authors(printed, lambda part: fields.report("authors", part))
    if any(plain_key(key) != "author" and fields.value("authors") is value for key, value in values.items()):
        return found
    _, below = find_authors(body, 0)
    return below or found


def _unlinked(value: object) -> object:
    """Return authors without the brackets of wiki links: ``[[Ann Lee]]``, which YAML takes for a list in a list."""
    if isinstance(value, str):
        return _WIKI_LINK.sub(r"\1", value)
    if isinstance(value, list):
        return [_unlinked(_alone(item)) for item in value]
    return value


def _alone(value: object) -> object:
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value


def _categories(fields: ObjectFields) -> tuple[str, ...]:
    """Return the categories, and of tags those that spell the code of one: ``cs.CL``, ``topic/cs-CL``."""
    listed = [text for value in fields.values("categories") for text in _strings(value) if split_categories(text)]
    tags = [text for value in fields.values("tags") for text in _strings(value)]
    codes = [_CODE_WITH_HYPHEN.sub(r"\1.\2", _TAG_PATH.sub("", tag.strip())) for tag in tags]
    found = dict.fromkeys((*listed, *(code for code in codes if ("." in code or "-" in code) and first_arxiv([code]))))
    return tuple(found)


def _code_url(fields: ObjectFields) -> str:
    url = next(iter(fields.text("code").split()), "")
    if _GITHUB_NAME.fullmatch(url):
        return f"https://github.com/{url}"
    return url if url.lower().startswith(("http://", "https://")) else ""


FRONT_MATTER_DIALECT: Final = Dialect(FRONT_MATTER, matches=_matches, rows=_rows)
