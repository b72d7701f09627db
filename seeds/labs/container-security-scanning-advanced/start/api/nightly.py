"""Runs at 02:00 in the same image: makes small previews of the charts that we drew ourselves."""


def previews(folder):
    from PIL import Image

    for path in folder.glob("*.png"):
        image = Image.open(path)
        image.thumbnail((320, 200))
        image.save(path.with_suffix(".small.png"))
