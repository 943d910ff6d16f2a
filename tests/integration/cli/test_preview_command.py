"""`digest preview`: files, and where there is no browser."""

import pytest


@pytest.mark.long
def test_files_are_written_without_a_server(sample):
    """--static names the page that it wrote; a day that is none is a wrong call before anything is done."""
    ran = sample("preview", "--static", "out")
    assert (ran.code, "wrote out/index.html" in ran.err) == (0, True)
    assert (sample.folder / "out" / "edition.html").is_file()
    assert sample("preview", "--static", "out", "--date", "someday").code == 2
    assert sample("preview", "--static", "digest.toml").code == 1


def test_in_a_folder_without_a_newsletter_nothing_is_served(digest):
    """It ends as any command does there, with how to begin."""
    ran = digest("preview", "--no-open")
    assert ran.code == 1
    assert "digest init" in ran.err
    assert "http://" not in ran.err


@pytest.mark.long
def test_without_a_browser_the_way_out_is_said(sample, monkeypatch):
    """No Chromium on PATH: exit 1, and what to do instead."""
    monkeypatch.setenv("PATH", str(sample.folder))
    ran = sample("preview", "--screenshot", "light.png")
    assert ran.code == 1
    assert "--static DIR" in ran.err
