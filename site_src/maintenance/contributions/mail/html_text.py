"""The text of a mail in HTML, with lines, list items, headings, ticked boxes and quotes as in a plain one."""

from __future__ import annotations

from lxml import etree, html

MOST = 2_000_000  # characters
_UNSEEN = ("script", "style", "head", "title", "template", "noscript")
_LINES = {"br", "p", "div", "li", "tr", "table", "ul", "ol", "blockquote", "section", "article", "hr", "pre"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def html_text(text: str) -> str:
    """What a person reads in it; links as in Markdown, because an answer may be one."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text[:MOST].encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    pieces: list[str] = []
    quotes = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            quotes += element.tag == "blockquote"
            pieces += [_before(element, quotes), " ".join((element.text or "").split(" ")).replace("\n", " ")]
        else:
            quotes -= element.tag == "blockquote"
            pieces += [_after(element, quotes), (element.tail or "").replace("\n", " ")]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return _with_few_gaps("\n".join(lines))


def _before(element: html.HtmlElement, quotes: int) -> str:
    line = "\n" + "> " * quotes
    if element.tag in _HEADINGS:
        return f"{line}### "
    if element.tag == "li":
        return f"{line}- "
    if element.tag == "input" and element.get("type") == "checkbox":
        return "[x] " if element.get("checked") is not None else "[ ] "
    if element.tag == "a" and _leads(element):
        return "["
    return line if element.tag in _LINES else " " if element.tag in {"td", "th"} else ""


def _after(element: html.HtmlElement, quotes: int) -> str:
    if element.tag == "a" and _leads(element):
        return f"]({element.get('href')})"
    return "\n" + "> " * quotes if element.tag in (_LINES | _HEADINGS) - {"br"} else ""


def _leads(element: html.HtmlElement) -> bool:
    """Whether it is a link with other words than its own address."""
    href, shown = element.get("href", ""), "".join(element.itertext()).strip()
    return href.startswith(("http://", "https://")) and shown.rstrip("/") not in href and " " not in href


def _with_few_gaps(text: str) -> str:
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()
