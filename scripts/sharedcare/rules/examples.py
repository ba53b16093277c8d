"""The files of the tests' own register in which the rules' examples stand."""

METHOTREXATE = "exampleshire/exampleshire-methotrexate.yml"
"""One drug; transcribed whole, and verified."""
TWO_DRUGS = "exampleshire/exampleshire-leflunomide-and-sulfasalazine.yml"
"""Several drugs; past its review date, and extended."""
LISTED = "exampleshire/exampleshire-lithium.yml"
"""Seen in a list only; its end is printed without its meaning; paid for in part."""
SERVICES = "reference/services.yml"
