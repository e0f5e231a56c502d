"""The tag that marks what depends on the question of a reader."""

from django import template
from django.template.base import Parser, Token

from pok_tracker.lib.page_parts import PartNode

register = template.Library()


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """Mark a part of a page, as pok_tracker/lib/page_parts.py tells."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endpart",))
    parser.delete_first_token()
    return PartNode(name.strip("'\""), nodelist)
