"""Takes the examples out of the person's prompts and runs them: on a right function, on the drafts, and on other guesses."""

import contextlib
import doctest
import io
import re

from rung_check import Miss, check, load, main, read

LONGEST, NARROW = 60, 15
RIGHT = """
def chunks(tokens, size, overlap):
    if not 0 <= overlap < size:
        raise ValueError
    result, at = [], 0
    while at < len(tokens):
        result.append(tokens[at:at + size])
        if at + size >= len(tokens):
            break
        at += size - overlap
    return result
"""
GUESSES = {
    "drafts/one.py": None,
    "drafts/two.py": None,
    "drafts/three.py": None,
    "overlap == size": ("if not 0 <= overlap < size", "if size == overlap: return [list(tokens)]\n    if not 0 <= overlap < size"),
    "overlap == -1": ("if not 0 <= overlap < size", "overlap = max(overlap, 0)\n    if overlap >= size"),
    "tokens == []": ("result, at = [], 0", "result, at = ([] if tokens else [[]]), 0"),
    "len(tokens) < size": ("result, at = [], 0", "result, at = [], 0\n    if len(tokens) < size: return []"),
    "del tokens[:at]": ("    return result", "    del tokens[:at]\n    return result"),
    "tokens[-1]": ("    return result", "    return [each for each in result if len(each) == size] or result"),
}


def function_of(text):
    names = {}
    exec(compile(text, "chunks", "exec"), names)
    return names["chunks"]


def examples_of(name):
    text = read(name)
    blocks = re.findall(r"^ {0,3}```[^\n]*\n(.*?)^ {0,3}```", text, re.M | re.S) or [text]
    try:
        found = [each for block in blocks for each in doctest.DocTestParser().get_examples(block)]
    except ValueError as error:
        raise Miss("not-doctest", file=name, error=error) from None
    if not any("chunks(" in each.source for each in found):
        raise Miss("no-examples", file=name)
    return found


def failing(examples, function):
    """The first example that does not give what it says, with what it gave; None when all do."""
    lines = []

    class Runner(doctest.DocTestRunner):
        def report_failure(self, out, test, example, got):
            lines.append((example, got))

        def report_unexpected_exception(self, out, test, example, exc_info):
            lines.append((example, f"{exc_info[0].__name__}: {exc_info[1]}"))

    flags = doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE
    test = doctest.DocTest(list(examples), {"chunks": function}, "prompt", None, 0, "")
    with contextlib.redirect_stdout(io.StringIO()):
        Runner(verbose=False, optionflags=flags).run(test)
    return lines[0] if lines else None


@check("one-prompt")
def one_prompt():
    lines = [line for line in read("prompt.md").splitlines() if line.strip()]
    if len(lines) > LONGEST:
        raise Miss("too-long", lines=len(lines), most=LONGEST)
    if not re.search(r"def chunks\(\s*tokens\b[^)]*:[^)]*\bsize\b[^)]*:[^)]*\boverlap\b[^)]*:[^)]*\)\s*->", read("prompt.md")):
        raise Miss("no-signature")


@check("examples-true")
def examples_true():
    if wrong := failing(examples_of("prompt.md"), function_of(RIGHT)):
        raise Miss("example-wrong", example=wrong[0].source, got=wrong[1], wanted=wrong[0].want)


@check("examples-enough")
def examples_enough():
    examples = examples_of("prompt.md")
    for guess, change in GUESSES.items():
        function = function_of(RIGHT.replace(*change)) if change else load(guess, "chunks").chunks
        if not failing(examples, function):
            raise Miss("not-caught", guess=guess)


@check("narrowed")
def narrowed():
    text = [line for line in read("next.md").splitlines() if line.strip()]
    if len(text) > NARROW:
        raise Miss("too-long-next", lines=len(text), most=NARROW)
    examples = examples_of("next.md")
    if wrong := failing(examples, function_of(RIGHT)):
        raise Miss("example-wrong", example=wrong[0].source, got=wrong[1], wanted=wrong[0].want)
    for example in [each for each in examples if "chunks(" in each.source]:
        if not failing([example], load("drafts/one.py", "chunks").chunks):
            raise Miss("passes-already", example=example.source)


main()
