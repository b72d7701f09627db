"""How the model is used today: one customer, one process, one cup of tea."""

import sys

from model import ChurnModel

model = ChurnModel.load()
print(model.predict(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
