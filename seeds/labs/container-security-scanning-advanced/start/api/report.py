"""Renders the page of a run from our own templates."""

from jinja2 import Environment, FileSystemLoader

PAGES = Environment(loader=FileSystemLoader("templates"), autoescape=True)


def page(run, figures):
    return PAGES.get_template("run.html").render(run=run, figures=figures)
