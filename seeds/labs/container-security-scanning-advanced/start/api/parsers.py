"""Finds the parser for an uploaded experiment; which ones there are stands in settings.ini."""

import configparser
import importlib

SETTINGS = configparser.ConfigParser(delimiters=["="])
SETTINGS.read("settings.ini", encoding="utf-8")


def find(kind):
    target = SETTINGS["parsers"].get(kind or "default", SETTINGS["parsers"]["default"])
    module, _, function = target.partition(":")
    return getattr(importlib.import_module(module), function)
