from candidates import register


@register("embed")
class Embed:
    pass
