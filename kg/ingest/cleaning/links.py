r"""Find the addresses in texts, and classify their targets.

Abstracts print addresses inside LaTeX (``\url{…}``, ``\_``), with the sentence's full stop, and broken by line wraps
after a hyphen or a slash. Unambiguous breaks are joined; other broken addresses are dropped.
"""

import re

from kg.model import LinkKind

_MAX_LENGTH = 500
_TEXT = r"(?:\\[_%#&~]|[^\s<>\"'`{}|\\^\[\]（），。；、：！？】【》《“”‘’…])"
_BARE = r"(?<![\w./@-])(?=(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co)/|[\w-]{1,60}\.github\.io\b)"
_ADDRESS = re.compile(
    rf"(?:https?:[ ]?//[ ]?|{_BARE})(?P<rest>(?:(?!https?://){_TEXT}){{3,{_MAX_LENGTH}}})",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s+(?P<tail>[A-Za-z0-9][\w.-]{0,99}(?:/[\w.-]{1,99})?)")
_CUT_OWNER = re.compile(r"\s+(?P<tail>[A-Za-z0-9][\w-]{0,38}/[\w.-]{1,99})")
_BARE_HOST = re.compile(r"(?:www\.)?(?:github|gitlab)\.com/", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_OWNER = re.compile(r"[A-Za-z0-9](?:[\w.-]{0,60})")
_REPOSITORY = re.compile(r"(?=[\w.-]*\w)[\w.-]{1,100}")
_DOI_ZENODO = re.compile(r"10\.5281/zenodo\.\d+", re.IGNORECASE)
_ZENODO = re.compile(r"(?:records?|doi)/[\w./-]+", re.IGNORECASE)
_PROJECT_BEFORE = re.compile(
    r"(?:project|home|web)[ \n-]?(?:web)?(?:page|site)s?\b[^.;]{0,20}\Z|\bwebsite\b[^.;]{0,20}\Z", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"x{3,}|\.+|your-?name|username|anonymous", re.IGNORECASE)
_BEFORE = 48
# Each address has one of these marks; what is in front of it in an address is shorter than 70 characters.
_MARKS = ("//", "github.com/", "gitlab.com/", "huggingface.co/", ".github.io")
_BEFORE_MARK = 70
_CASELESS = frozenset({"github.com", "gitlab.com", "huggingface.co"})
_NOT_OWNERS = frozenset(
    {"about", "apps", "collections", "contact", "enterprise", "explore", "features", "marketplace", "orgs", "search"}
    | {"settings", "site", "sponsors", "topics", "trending", "users"}
)
_NOT_MODELS = frozenset(
    {"api", "blog", "chat", "collections", "docs", "learn", "models", "organizations", "papers", "posts", "pricing"}
    | {"spaces", "tasks"}
)


def find_links(text: str) -> list[tuple[str, LinkKind]]:
    r"""Return every address in a text with its kind, each once, in printed order.

    >>> find_links(r"Code: \url{https://github.com/ann/wave\_net}. See also https://x.example/cut-")
    [('https://github.com/ann/wave_net', <LinkKind.CODE: 'code'>)]
    """
    if "//" not in text and "github" not in text and "gitlab" not in text and "huggingface" not in text:
        return []
    found: dict[str, tuple[str, LinkKind]] = {}
    for match in _ADDRESS.finditer(text, _first_place(text)):
        printed = _joined(match["rest"], text, match.end())
        link = classify(printed, text[max(0, match.start() - _BEFORE) : match.start()])
        if link:
            found.setdefault(address_key(link[0]), link)
    return list(found.values())


def _first_place(text: str) -> int:
    """Return a position before the first address: searching from there is ten times as fast."""
    lower = text.lower()
    if len(lower) != len(text):
        return 0
    marks = (at for mark in _MARKS if (at := lower.find(mark)) >= 0)
    return max(0, min(marks, default=len(text)) - _BEFORE_MARK)


def address_key(url: str) -> str:
    """Return the comparable form of an address: only some hosts ignore the case of a path.

    >>> address_key("https://GitHub.com/Ann/Tool"), address_key("http://bit.ly/AbC")
    ('github.com/ann/tool', 'bit.ly/AbC')
    """
    host, slash, path = url.partition("://")[2].partition("/")
    return f"{host.lower()}{slash}{path.lower() if host.lower() in _CASELESS else path}"


def classify(address: str, before: str = "") -> tuple[str, LinkKind] | None:
    """Return an address in its normal form and its kind of target; None if it is broken.

    ``before`` is the text before it, which may call it a project page.

    >>> classify("http://www.github.com/ann/tool.git/tree/main")
    ('https://github.com/ann/tool', <LinkKind.CODE: 'code'>)
    """
    scheme, _, rest = address.strip().rpartition("//") if "//" in address[:9] else ("https:", "", address.strip())
    rest = re.sub(r"\\([_%#&~])", r"\1", rest)
    elided = "..." in rest
    rest = _trimmed(rest)
    host, _, path = rest.partition("/")
    host = host.lower().split(":")[0].removeprefix("www.")
    if elided or len(rest) >= _MAX_LENGTH or rest.endswith(("-", "_")) or not _HOST.fullmatch(host):
        return None
    parts = [part for part in path.split("?")[0].split("#")[0].split("/") if part]
    kind, normal = _known(host, parts)
    if normal is not None:
        return (f"https://{normal}", kind) if normal else None
    if _PROJECT_BEFORE.search(before):
        kind = LinkKind.PROJECT
    secure = host.endswith("github.io") or scheme.lower() != "http:"
    return f"http{'s' if secure else ''}://{host}{'/' + path.rstrip('/') if path.strip('/') else ''}", kind


def _known(host: str, parts: list[str]) -> tuple[LinkKind, str | None]:
    """Return kind and normal form at a known host; ``""`` for a truncated address, None to keep the address."""
    if host == "github.com":
        return _repository(host, parts)
    if host == "raw.githubusercontent.com":
        return _repository("github.com", parts)
    if host in {"gitlab.com", "bitbucket.org", "codeberg.org"} or host.startswith("gitlab."):
        parts = parts[: parts.index("-")] if "-" in parts else parts
        return (
            (LinkKind.CODE, f"{host}/{'/'.join(parts).removesuffix('.git')}")
            if len(parts) > 1
            else (LinkKind.OTHER, None)
        )
    if host == "anonymous.4open.science":
        return LinkKind.CODE, f"{host}/{'/'.join(parts[:2])}" if len(parts) > 1 else ""
    if host in {"huggingface.co", "hf.co"}:
        return _hugging_face(parts)
    if host == "kaggle.com":
        return (LinkKind.DATASET if parts[:1] == ["datasets"] and len(parts) > 1 else LinkKind.OTHER), None
    if host == "zenodo.org":
        return (LinkKind.DATASET if _ZENODO.match("/".join(parts)) else LinkKind.OTHER), None
    if host in {"doi.org", "dx.doi.org"}:
        return (LinkKind.DATASET if _DOI_ZENODO.match("/".join(parts)) else LinkKind.OTHER), None
    if host.endswith((".github.io", ".gitlab.io")):
        return LinkKind.PROJECT, None
    return LinkKind.OTHER, None


def _repository(host: str, parts: list[str]) -> tuple[LinkKind, str | None]:
    if not parts:
        return LinkKind.CODE, ""
    if _PLACEHOLDER.fullmatch(parts[0]):
        return LinkKind.CODE, ""
    if len(parts) == 1 or parts[0].lower() in _NOT_OWNERS:
        return LinkKind.OTHER, None
    name = parts[1].removesuffix(".git")
    if not _OWNER.fullmatch(parts[0]) or not _REPOSITORY.fullmatch(name):
        return LinkKind.CODE, ""
    return LinkKind.CODE, f"{host}/{parts[0]}/{name}"


def _hugging_face(parts: list[str]) -> tuple[LinkKind, str | None]:
    if parts[:1] == ["datasets"]:
        return (LinkKind.DATASET, "huggingface.co/" + "/".join(parts[:3])) if len(parts) > 1 else (LinkKind.OTHER, "")
    if len(parts) > 1 and parts[0] not in _NOT_MODELS:
        return LinkKind.MODEL, "huggingface.co/" + "/".join(parts[:2])
    return LinkKind.OTHER, "/".join(["huggingface.co", *parts])


def _joined(printed: str, text: str, end: int) -> str:
    """Join an address with the rest that a line wrap or a stray space cut off; unchanged if that is ambiguous."""
    if _BARE_HOST.fullmatch(printed):
        cut = _CUT_OWNER.match(text, end)
    elif printed.endswith(("-", "_")):
        cut = _CUT.match(text, end)
    else:
        cut = None
    return printed + cut["tail"] if cut else printed


def _trimmed(rest: str) -> str:
    """Remove the punctuation of the sentence, and a closing bracket unless its opening one is inside."""
    while rest:
        bare = rest.rstrip(".,;:!?*$\\")
        if bare.endswith(")") and bare.count("(") < bare.count(")"):
            bare = bare[:-1]
        if bare == rest:
            break
        rest = bare
    for mark in (",", ";", "$"):
        rest = rest.partition(mark)[0]
    return rest
