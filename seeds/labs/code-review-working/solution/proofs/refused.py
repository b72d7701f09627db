import sys

sys.path.insert(0, sys.argv[1])
from uploader import StoreError, upload


class Store:
    def put(self, group):
        raise ConnectionError


try:
    upload(Store(), [{"entity": 1, "at": 1}], wait=0)
except StoreError:
    sys.exit(0)
sys.exit("upload ended as if all had gone well")
