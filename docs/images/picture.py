"""Make the README's picture out of what `digest demo` sends: at 640 px in light, at 375 px in dark.

Usage: python docs/images/picture.py MAILS/edition.html docs/images/edition.png
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HEIGHT = 1250
PAGE = """<body style="margin:0;display:flex;gap:24px;background:#ffffff">
<img src="{light}" width="640" height="{height}"><img src="{dark}" width="375" height="{height}">"""


def main(page: Path, picture: Path) -> None:
    """Take both screenshots and set them side by side."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width, scheme in ((640, "light"), (375, "dark")):
            tab = browser.new_page(
                viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, device_scale_factor=1.5
            )
            tab.goto(page.resolve().as_uri())
            tab.screenshot(path=picture.with_name(f"{scheme}.png"))
        both = browser.new_page(viewport={"width": 1039, "height": HEIGHT}, device_scale_factor=1.5)
        frame = picture.with_name("both.html")
        frame.write_text(PAGE.format(light="light.png", dark="dark.png", height=HEIGHT))
        both.goto(frame.resolve().as_uri())
        both.screenshot(path=picture)
        browser.close()
    for name in ("light.png", "dark.png", "both.html"):
        picture.with_name(name).unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
