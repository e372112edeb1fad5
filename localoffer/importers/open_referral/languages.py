"""Names of languages as codes (ISO 639), for those most spoken in England."""

from collections.abc import Iterable

from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import line

#: The main languages of the 2021 Census of England and Wales (ONS, TS024), and sign language.
_CODES = {
    "english": "en", "welsh": "cy", "cymraeg": "cy", "polish": "pl", "romanian": "ro",
    "punjabi": "pa", "panjabi": "pa", "urdu": "ur", "portuguese": "pt", "spanish": "es",
    "arabic": "ar", "bengali": "bn", "gujarati": "gu", "italian": "it", "french": "fr",
    "german": "de", "chinese": "zh", "mandarin": "zh", "cantonese": "yue", "turkish": "tr",
    "bulgarian": "bg", "hungarian": "hu", "lithuanian": "lt", "latvian": "lv", "russian": "ru",
    "ukrainian": "uk", "slovak": "sk", "czech": "cs", "albanian": "sq", "greek": "el",
    "somali": "so", "tamil": "ta", "hindi": "hi", "persian": "fa", "farsi": "fa", "dari": "prs",
    "pashto": "ps", "kurdish": "ku", "vietnamese": "vi", "thai": "th", "tagalog": "tl",
    "filipino": "tl", "nepali": "ne", "malayalam": "ml", "telugu": "te", "dutch": "nl",
    "swahili": "sw", "yoruba": "yo", "igbo": "ig", "tigrinya": "ti", "amharic": "am",
    "japanese": "ja", "korean": "ko", "hebrew": "he", "yiddish": "yi", "sylheti": "syl",
    "romani": "rom", "irish": "ga", "british sign language": "bfi", "bsl": "bfi", "eng": "en",
    "cym": "cy",
}  # fmt: skip
_KNOWN = frozenset(_CODES.values())


def languages_of(texts: Iterable[str], notes: Notes) -> list[str]:
    """Return the codes of the languages named; what is not known is noted."""
    codes: dict[str, None] = {}
    for text in texts:
        for name in line(text).replace(" and ", ",").replace(";", ",").split(","):
            language = name.strip().lower()
            is_code = language.split("-")[0] in _KNOWN
            code = _CODES.get(language) or (language if is_code else "")
            if code:
                codes[code.split("-")[0]] = None
            elif language:
                notes.lost("languages", "language without a code here", name)
    return list(codes)
