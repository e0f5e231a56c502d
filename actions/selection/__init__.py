"""The list of actions from memory: what was read and rendered once for a publication.

`index.py` reads which action has which choice, `question.py` recognises a question that needs no
database, `answer.py` selects and counts, `rows.py` keeps rows as they were rendered. A question
that is not recognised is asked of the database (actions/filters.py), which stays the definition.
"""
