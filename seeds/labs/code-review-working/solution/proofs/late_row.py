import sys

sys.path.insert(0, sys.argv[1])
from uploader import unique

assert unique([{"entity": "u1", "at": 9}, {"entity": "u1", "at": 3}]) == [{"entity": "u1", "at": 9}]
