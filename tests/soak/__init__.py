"""The long tests: a scripted day, killed and started again, and what has to be true afterwards."""
