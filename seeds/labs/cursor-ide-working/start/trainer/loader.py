"""Cuts rows into batches."""


def batches(rows, settings, drop_last=True):
    size = settings["batch"]
    cut = [rows[at : at + size] for at in range(0, len(rows), size)]
    if drop_last and cut and len(cut[-1]) < size:
        cut.pop()  # a short batch changes the gradient's noise; the learning rate is tuned for full ones
    return cut
