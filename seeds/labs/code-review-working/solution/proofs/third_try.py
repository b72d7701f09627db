import sys

sys.path.insert(0, sys.argv[1])
from uploader import upload


class Store:
    calls = 0

    def put(self, group):
        self.calls += 1
        if self.calls < 3:
            raise ConnectionError


assert upload(Store(), [{"entity": 1, "at": 1}], attempts=3, wait=0) == 1
