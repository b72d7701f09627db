"""What the scoring service answers with."""


def answer(score):
    return {"score": score}
