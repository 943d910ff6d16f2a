"""Colours and type of the mails: only what differs from the packaged ones, or from those of a theme's folder."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from digest.config.part import Part
from digest.config.values import matching

ColourName = Literal[
    "page", "card", "panel", "ink", "body", "muted", "mast", "mast_ink", "accent", "rule", "thread", "crease"
]
Colour = Annotated[
    str,
    AfterValidator(matching(r"#[0-9a-fA-F]{6}", "# and six hexadecimal digits, such as #0b5d4e")),
    AfterValidator(str.lower),
]
Fonts = Annotated[
    str,
    AfterValidator(
        matching(
            r"-?[^\W\d][\w ,-]{0,199}",
            "names of fonts without quotes, with commas between: Charter, Georgia, serif",
        )
    ),
]


class ThemeSettings(Part):
    """What is laid over the palette; see `templates/email/styles/palette.toml` for what each name is."""

    light: dict[ColourName, Colour] = Field(default={})
    dark: dict[ColourName, Colour] = Field(default={})
    headings: Fonts | None = None
    text: Fonts | None = None
    labels: Fonts | None = None

    def palette(self) -> dict[str, dict[str, str]]:
        """The tables of a palette, with only the keys that were given."""
        fonts = {"headings": self.headings, "text": self.text, "labels": self.labels}
        return {
            "light": {str(name): colour for name, colour in self.light.items()},
            "dark": {str(name): colour for name, colour in self.dark.items()},
            "type": {name: stack for name, stack in fonts.items() if stack is not None},
        }
