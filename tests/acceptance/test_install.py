"""What a stranger installs: the wheel, in a new environment, away from the checkout."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    ran = subprocess.run(
        [str(part) for part in command], check=False, cwd=cwd, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_wheel_runs_the_demo(tmp_path: Path) -> None:
    """Built from the checkout and installed with the locked versions, it holds all it needs to send the sample."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "-q", "--no-deps", "-w", tmp_path / "dist", ROOT, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("digest_mailer-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "tools/"))]
    assert {"digest/compose/lint/caniemail.json", "digest/compose/lint/caniemail.LICENSE"} <= set(names)
    venv.create(tmp_path / "new", with_pip=True)
    python = tmp_path / "new" / "bin" / "python"
    run(
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--require-hashes",
        "-r",
        ROOT / "requirements.lock",
        cwd=tmp_path,
    )
    run(python, "-m", "pip", "install", "-q", "--no-deps", wheel, cwd=tmp_path)
    answer = json.loads(run(tmp_path / "new" / "bin" / "digest", "demo", "--no-open", "--json", cwd=tmp_path))
    assert (answer["sent"], answer["balanced"]) == (3, True)
    assert "<h1" in Path(answer["files"][0]).read_text(encoding="utf-8")
