"""What strangers type, made comparable: ordinary characters, plain words, and what says that there is no answer."""

from __future__ import annotations

import re
import unicodedata

YES, NO = frozenset(("ja", "yes", "true", "jazeker", "yep")), frozenset(("nee", "no", "false", "neen", "nope"))
_NO_ANSWER = frozenset((
    "no response", "none", "geen antwoord", "weet ik niet", "weet niet", "ik weet het niet", "weet ik niet zeker",
    "ik weet het niet zeker", "dat weet ik niet", "weet ik nog niet", "geen idee", "geen flauw idee", "onbekend",
    "niet bekend", "nog niet bekend", "nvt", "n v t", "niet van toepassing", "don t know", "dont know",
    "i don t know", "i dont know", "do not know", "i do not know", "dunno", "no idea", "not sure", "i m not sure",
    "unknown", "not known", "n a", "not applicable", "idk", "sorry weet ik niet", "sorry geen idee", "tbd",
))  # fmt: skip
_INVISIBLE = re.compile(
    "[\u200b\u200c\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_PICTURE = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\U000e0020-\U000e007f]+"
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x202F: 0x20}


def cleaned(text: str) -> str:
    """Composed characters of ordinary width, ordinary line ends and spaces, and nothing that can't be seen."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", text).translate(_FULL_WIDTH)


def plain_words(text: str) -> str:
    """Small letters, digits and single spaces, to compare what people type."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", ascii_text).split())


def without_pictures(text: str) -> str:
    """The text without emoji; the text itself when it is nothing else, such as a thumb."""
    bare = re.sub(r"[ \t]{2,}", " ", _PICTURE.sub("", text)).strip()
    return bare or text


def says_nothing(text: str) -> bool:
    """Whether somebody says not to know it: that is no answer, not a value. A thumb is one, a shrug is not."""
    if any(thumb in text for thumb in "👍👎✅❌"):
        return False
    bare = _PICTURE.sub("", text)
    return not any(char.isalnum() for char in bare) or plain_words(bare) in _NO_ANSWER
