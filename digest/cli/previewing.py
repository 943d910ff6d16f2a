"""`digest preview`: today's edition in the browser, live; as files; or as a picture."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.browser import open_page
from digest.cli.context import Context, context, day_of, require_day
from digest.cli.edition import DAY, NEWSLETTER
from digest.cli.serving import PORT
from digest.cli.talk import say
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.web.preview.press import Bench, Press
    from digest.web.preview.proof import Proof


def preview(  # noqa: PLR0913, PLR0917 - each is an option of the command
    of: typer.Context,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Show the sample, in a folder that is gone afterwards.")
    ] = False,
    port: PORT = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    static: Annotated[
        Path | None, typer.Option(help="Write it all as files to DIR, without a server.", metavar="DIR")
    ] = None,
    screenshot: Annotated[
        Path | None, typer.Option(help="Write a PNG of the mail, by Chromium.", metavar="FILE")
    ] = None,
    width: Annotated[int, typer.Option(min=320, max=1600, help="The screenshot's width in pixels.")] = 640,
    dark: Annotated[bool, typer.Option("--dark", help="The screenshot in the dark scheme.")] = False,
) -> None:
    """Show today's edition in the browser, live, until you stop it.

    The page follows every change of a template, of digest.toml and of the store. Only this machine can see it, under an address that holds a secret.

    Example: digest preview --date tomorrow
    """
    require_day(day)
    with _place(context(of), demo=demo) as call, _press(call, day, newsletter) as press:
        if static is None and screenshot is None:
            _show(press, port or 0, no_open=no_open)
            return
        proof = _proof(press)
        if static is not None:
            _write(static, proof)
        if screenshot is not None:
            _picture(screenshot, proof, width, dark=dark)


@contextmanager
def _place(call: Context, *, demo: bool) -> Iterator[Context]:
    """Where the edition comes from: the configured place, or one with the sample that lives as long as this."""
    import tempfile

    from digest.cli.start import begin, fill_with_sample

    if not demo:
        yield call
        return
    with tempfile.TemporaryDirectory(prefix="digest-preview-", ignore_cleanup_errors=True) as folder:
        config = begin(Path(folder), environment=False)
        fill_with_sample(config, call.clock, environment=False)
        say(f"the sample is in {folder} until you stop this")
        yield Context(config, call.clock, environment=False)


@contextmanager
def _press(call: Context, day: str | None, newsletter: str | None) -> "Iterator[Press]":
    from digest.config import FILE_NAME
    from digest.web.preview.press import Press

    file = (call.config or Path(FILE_NAME)).absolute()
    if (
        not file.exists()
    ):  # a wrong one can be mended while the page waits; with none at all this is the wrong folder
        _ = call.settings
    press = Press(lambda: _bench(call, day, newsletter), file, call.clock)
    try:
        yield press
    finally:
        press.close()


def _bench(call: Context, day: str | None, newsletter: str | None) -> "Bench":
    """The configuration is read again each time: it too may have been edited."""
    from digest.web.preview.press import Bench

    fresh = Context(call.config, call.clock, call.environment)
    try:
        room = fresh.newsroom(newsletter)
        theme = fresh.settings.compose.theme
        return Bench(
            room,
            fresh.transport(),
            lambda moment: day_of(room, day, moment),
            fresh.settings.path(theme) if theme else None,
        )
    except typer.BadParameter as error:  # of --newsletter: it may be in digest.toml again in a minute
        fresh.close()
        raise ConfigError(error.message) from error
    except Exception:
        fresh.close()
        raise


def _show(press: "Press", port: int, *, no_open: bool) -> None:
    from digest.cli.approving import editor
    from digest.web import listening
    from digest.web.preview import create_preview

    token = secrets.token_urlsafe(16)
    with listening.listen("127.0.0.1", port) as on:
        page = f"{listening.address(on)}/{token}/"
        say(f"{page}\nit follows what you change; stop with Ctrl-C")
        app = create_preview(press, token, editor=editor())
        if fault := press.look().fault:
            say(f"digest: {fault}")
        if not no_open:
            open_page(page)
        listening.serve(app, on, app.state.end)


def _proof(press: "Press") -> "Proof":
    """The one proof of a call without a server. Raises ConfigError where there is none."""
    sheet = press.look()
    if sheet.proof is None:
        raise ConfigError(sheet.fault)
    return sheet.proof


def _write(folder: Path, proof: "Proof") -> None:
    from digest.web.preview.static import write_static

    say(f"wrote {write_static(folder, proof)}")


def _picture(to: Path, proof: "Proof", width: int, *, dark: bool) -> None:
    from digest.cli.screenshot import screenshot
    from digest.sample.pictures import shown_here
    from digest.web.preview.looks import Look, shown

    html = shown_here(shown(proof.mailed().html, Look("dark" if dark else "light")))
    say(f"wrote {screenshot(html, to, width)}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(preview)
