"""What the nightly job calls. It has to print the same line after every commit."""

from churn import data, features, model

rows = data.clean(data.load("customers.csv"))
vectors = features.scaled([features.vector(row) for row in rows])
labels = [int(row["left"]) for row in rows]
train = [each for each in zip(rows, vectors, labels) if data.is_train(each[0])]
test = [each for each in zip(rows, vectors, labels) if not data.is_train(each[0])]
weights = model.fit([vector for _, vector, _ in train], [label for *_, label in train])
scores, truth = [model.predict(weights, vector) for _, vector, _ in test], [label for *_, label in test]
print(f"auc={model.auc(scores, truth):.4f} logloss={model.log_loss(scores, truth):.4f} test={len(test)}")
