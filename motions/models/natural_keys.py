"""Managers that find a row the way fixtures name it."""

from django.db import models


class NaturalKeyManager(models.Manager):
    """Finds a row by the model's `natural_key_fields`, the way fixtures name it."""

    def get_by_natural_key(self, *values: object) -> models.Model:
        return self.get(**dict(zip(self.model.natural_key_fields, values, strict=True)))


class KamerstukManager(models.Manager):
    """Finds a row by dossier and number, the natural key of every kamerstuk."""

    def get_by_natural_key(self, dossier: str, number: int) -> models.Model:
        return self.get(dossier=dossier, number=number)
