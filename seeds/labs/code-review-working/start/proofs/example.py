"""Ends well when the folder named on the command line still does what main does: python proofs/example.py main"""

import sys

sys.path.insert(0, sys.argv[1])
from uploader import groups

assert groups([1, 2, 3], size=2) == [[1, 2], [3]]
