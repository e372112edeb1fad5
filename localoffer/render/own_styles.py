"""What a council's own facts and theme add after the style sheet: colours, fonts, plain CSS."""

from collections.abc import Iterator

from localoffer.contrast import ink_on
from localoffer.model.colours import Colours
from localoffer.model.looks import Font, Looks
from localoffer.theme.site_theme import FILE_IN_CSS, SiteTheme

_OTHER_FONTS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif'


def own_styles(colours: Colours, looks: Looks, theme: SiteTheme) -> bytes:
    """Return the rules that come after the style sheet, which they change."""
    folder = theme.files_folder.removeprefix("assets/")
    rules = [_brand(colours), *_schemes(colours), *_fonts(looks, folder)]
    if theme.plain_styles:
        rules.append(FILE_IN_CSS.sub(rf"url({folder}/\1)", theme.plain_styles))
    return "".join(rules).encode()


def _brand(colours: Colours) -> str:
    brand_ink, accent_ink = ink_on(colours.brand), ink_on(colours.accent)
    return (
        f":root{{--brand:{colours.brand};--accent:{colours.accent};"
        f"--brand-ink:{brand_ink};--accent-ink:{accent_ink}}}"
    )


def _schemes(colours: Colours) -> Iterator[str]:
    for scheme, chosen in (("light", colours.given), ("dark", colours.dark.given)):
        if chosen:
            values = ";".join(f"--{name}:{colour}" for name, colour in chosen.items())
            yield f"@media screen and (prefers-color-scheme:{scheme}){{:root{{{values}}}}}"


def _fonts(looks: Looks, folder: str) -> Iterator[str]:
    fonts = {"body": looks.font, "h1,h2,h3,h4": looks.heading_font}
    for font in dict.fromkeys(font for font in fonts.values() if font):
        yield from _faces(font, folder)
    for selector, one in fonts.items():
        if one:
            yield f'{selector}{{font-family:"{one.family}",{_OTHER_FONTS}}}'


def _faces(font: Font, folder: str) -> Iterator[str]:
    for file, weight in ((font.file, "400" if font.bold else "100 900"), (font.bold, "700")):
        if file:
            yield (
                f'@font-face{{font-family:"{font.family}";font-weight:{weight};'
                f'font-display:swap;src:url({folder}/{file}) format("woff2")}}'
            )
