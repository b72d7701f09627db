"""Numbers for words, from a remote vocabulary service. Leave this file as it is: another team owns the client."""

import time
import zlib

COMMON = frozenset("the a of to and in is it for on with as at by this that be are or an".split())


class Vocabulary:
    def number_of(self, word):
        """Blocks while it asks the service, unless the word is common. One word takes 15 ms."""
        if word not in COMMON:
            time.sleep(0.015)
        return zlib.crc32(word.encode())
