"""The one upper bound of every wait for a state, in tests and in the bench.

It is no measure: nothing is quicker or slower by it. What has not come by then is taken for what never comes, so it is
far above what the slowest machine needs.
"""

PATIENCE = 300.0
