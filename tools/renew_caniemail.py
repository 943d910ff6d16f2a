"""Renews digest/compose/lint/caniemail.json from npm's package `caniemail` (MIT): `python tools/renew_caniemail.py`.

Kept of each feature are its slug, its title, and a letter for each client's newest version: y, n, a (partly), u (unknown).
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "caniemail"
FOLDER = Path(__file__).parents[1] / "digest" / "compose" / "lint"


def newest(versions: dict[str, str]) -> str:
    """The letter of the version that sorts last, number by number."""
    last = max(versions, key=lambda version: [int(part) for part in re.findall(r"\d+", version)])
    return versions[last][:1]


def slim(whole: dict, version: str) -> dict:
    """What the checks need of the published data."""
    clients = sorted(
        {
            f"{family}.{platform}"
            for one in whole["data"]
            for family, found in one["stats"].items()
            for platform in found
        }
    )
    features = {}
    for one in sorted(whole["data"], key=lambda one: one["slug"]):
        letters = ""
        for client in clients:
            family, platform = client.split(".")
            versions = one["stats"].get(family, {}).get(platform)
            letters += newest(versions) if versions else "u"
        features[one["slug"]] = [one["title"].strip(), letters]
    names = {kind: whole["nicenames"][kind] for kind in ("family", "platform")}
    return {"package": f"{PACKAGE} {version}", "names": names, "clients": clients, "features": features}


def main() -> int:
    """Fetches the package, writes the slim table and the licence."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"{PACKAGE}@latest"],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as archive:
            archive.extractall(folder, filter="data")
        package = Path(folder) / "package"
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
        whole = json.loads((package / "data" / "caniemail.json").read_text(encoding="utf-8"))
        licence = (package / "LICENSE").read_text(encoding="utf-8")
    head, *rest = json.dumps(slim(whole, version), ensure_ascii=False, separators=(",", ":"), indent=0).split(
        "\n"
    )
    lines = "\n".join([head, *rest]).replace('[\n"', '["').replace('",\n"', '","').replace('"\n]', '"]')
    (FOLDER / "caniemail.json").write_text(lines + "\n", encoding="utf-8")
    (FOLDER / "caniemail.LICENSE").write_text(licence, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
