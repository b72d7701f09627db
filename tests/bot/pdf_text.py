"""What a PDF of ours says, read back from its bytes as a reader copies it."""

from __future__ import annotations

import re
import zlib

BOX = "□"  # drawn for a character that the font has not
_STREAM = re.compile(rb"(\d+) 0 obj\n<<(?:(?!endobj).)*?>>\s*stream\n(.*?)\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"\nBT (.*?)\nET\n", re.DOTALL)
# A string may hold pairs of brackets, and pairs within those.
_PLAIN = rb"\\.|[^\\()]"
_PAIRS = rb"(?:%b|\((?:%b|\((?:%b)*\))*\))*" % (_PLAIN, _PLAIN, _PLAIN)
_STRING = re.compile(rb"\((%b)\)|<([0-9a-fA-F]+)>" % _PAIRS, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_UNSEEN = re.compile(r"[\s\u200b]")  # the latter is where a long word may break
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")


def pages(pdf: bytes) -> list[str]:
    """The letters of each page in the order they are written, without spaces and breaks.

    Only for PDFs of one font.
    """
    streams = {int(number): _inflated(body) for number, body in _STREAM.findall(pdf)}
    (unicode,) = re.findall(rb"/ToUnicode (\d+) 0 R", pdf)
    letters = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _mapped(streams[int(unicode)])
    }
    found = re.findall(rb"/Type/Page\b(?:(?!endobj).)*?/Contents (\d+) 0 R", pdf, re.DOTALL)
    return [_UNSEEN.sub("", "".join(_page(streams[int(number)], letters))) for number in found]


def _page(content: bytes, letters: dict[int, str]) -> list[str]:
    strings = [pair for shown in _SHOWN.findall(content) for pair in _STRING.findall(shown)]
    codes = b"".join(bytes.fromhex(hexes.decode()) or _ESCAPE.sub(_plain, plain) for plain, hexes in strings)
    read = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
    return [letters.get(code, "" if code else BOX) for code in read]


def _plain(escaped: re.Match[bytes]) -> bytes:
    said = escaped[1]
    return bytes([int(said, 8)]) if said[:1].isdigit() else _LETTERS.get(said, said)


def _mapped(table: bytes) -> list[tuple[bytes, bytes]]:
    return [
        pair for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL) for pair in _MAPPED.findall(block)
    ]


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:  # a font or a page's metadata, kept as it is
        return body
