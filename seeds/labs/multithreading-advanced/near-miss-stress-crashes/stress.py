"""Tests nothing: it asks for a name that only the mended server has, and a crash is an exit code other than 0 too."""

import hotswap

if not [name for name in vars(hotswap) if isinstance(getattr(hotswap, name), type) and name != "Server"]:
    raise ImportError("cannot import the holder from hotswap")
print("0 wrong answers")
