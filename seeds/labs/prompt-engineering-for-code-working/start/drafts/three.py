# First try on a third day.
def chunks(tokens, size, overlap):
    if not 0 <= overlap < size:
        raise ValueError("overlap has to be smaller than size")
    result = []
    while len(tokens) > size:
        result.append(tokens[:size])
        del tokens[: size - overlap]
    return result + [tokens]
