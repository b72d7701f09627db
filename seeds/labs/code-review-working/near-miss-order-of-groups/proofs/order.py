import sys
import time

sys.path.insert(0, sys.argv[1])
from uploader import upload


class Store:
    first = []

    def put(self, group):
        if group[0]["entity"] == 0:
            time.sleep(0.3)
        self.first.append(group[0]["entity"])


store = Store()
upload(store, [{"entity": number, "at": 1} for number in range(300)])
assert store.first == [0, 100, 200], store.first
