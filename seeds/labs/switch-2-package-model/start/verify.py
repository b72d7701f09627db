"""Ends with an error when the packed model scores differently from the one that was trained: python verify.py model.onnx"""

import json
import pickle
import sys

golden = json.load(open("golden.json"))
inputs = [each["features"] for each in golden]
if sys.argv[1].endswith(".pkl"):
    with open(sys.argv[1], "rb") as file:
        scores = pickle.load(file).predict_proba(inputs)[:, 1]
else:
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
    scores = session.run(None, {session.get_inputs()[0].name: np.array(inputs, dtype=np.float32)})[1][:, 1]
worst = max(abs(float(score) - each["score"]) for score, each in zip(scores, golden))
print(f"{len(golden)} golden rows, largest difference {worst:.1e}")
sys.exit(worst > 1e-4)
