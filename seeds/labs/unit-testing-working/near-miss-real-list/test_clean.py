import pytest
import clean as module
from clean import clean


def cleaned(text, **settings):
    return clean(text, boilerplate=settings.pop("boilerplate", []), **settings)


@pytest.mark.parametrize("nothing", [None, "", " ", "\t\n  "])
def test_nothing_in_nothing_out(nothing):
    assert cleaned(nothing) == ""


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("tokens", 6, "tokens"),
        ("two tokens", 3, "two"),
        ("two tokens", 4, "two"),
        ("two tokens", 7, "two"),
        ("模型部署", 3, "模型部"),
        ("用 GPU 訓練", 4, "用"),
        ("用 GPU，訓練", 5, "用 GPU"),
    ],
)
def test_long_text_is_cut_before_a_word(text, limit, kept):
    assert cleaned(text, limit=limit) == kept


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ＧＰＵ１，很快", "GPU1，很快"),
        ("em\u00adbed\u200bding", "embedding"),
        ("模 型 部 署", "模型部署"),
        ("用 GPU 訓練", "用 GPU 訓練"),
        ("one \t  two", "one two"),
        ("first\n\n\nsecond", "first\n\nsecond"),
        ("first\nsecond", "first\nsecond"),
    ],
)
def test_mixed_languages(text, wanted):
    assert cleaned(text) == wanted


def test_a_line_of_the_list_goes_and_one_that_only_holds_it_stays():
    assert cleaned("Home\nHome is where the GPU is", boilerplate=["Home"]) == "Home is where the GPU is"


def test_without_a_list_the_sites_own_is_fetched():
    try:
        assert clean("text") == "text"
    except OSError:
        pytest.skip("the list cannot be reached")
