"""Convert addresses printed in papers into IRIs.

A digest's text may contain anything that looks like an address. RFC 3987 forbids much of it inside an IRI, and one
invalid IRI makes a whole Turtle file unreadable, so forbidden characters are percent-encoded; nothing is left out.
"""

import re
from urllib.parse import quote

# Addresses that are IRIs already, as most are.
SAFE = r"^https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9/._~!$&'()*+,;=:@-]*)?$"

_PARTS = re.compile(r"(?s)(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>//(?P<authority>[^/?#]*))?(?P<rest>.*)")
_HOST_AND_PORT = re.compile(r"(?P<host>.*?)(?P<port>:[0-9]*)?", re.DOTALL)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SUB_DELIMS = "!$&'()*+,;="
_PATH = _SUB_DELIMS + "/:@-._~%"


def link_iri(url: str) -> str:
    """Return an IRI for an address, with characters that RFC 3987 forbids percent-encoded in UTF-8.

    Idempotent. Text without a scheme is treated as a web address.

    >>> link_iri("https://example.org/a b?q={x}#y#z")
    'https://example.org/a%20b?q=%7Bx%7D#y%23z'
    >>> link_iri("example.org/page")
    'http://example.org/page'
    """
    parts = _PARTS.fullmatch(url)
    if parts is None or (parts["slashes"] is None and parts["rest"][:1].isdigit()):
        parts = _PARTS.fullmatch("http://" + url.lstrip("/"))
        if parts is None:
            raise AssertionError(url)  # the pattern matches any text after a scheme
    rest, hash_, fragment = parts["rest"].partition("#")
    path, mark, query = rest.partition("?")
    start = f"{parts['scheme']}:"
    if parts["slashes"] is not None:
        start += f"//{_authority(parts['authority'])}"
    elif path.startswith("//"):
        path = "/%2F" + path[2:]
    return start + _encode(path, _PATH) + mark + _encode(query, _PATH + "?") + hash_ + _encode(fragment, _PATH + "?")


def _authority(text: str) -> str:
    user, at, server = text.rpartition("@")
    match = _HOST_AND_PORT.fullmatch(server)
    host, port = (match["host"], match["port"] or "") if match else (server, "")
    return _encode(user, _SUB_DELIMS + "-._~%:") + at + _encode(host, _SUB_DELIMS + "-._~%") + port


def _encode(text: str, keep: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", text), safe=keep, encoding="utf-8", errors="replace")
