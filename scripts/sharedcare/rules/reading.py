"""What makes a text no file of the register. The reading of the files finds it all."""

from __future__ import annotations

from sharedcare.rules.examples import METHOTREXATE
from sharedcare.rules.frame import Example, found_in_reading

is_text = found_in_reading(
    "SC001",
    "A file is UTF-8 text of at most 256 KiB",
    "Another encoding turns × into other signs, and ≥ with it: a threshold could be shown wrong. A huge file "
    "would slow every check to a halt.",
    Example(
        METHOTREXATE,
        good="title: Methotrexate for adults with rheumatoid arthritis\n",
        bad="title: Methotrexate for adults with rheumatoid arthritis \udcd7\n",
    ),
)

is_yaml = found_in_reading(
    "SC002",
    "A file is one YAML document, without tabs and without characters that nobody can see",
    "The file cannot be read at all, so its page has nothing to show. Of two documents in a file, the second would "
    "be missed by everybody. A hidden character, or a letter that runs from right to left, can turn the text around "
    "it: a reviewer would read another number than the page shows.",
    Example(
        METHOTREXATE,
        good='  title_as_printed: "Shared care protocol: methotrexate, version 3.1"\n',
        bad="  title_as_printed: Shared care protocol: methotrexate, version 3.1\n",
    ),
)

no_key_twice = found_in_reading(
    "SC003",
    "No key stands twice in a block",
    "Most programs keep the last of the two and say nothing. A review date added at the foot of a file would then "
    "silently replace the one at its head.",
    Example(
        METHOTREXATE,
        good="  stable_for: 12 weeks\n",
        bad="  stable_for: 12 weeks\n  stable_for: 6 weeks\n",
    ),
)

says_it_in_place = found_in_reading(
    "SC004",
    "Every value is written out where it is used, without anchors, aliases, merge keys or tags",
    "Whoever changes a value that is repeated by its anchor changes other places too, without seeing them. "
    "A reviewer could not tell from the page of changes what a file says.",
    Example(
        METHOTREXATE,
        good="    patient: [Attend clinic reviews]\n",
        bad="    patient: &attend [Attend clinic reviews]\n",
    ),
)

not_too_deep = found_in_reading(
    "SC005",
    "Values are nested at most 20 deep, a list has at most 500 rows, and a file at most 10,000 values",
    "No file is that deep or that long, so something is wrong; and a text of nothing but brackets, or of the same row "
    "a hundred thousand times, could stop the checks of every other file.",
    Example(
        METHOTREXATE,
        good="  criteria: [Dose unchanged for 6 weeks, Two sets of results in range]\n",
        bad=f"  criteria: {'[' * 20}Dose unchanged for 6 weeks{']' * 20}\n",
    ),
)

not_cut_short = found_in_reading(
    "SC006",
    "No text is cut short by a `#`",
    "YAML takes a `#` after a space for the start of a comment, and drops the rest of the line without a word. "
    "“Stop at once #unless stable” would then read “Stop at once”.",
    Example(
        METHOTREXATE,
        good="  stable_for: 12 weeks\n",
        bad="  stable_for: 12 weeks #or longer\n",
    ),
)

RULES = (is_text, is_yaml, no_key_twice, says_it_in_place, not_too_deep, not_cut_short)
