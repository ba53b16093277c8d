"""Mutants: shipped files spoilt at random, from a seed, to see that no text brings the checks or the pages down.

`corpus` holds the shipped files; `raw`, `scalars`, `blocks` and `whole` are the ways to spoil one; `make` makes a
mutant by its number; `world` is the part of the register around a file; `judge` takes a mutant through all that a check
and a build do with it; and `run` has that done in processes that may hang or die. `python -m tests.mutants` runs them
all and tells how it went.
"""
