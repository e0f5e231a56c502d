"""A private PostgreSQL for demo and tests, started at the first connection.

Django loads `base` from here as its database engine. Only settings without DATABASE_URL name it.
"""
