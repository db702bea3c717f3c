"""What every test and doctest shares: a journal in a folder of its own, and no hint seen before."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def journal_of_this_test(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the learner's journal of this test in an empty folder."""
    from briefing_lessons.exercises import session
    from briefing_lessons.exercises.journal import use_journal

    monkeypatch.setattr(session, "_rungs", {})

    folder = tmp_path_factory.mktemp("work")
    use_journal(folder)
    return folder
