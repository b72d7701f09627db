"""Trains small classifiers on 8 x 8 images, shrinks them, and says what is left: python squeeze.py HIDDEN [SEED]"""

import sys
import warnings

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")  # 300 rounds are enough here
images, labels = load_digits(return_X_y=True)
x, x_test, y, y_test = train_test_split(images / 16, labels, test_size=0.4, random_state=0, stratify=labels)


def train(hidden, seed=1):
    model = MLPClassifier((hidden,), alpha=1e-3, max_iter=300, random_state=seed).fit(x, y)
    return model.coefs_, model.intercepts_


def quantize(weights, bits, per_channel=False):
    """Round to 2**bits - 1 even steps; one step size for the whole matrix, or one for each column."""
    steps = 2 ** (bits - 1) - 1
    size = np.abs(weights).max(axis=0 if per_channel else None, keepdims=True) / steps
    return np.round(weights / size) * size


def prune(weights, share):
    """Set the smallest weights to zero."""
    return np.where(np.abs(weights) < np.quantile(np.abs(weights), share), 0, weights)


def size(weights, biases, bits, kept=1.0, scales=0):
    """Bytes on the camera: weights in `bits`, a byte for the place of each kept one if pruned, floats for the rest."""
    count = sum(each.size for each in weights) * kept
    return round(count * bits / 8 + (count if kept < 1 else 0) + 4 * (sum(each.size for each in biases) + scales))


def report(name, weights, biases, bytes_):
    hidden = np.maximum(x_test @ weights[0] + biases[0], 0)
    guess = (hidden @ weights[1] + biases[1]).argmax(axis=1)
    recall = [(guess[y_test == digit] == digit).mean() for digit in range(10)]
    worst = int(np.argmin(recall))
    print(f"{name:<22} {bytes_:>6} bytes   right {np.mean(guess == y_test):.3f}   worst class {worst}: {min(recall):.3f}")


if __name__ == "__main__":
    hidden, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    weights, biases = train(hidden, seed)
    report(f"{hidden} hidden, float32", weights, biases, size(weights, biases, 32))
    for bits in (8, 4, 3, 2):
        for channel in (False, True):
            small = [quantize(each, bits, channel) for each in weights]
            scales = sum(each.shape[1] for each in weights) if channel else 2
            name = f"{bits} bits per {'channel' if channel else 'tensor'}"
            report(name, small, biases, size(weights, biases, bits, scales=scales))
    for share in (0.5, 0.7, 0.8, 0.9):
        small = [quantize(prune(each, share), 8) for each in weights]
        report(f"{share:.0%} pruned, 8 bits", small, biases, size(weights, biases, 8, kept=1 - share, scales=2))
