"""What the scoring service answers with."""


def answer(score):
    return {"score": score}


def answer_v2(probability, model):
    return {"probability": probability, "model": model}
