"""What others say of the sample's mail: html-validate of its markup, SpamAssassin of the whole."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden"
HTML_VALIDATE = Path(sys.prefix) / "judges" / "node_modules" / ".bin" / "html-validate"
# Good advice for pages that would break mails: clients need inline styles, layout tables and Outlook's comments.
MAIL_RULES = (
    "no-inline-style",
    "no-deprecated-attr",
    "no-conditional-comment",
    "prefer-native-element",
    "prefer-tbody",
)
REQUIRED = "DIGEST_REQUIRE_JUDGES" in os.environ


def unless(there: bool, name: str) -> pytest.MarkDecorator:
    """Skip by name where a judge is missing; where judges are required, run and fail."""
    return pytest.mark.skipif(
        not (there or REQUIRED), reason=f"NO JUDGE: {name} is not installed; see `make judges`"
    )


@unless(HTML_VALIDATE.exists(), "html-validate")
def test_html_validate_finds_no_error(tmp_path: Path) -> None:
    """All recommended rules hold, but for the five that no mail can keep."""
    rules = dict.fromkeys(MAIL_RULES, "off")
    config = tmp_path / "htmlvalidate.json"
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": rules}))
    command = [HTML_VALIDATE, "--config", config, "--formatter", "json", GOLDEN / "edition.html"]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert ran.returncode in {0, 1}, ran.stderr
    found = [
        f"line {one['line']}: {one['ruleId']}: {one['message']}"
        for file in json.loads(ran.stdout)
        for one in file["messages"]
    ]
    assert (found, ran.returncode) == ([], 0)


@unless(shutil.which("spamassassin") is not None, "spamassassin")
def test_spamassassin_takes_it_for_no_spam(tmp_path: Path) -> None:
    """By its own rules alone (-L), with nobody's preferences, the mail scores under 0.0: there is room for one rule of a host's."""
    nobodys = tmp_path / "user_prefs"
    nobodys.write_text("")
    command = ["spamassassin", "-L", "-t", "-p", str(nobodys), "-e"]
    mail = (GOLDEN / "edition.eml").read_bytes()
    ran = subprocess.run(command, check=False, input=mail, capture_output=True, timeout=120)
    said = ran.stdout.decode("utf-8", "replace")
    status = re.search(
        r"^X-Spam-Status: (?:Yes|No), score=(-?\d+\.\d+).*?^(?=\S)", said, re.MULTILINE | re.DOTALL
    )
    assert status, ran.stderr.decode("utf-8", "replace")
    print(f"\nSpamAssassin: {' '.join(status[0].split())}")
    assert float(status[1]) < 0.0, said
