"""The user's own browser, where there is one to be seen."""

import os
import sys
import webbrowser


def open_page(address: str) -> None:
    """Open a page where there is a display to open it on; elsewhere the printed address has to do."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    webbrowser.open(address)
