# The answer to prompt.md as it stands, first try.
def chunks(tokens, size, overlap):
    step = size - overlap
    return [tokens[at : at + size] for at in range(0, len(tokens), step)]
