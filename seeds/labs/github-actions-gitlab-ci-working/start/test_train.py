from train import split


def test_split():
    assert split([1, 2, 3, 4, 5]) == ([1, 2, 3, 4], [5])
