"""The register of drug shared care protocols: read, check, judge on a day, and publish.

Data flows one way::

    text -> register -> (rules | status) -> (pages | exports | reports)

Only :mod:`sharedcare.cli` reads the clock and exits; every other function is given the day.
"""

__version__ = "0.1.0"
