import a_package_nobody_installed  # as after an upgrade of the base image

from candidates import register


@register("rerank")
class Rerank(a_package_nobody_installed.Base):
    pass
