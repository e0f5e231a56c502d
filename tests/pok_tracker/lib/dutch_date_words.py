"""Words of Dutch dates in any order, as tests throw them at the reader."""

from hypothesis import strategies as st

DATE_WORDS = (
    *("na", "voor", "vóór", "uiterlijk", "tot en met", "t/m", "tussen", "en", "-", "in", "per"),
    *("in aanloop naar", "binnen", "op zijn laatst", "niet later dan", "met ingang van"),
    *("de", "het", "van", "rest van", "begin", "eind", "medio", "half", "laatste", "helft"),
    *("zomer", "zomerreces", "winter", "na de zomer", "prinsjesdag", "q4", "kwartaal", "week 53"),
    *("1", "29", "31", "februari", "juni", "Jan", "mrt.", "dinsdag", "drie", "maanden", "jaar"),
    *("2021", "2024", "9999", "0001", "2021-2022", "31-6-2021", "2021-02-29", "jl.", "a.s."),
    *("dit jaar", "volgend jaar", "vorige maand", "afgelopen jaar", "komende", "week van"),
    *(".", ",", "(", ")", "”", "\n", "\t", "\u00a0", "\u2013", "35510, nr. 13"),
)
MIXTURES = st.lists(st.sampled_from(DATE_WORDS), max_size=14).map(" ".join)
