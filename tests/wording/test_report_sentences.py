"""Reports in words: every code has a sentence of exactly its parameters."""

import string

import pytest

from kg.frames.reports import report_frame, reports_of
from kg.report_codes import Argument, Level, Report, ReportCode
from kg.wording.reports import SENTENCES, describe_report, report_message

LISTS = {
    "keys": ("papers", "articles"), "sizes": (1, 0), "suffixes": (".md", ".jsonl"), "names": ("Ann Lee", "Bo Cruz"),
    "papers": ("2601.00001", "2601.00002"), "authors": ("lee/2601.00001", "lee/2601.00002"),
    "concepts": ("bee", '"honey"'), "positions": (66, 82),
}  # fmt: skip
NUMBERS = (
    "limit rows number at byte others files lists announced found more by kept people".split()
)  # fmt: skip


def sample(code: ReportCode) -> Report:
    def value(parameter: str) -> Argument:
        if parameter in LISTS:
            return LISTS[parameter]
        return 4321 if parameter in NUMBERS else f"<{parameter}>"

    return Report(code, "a.md", 7, tuple(map(value, code.parameters)))


@pytest.mark.parametrize("code", ReportCode)
def test_each_code_has_a_sentence_that_shows_every_argument(code: ReportCode) -> None:
    report = sample(code)
    sentence = describe_report(report)
    assert sentence
    assert sentence[-1] not in string.whitespace + ".;"
    assert "{" not in sentence
    for parameter, argument in report.named_arguments.items():
        for part in argument if isinstance(argument, tuple) else (argument,):
            shown = (str(part), f"{part:,}") if isinstance(part, int) else (part,)
            assert parameter in {"kept", "sizes"} or any(one in sentence for one in shown), parameter


def test_sentences_are_of_no_other_codes() -> None:
    assert list(SENTENCES) == list(ReportCode)


@pytest.mark.parametrize("code", ReportCode)
def test_a_report_survives_its_table(code: ReportCode) -> None:
    report = sample(code)
    frame = report_frame([report])
    assert reports_of(frame) == (report,)
    level, _, _, stored, arguments = frame.row(0)
    assert (level, report_message(stored, arguments)) == (code.level, describe_report(report))


def test_what_ends_a_file_loses_rows_and_says_so() -> None:
    ending = [code for code in ReportCode if code.ends_file]
    assert ending
    for code in ending:
        assert code.level is Level.REJECT
        assert describe_report(sample(code)).endswith("; rows after this line were not read")


def test_arguments_of_another_number_are_refused() -> None:
    for arguments in ((), ("a", "b")):
        with pytest.raises(ValueError, match="zip"):
            describe_report(Report(ReportCode.NOT_AN_IDENTIFIER, "a.md", 1, arguments))


def test_half_a_character_and_control_characters_can_be_stored() -> None:
    (report,) = reports_of(report_frame([Report(ReportCode.UNKNOWN_KEY, "a.md", 1, ("\ud83d", 1, "\x1b[31m\n"))]))
    assert describe_report(report) == r"unknown key '\\ud83d' in 1 row was not read, for example '\x1b[31m\n'"
