"""The JSON API of actions, themes, promises and editions: read-only, one subject a file.

The docstrings of the serializers are Dutch: the OpenAPI document shows them to readers.
"""
