"""Trains the model once and saves it in two forms, with golden inputs and what they score."""

import json
import pickle

import numpy as np
from skl2onnx import to_onnx
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

x, y = load_breast_cancer(return_X_y=True)
learn, test, y_learn, _ = train_test_split(x, y, random_state=3)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(learn, y_learn)
with open("model.pkl", "wb") as file:
    pickle.dump(model, file)
onnx = to_onnx(model, learn[:1].astype(np.float32), options={"zipmap": False}, target_opset=17)
with open("model.onnx", "wb") as file:
    file.write(onnx.SerializeToString())
golden = [{"features": row.tolist(), "score": float(score)} for row, score in zip(test[:40], model.predict_proba(test[:40])[:, 1])]
with open("golden.json", "w") as file:
    json.dump(golden, file)
print("saved model.pkl, model.onnx, golden.json")
