"""Recognize the text that a summarizer leaves where it failed."""

import re

_MAX_MARK = 40
_MAX_MESSAGE = 200
_FAILURE = re.compile(
    r"error|errors?\s*(?:code)?\s*[:：].*|n/?a|none|null|nan|-+|…|\.+|无|暂无|"
    r"(?:tl;?dr|summary|task|motivation|method|result|conclusion|processing|request|ai)s?\s+"
    r"(?:(?:generation|analysis|extraction|processing)\s+)?(?:failed|failure|unavailable|not available|error)|"
    r"(?:摘要|总结|动机|方法|结果|结论|内容)?(?:生成|分析|提取|处理|总结)(?:失败|错误|出错)",
    re.IGNORECASE | re.DOTALL,
)


def is_failure_text(text: str) -> bool:
    """Return True for a stripped text that only reports a missing summary; long texts never do."""
    if not text:
        return True
    short = len(text) <= _MAX_MARK or (len(text) <= _MAX_MESSAGE and text[:5].lower() == "error")
    return short and is_failure(text)


def is_failure(text: str) -> bool:
    """Return True for a text that is only a failure notice; a sentence that mentions errors is not one.

    >>> is_failure("Summary generation failed"), is_failure("ErrorMap charts why models fail")
    (True, False)
    """
    return _FAILURE.fullmatch(text.rstrip("。.! ") or "-") is not None
