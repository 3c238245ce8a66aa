import json
import tomllib
from pathlib import Path

import pytest
from command import call

from kg import load
from kg.errors import InputError
from kg.settings import Settings
from kg.settings.config import changed_settings, read_settings, write_toml

CHANGED = Settings().with_values({"authors.merge_bits": 2, "store.named_graphs": True, "base": "urn:x:é/"})
DIGEST = '{"id": "2601.00001", "title": "A Study of Knots", "authors": ["Ann Lee", "Bo Ray"]}\n'


def test_written_settings_are_read_back(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(write_toml(CHANGED))
    assert read_settings(tmp_path / "kg.toml") == CHANGED
    assert "merge_bits = 2.0  # default: -0.4" in write_toml(CHANGED)
    assert tomllib.loads(write_toml(Settings())) == Settings().as_dict()


def test_only_what_differs_is_said_to_differ() -> None:
    assert changed_settings(Settings()) == {}
    assert changed_settings(CHANGED)["authors.merge_bits"] == (2.0, -0.4)
    assert set(changed_settings(CHANGED)) == {"authors.merge_bits", "store.named_graphs", "base"}


def test_an_assignment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text("layout.seed = 1\n[authors]\nmerge_bits = 3\n")
    made = read_settings(file, ["authors.merge_bits=5"])
    assert (made.authors.merge_bits, made.layout.seed) == (5.0, 1)
    assert made.concepts == Settings().concepts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[authors]\nmerge_bit = 2", r'no setting called "authors.merge_bit". Did you mean authors.merge_bits'),
        ('[authors]\nmerge_bits = "2"', 'authors.merge_bits is a number, not "2"'),
        ("[authors.merge_bits]\nx = 2", 'no setting called "authors.merge_bits.x"'),
        ("authors = 2", "authors is a section of settings"),
        ("[authors\nmerge_bits = 2", r"not a TOML file: .*line 1"),
        ("base = '\udcff'", "not a TOML file: "),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, shown: str) -> None:
    file = tmp_path / "kg.toml"
    file.write_text(text, errors="surrogateescape")
    with pytest.raises(InputError, match=rf"kg\.toml: {shown}"):
        read_settings(file)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes(b"\xef\xbb\xbflayout.seed = 3\r\n")
    assert read_settings(tmp_path / "kg.toml").layout.seed == 3


def test_a_missing_file_is_an_error_of_the_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml: cannot read the settings: No such file"):
        read_settings(tmp_path / "none.toml")


def test_a_build_keeps_its_settings_and_kg_settings_shows_them(tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text(DIGEST)
    (tmp_path / "kg.toml").write_text("[authors]\nmerge_bits = 3\n[layout]\nseed = 1\n")
    options = ("--config", "kg.toml", "--set", "authors.merge_bits=2")
    assert call("build", "2026-01-05.jsonl", "-o", "a.kg", *options, cwd=tmp_path).status == 0
    assert load(tmp_path / "a.kg").settings == Settings().with_values({"authors.merge_bits": 2, "layout.seed": 1})
    shown = call("settings", "a.kg", cwd=tmp_path)
    assert "merge_bits = 2.0  # default: -0.4" in shown.out
    assert "2 settings other than the default" in shown.err
    described = json.loads(call("settings", "a.kg", "--json", cwd=tmp_path).out)
    assert described["layout.seed"] | {"reason": ""} == {"value": 1, "default": 7, "reason": ""}


def test_a_bad_setting_ends_a_build_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "2026-01-05.jsonl").write_text(DIGEST)
    failed = call("build", "2026-01-05.jsonl", "-o", "a.kg", "--set", "authors.merge_bit=2", cwd=tmp_path)
    assert (failed.status, "Did you mean authors.merge_bits" in failed.err) == (2, True)
    assert not (tmp_path / "a.kg").exists()


def test_the_list_of_settings_is_a_file_that_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(call("settings", cwd=tmp_path).out)
    assert read_settings(tmp_path / "kg.toml") == Settings()
