def request():
    return "/experiments", "yaml\nname: e-2\n"
