# First try again, another day.
def chunks(tokens, size, overlap):
    if not 0 <= overlap < size:
        raise ValueError("overlap has to be smaller than size")
    result, rest = [], list(tokens)
    while rest:
        previous = result[-1][-overlap:] if result and overlap else []
        result.append(previous + rest[:size])
        rest = rest[size:]
    return result
