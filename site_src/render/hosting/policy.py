"""What a server says with every file: one policy, of which each kind of server gets its own spelling.

A page carries its own Content-Security-Policy; what a server sends holds for all files, so it is the widest of these,
and the browser keeps to both. What only a server can say stands here: who may put a page in a frame, and how long a
browser may keep a file.
"""

from __future__ import annotations

from site_src.render import routes
from site_src.render.pages.page import PageKind
from site_src.render.routes import Routes
from site_src.render.templates import policy

REFERRER = "strict-origin-when-cross-origin"
_ASKED = ("geolocation", "clipboard-write")  # what scripts of ours ask a visitor for
_REFUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "gyroscope", "hid", "identity-credentials-get", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_WIDEST = PageKind("", runs_wasm=True, frames_own=True, posts_form=True)
NOT_IN_A_FRAME = {"X-Frame-Options": "DENY"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}  # a year: names have a fingerprint
ASK_AGAIN = {"Cache-Control": "no-cache"}  # may be kept, and is asked after each time
FOR_ANY_SITE = {"Access-Control-Allow-Origin": "*"}
STATIC = "/static/"
EMBED = "/embed/"
OPEN = ("/api/", routes.DATA)  # what scripts of other sites may read

#: the kind of file by its suffix, as IANA calls it; what is not here is just bytes
TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "png": "image/png",
    "sha256": "text/plain",
    "svg": "image/svg+xml",
    "ttl": "text/turtle",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
BYTES = "application/octet-stream"
TEXTS = tuple(sorted({kind for kind in TYPES.values() if kind.startswith("text/")} | {"application/xml"}))


def common_headers(form_origin: str = "") -> dict[str, str]:
    """What goes with every file; `form_origin` is where the form of the site goes, "" when it has none."""
    return {
        "Content-Security-Policy": policy(_WIDEST, form_origin),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": _permissions(),
        "Referrer-Policy": REFERRER,
        "X-Content-Type-Options": "nosniff",
    }


def _permissions() -> str:
    own = dict.fromkeys(_ASKED, "(self)") | dict.fromkeys(_REFUSED, "()")
    return ", ".join(f"{name}={who}" for name, who in sorted(own.items()))


def embeds(where: Routes) -> tuple[str, ...]:
    """The folders of pages that any site may put in a frame."""
    return tuple(where.link(EMBED, code) for code in where.languages)


def translations(where: Routes) -> dict[str, str]:
    """The folder of each language but the first, with its page for an address that does not exist."""
    return {where.link("/", code): where.link(routes.NOT_FOUND, code) for code in where.languages[1:]}
