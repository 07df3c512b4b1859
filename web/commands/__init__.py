"""The commands of `personalise`: what an administrator does at the machine itself."""

from web.commands import backing_up, https, serving, setting_up, staff, upkeep  # noqa: F401  (each adds its commands to the group)
from web.commands.group import main

__all__ = ["main"]
