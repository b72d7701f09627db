def request():
    return "/experiments", "notebook-v1\nname: e-2\nshape: !!python/tuple [3, 4]\n"
