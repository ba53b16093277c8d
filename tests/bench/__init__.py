"""What the checks and the build cost on large registers, beside other ways to do the same. Run by `make bench`."""
