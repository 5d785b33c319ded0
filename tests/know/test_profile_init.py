"""Names that a profile does not know yet."""

from __future__ import annotations

import tomllib

from tests.know.test_profiles import report
from trucewatch.know.profile_init import as_toml, unknown_names
from trucewatch.know.profiles import load_profile

TEXT = (
    "A spokesman for the Huxley Rifles said the Free Syrian Army had left. The Huxley Rifles denied it. "
    "Fighters of the Huxley Rifles and of Liwa al-Marwan moved on to Damascus. Officials in France said nothing."
)


def test_unknown_names_are_proposed_with_contexts() -> None:
    found = unknown_names([report(TEXT)], load_profile("syria"))
    assert [p.name for p in found] == ["Huxley Rifles"]
    assert found[0].count == 3
    assert "spokesman for the Huxley Rifles" in found[0].contexts[0]
    once = unknown_names([report(TEXT)], load_profile("syria"), least=1)
    assert "Liwa al-Marwan" in [p.name for p in once]


def test_a_proposal_is_toml_that_can_be_read() -> None:
    hostile = 'The Huxley "Rifles" \x1b[31m\n' * 2 + TEXT
    rows = tomllib.loads(as_toml(unknown_names([report(hostile)], load_profile("syria"), least=1)))["actor"]
    assert {"id", "name", "side", "source"} <= set(rows[0])
    assert as_toml(()) == ""
