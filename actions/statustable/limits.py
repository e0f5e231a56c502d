"""How large a file may be. What is larger is no table, and would only take memory and time.

The table of June 2021 has 86 actions, 90 thousand letters and 2400 lines; every limit leaves room
for a table many times as large.
"""

MOST_BYTES = 20_000_000
MOST_CELL_LETTERS = 100_000
MOST_ROWS = 10_000
MOST_COLUMNS = 100

# Office files are zip archives of XML.
MOST_PARTS = 5_000
MOST_PART_BYTES = 40_000_000
MOST_UNPACKED_BYTES = 200_000_000
# A table repeats its markup and packs well, forty times at most in what office programs write.
MOST_TIMES_PACKED = 150
ALWAYS_ALLOWED_BYTES = 2_000_000
MOST_ELEMENTS = 1_000_000
MOST_DEPTH = 200

# The library that reads a PDF runs in a process of its own.
MOST_PDF_PAGES = 400
MOST_PDF_WORDS = 400_000
# Less than the half minute in which a web server wants its answer; a page takes 0.01 second.
MOST_PDF_SECONDS = 20
MOST_PDF_MEMORY = 500_000_000
