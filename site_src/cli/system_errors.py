"""What the system refuses, in words: what happened to which file, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Mapping

_FULL = "De schijf is vol{at}. Maak ruimte vrij en probeer het opnieuw."
_RIGHTS = "Je hebt geen rechten om hier te lezen of te schrijven{at}. Pas de rechten aan of kies een andere map."
_NO_FOLDER = "Hier hoort een map te zijn, maar er staat een bestand{at}. Kies een andere map."
_SAID: Mapping[int, str] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "Een bestand werd groter dan hier mag{at}. Verruim de grens (ulimit -f) en probeer het opnieuw.",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "Hier kan alleen gelezen worden{at}. Kies een andere map.",
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOENT: "Een bestand of map is er niet of niet meer{at}. Zet het terug en probeer het opnieuw.",
    errno.ENOMEM: "Er is te weinig geheugen{at}. Sluit andere programma's en probeer het opnieuw.",
    errno.EIO: "De schijf geeft een fout{at}. Probeer het opnieuw; blijft het zo, kies dan een andere schijf.",
    errno.EADDRINUSE: "Die poort is al in gebruik. Kies een andere met --port.",
}


def in_words(error: OSError) -> str:
    """The error for who runs the command; nothing for one that is no fault of the computer or its user."""
    at = f": {error.filename}" if error.filename else ""
    return _SAID.get(error.errno or 0, "").format(at=at)
