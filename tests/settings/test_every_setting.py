"""Every setting has an effect that users can see. A new section needs a probe (`probes`)."""

import pytest
from probes import FIRST, VALUES, first_change

from kg.settings import Settings
from kg.settings.values import setting_types


def test_probes_speak_of_settings_that_exist() -> None:
    assert [start for start in (*VALUES, *FIRST) if not any(n.startswith(start) for n in setting_types(Settings))] == []


@pytest.mark.parametrize("name", setting_types(Settings))
def test_a_setting_changes_what_comes_out(name: str) -> None:
    assert first_change(name), f"no value of {name} that was tried changes anything that its probe sees"
