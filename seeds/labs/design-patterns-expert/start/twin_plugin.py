from candidates import register


@register("embed")
class EmbedOfAnotherTeam:
    pass
