# Exported from churn_final_v3_really.ipynb
# In[1]:
import csv
import math
rows = list(csv.DictReader(open("customers.csv", encoding="utf-8")))

# In[2]:
rows = [r for r in rows if int(r["months"]) >= 0]
spends = sorted(float(r["spend"]) for r in rows if r["spend"])
med = spends[len(spends) // 2]
for r in rows:
    r["spend"] = float(r["spend"] or med)
    r["months"] = int(r["months"])
    r["calls"] = int(r["calls"])

# In[5]:
X = []
y = []
for r in rows:
    X.append([r["months"], r["calls"], r["spend"], 1.0 if r["plan"] == "c" else 0.0, r["calls"] / (r["months"] + 1)])
    y.append(int(r["left"]))

# In[4]:
# scale (TODO ask Wen whether the test rows should be in here)
for j in range(5):
    col = [x[j] for x in X]
    m = sum(col) / len(col)
    s = math.sqrt(sum((c - m) ** 2 for c in col) / len(col)) or 1
    for x in X:
        x[j] = (x[j] - m) / s

# In[9]:
Xtr = []; ytr = []; Xte = []; yte = []
for r, x, t in zip(rows, X, y):
    if int(r["user"][1:]) % 10 < 7:
        Xtr.append(x); ytr.append(t)
    else:
        Xte.append(x); yte.append(t)

# In[12]:
w = [0.0] * 6
lr = 0.3
for epoch in range(200):
    g = [0.0] * 6
    for x, t in zip(Xtr, ytr):
        z = w[5] + sum(w[j] * x[j] for j in range(5))
        p = 1 / (1 + math.exp(-z))
        for j in range(5):
            g[j] += (p - t) * x[j]
        g[5] += p - t
    for j in range(6):
        w[j] -= lr * (g[j] / len(Xtr) + (0.01 * w[j] if j < 5 else 0))

# In[13]:
P = []
for x in Xte:
    z = w[5] + sum(w[j] * x[j] for j in range(5))
    P.append(1 / (1 + math.exp(-z)))
pos = [p for p, t in zip(P, yte) if t == 1]
neg = [p for p, t in zip(P, yte) if t == 0]
auc = sum((a > b) + 0.5 * (a == b) for a in pos for b in neg) / (len(pos) * len(neg))
ll = -sum(math.log(p if t else 1 - p) for p, t in zip(P, yte)) / len(yte)
print(f"auc={auc:.4f} logloss={ll:.4f} test={len(yte)}")
