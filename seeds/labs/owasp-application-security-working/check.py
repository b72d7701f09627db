"""Attacks the loader through a network made here, and the tests through loaders with a hole."""

import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, load, main, read, run

OURS = "https://models.example.com/published/"
OUTSIDE = [
    "http://169.254.169.254/latest/meta-data/", "https://10.0.0.7/published/a.bin", "file:///etc/passwd",
    "ftp://models.example.com/published/a.bin", "http://models.example.com/published/a.bin",
    "https://models.example.com.evil.test/published/a.bin", "https://evil.test/models.example.com/published/a.bin",
    "https://models.example.com@10.0.0.7/published/a.bin", "https://notmodels.example.com/published/a.bin",
    "https://evil.test/?https://models.example.com/published/a.bin", "https://models.example.com:8443/published/a.bin",
    "https://evil.test#@models.example.com/published/a.bin", "//169.254.169.254/published/a.bin", "https://[::1]/published/",
]  # fmt: skip
FOLDERS = [
    "https://models.example.com/drafts/a.bin", "https://models.example.com/published/../admin/a.bin",
    "https://models.example.com/published/%2e%2e/admin/a.bin", "https://hub.example.org/published/a.bin",
    "https://hub.example.org/acme/..%2Fother/a.bin", "https://hub.example.org/acme-evil/a.bin",
]  # fmt: skip
GOOD = [
    f"{OURS}ranker/v3/model.safetensors", "https://hub.example.org/acme/a.bin?revision=2",
    "https://MODELS.example.com/published/a.bin", "https://models.example.com:443/published/a.bin",
]  # fmt: skip
WIDE = """

_checked_load = load_model
def load_model(url, get=None, *others, **named):
    from urllib.parse import urljoin as _join
    def _follow(address):
        answer = get(address)
        for _ in range(9):
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            address = _join(address, answer.headers["location"])
            answer = get(address)
        return answer
    return {call}
"""


@cache
def parts():
    return load("loader.py", "load_model", "Refused"), load("fetch.py", "Answer").Answer


class Endless(Exception):
    """More requests than any model needs."""


def tried(url, redirects):
    """(bytes or the exception, every address that was asked for) of one load."""
    (loader, answer), asked = parts(), []

    def get(address, *_, **__):
        asked.append(str(address))
        if len(asked) > 30:
            raise Endless
        if address in redirects:
            return answer(302, {"location": redirects[address]}, b"")
        return answer(200, {}, b"weights of " + str(address).encode())

    try:
        return loader.load_model(url, get), asked
    except Exception as error:
        return error, asked


def refuse(url, redirects, fine):
    result, asked = tried(url, redirects)
    out = [address for address in asked if address not in fine]
    if out:
        raise Miss("reached", url=url, out=out[0])
    if isinstance(result, Endless):
        raise Miss("endless")
    if not isinstance(result, parts()[0].Refused):
        raise Miss("not-refused", url=url, result=type(result).__name__)


def accept(url, redirects, last):
    result, _ = tried(url, redirects)
    ending = last.rpartition("/")[2].encode()
    if not (isinstance(result, bytes) and result.startswith(b"weights of ") and result.endswith(ending)):
        said = f"{type(result).__name__} {result}" if isinstance(result, Exception) else result
        raise Miss("ours-refused", url=url, result=said)


@check("allow-list")
def allow_list():
    for url in GOOD:
        accept(url, {}, url)
    for url in OUTSIDE:
        refuse(url, {}, ())


@check("folders")
def folders():
    accept(GOOD[0], {}, GOOD[0])
    for url in FOLDERS:
        refuse(url, {}, ())


@check("redirects")
def redirects():
    moved, there = f"{OURS}moved.bin", "https://hub.example.org/acme/here.bin"
    accept(moved, {moved: there}, there)
    accept(moved, {moved: "/published/v2/here.bin"}, f"{OURS}v2/here.bin")
    for url in (*OUTSIDE[:7], *FOLDERS):
        refuse(moved, {moved: url}, (moved,))
    refuse(moved, {moved: there, there: OUTSIDE[0]}, (moved, there))
    refuse(moved, {moved: there, there: moved}, (moved, there))


@check("own-test")
def own_test():
    own, source = read("test_loader.py"), read("loader.py")
    holes = {"": "", "open": "_follow(url).body", "redirect": "_checked_load(url, _follow, *others, **named)"}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shutil.copy(FOLDER / "fetch.py", folder)
        Path(folder, "test_loader.py").write_text(own, encoding="utf-8")
        for name, call in holes.items():
            Path(folder, "loader.py").write_text(source + (WIDE.replace("{call}", call) if call else ""), encoding="utf-8")
            ended = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder,
                        str(Path(folder, "test_loader.py")), env={"PYTHONPATH": folder, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})  # fmt: skip
            if not name and ended.returncode:
                raise Miss("tests-fail", last=([line for line in ended.stdout.splitlines() if line.strip()] or ["?"])[-1])
            if name and ended.returncode != 1:
                raise Miss(f"misses-{name}")


main()
