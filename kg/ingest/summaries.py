"""Tell a summary from the text a summariser leaves when it failed."""

import re
from collections.abc import Iterator

from kg.model import Level, Report

_LONGEST = 40
_LONGEST_MESSAGE = 200
_FAILURE = re.compile(
    r"error|errors?\s*(?:code)?\s*[:：].*|n/?a|none|null|nan|-+|…|\.+|无|暂无|"
    r"(?:tl;?dr|summary|task|motivation|method|result|conclusion|processing|request|ai)s?\s+"
    r"(?:(?:generation|analysis|extraction|processing)\s+)?(?:failed|failure|unavailable|not available|error)|"
    r"(?:摘要|总结|动机|方法|结果|结论|内容)?(?:生成|分析|提取|处理|总结)(?:失败|错误|出错)",
    re.IGNORECASE | re.DOTALL,
)


class Failures:
    """Drops failed summaries of one file and remembers how many there were."""

    def __init__(self) -> None:
        self.count = 0
        self.first_line = 0

    def drop(self, text: str | None, line: int) -> str:
        """Return the text stripped, or the empty string where it only says that there is no summary."""
        if not text:
            return ""
        text = text.strip()
        short = len(text) <= _LONGEST or (len(text) <= _LONGEST_MESSAGE and text[:5].lower() == "error")
        if not short or not is_failure(text):
            return text
        if text:
            self.count += 1
            self.first_line = self.first_line or line
        return ""

    def reports(self, file: str) -> Iterator[Report]:
        """Yield the one warning that a file with failed summaries gets."""
        if self.count:
            reason = f"{self.count} failed or empty machine summaries were left out, the first of them here"
            yield Report(Level.WARNING, file, self.first_line, reason)


def is_failure_text(text: str) -> bool:
    """Return True for a stripped text that only says that there is no summary; long texts are never one."""
    if not text:
        return True
    short = len(text) <= _LONGEST or (len(text) <= _LONGEST_MESSAGE and text[:5].lower() == "error")
    return short and is_failure(text)


def is_failure(text: str) -> bool:
    """Tell whether a whole text is a failure notice; a sentence that mentions errors is none.

    >>> is_failure("Summary generation failed"), is_failure("ErrorMap charts why models fail")
    (True, False)
    """
    return _FAILURE.fullmatch(text.rstrip("。.! ") or "-") is not None
