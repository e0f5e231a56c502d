"""Tags for the head of a page."""

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def words_of_block(context: Context, name: str) -> SafeString:
    """The words of a block once more, escaped as in the block itself, spaces folded.

    Django refuses a second block of the same name, and a page says its title twice: to the
    browser, and to who shares it.
    """
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    # What the block renders is escaped already; folding spaces keeps it so.
    return SafeString(" ".join(block.render(context).split()))


@register.simple_tag
def theme_stylesheet() -> str:
    """The path of the style sheet that the organisation lays over ours; empty without one."""
    return settings.THEME_STYLESHEET
