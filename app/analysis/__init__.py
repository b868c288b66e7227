"""What a load curve and a record of voltage quality say: numpy over samples, findings out.

It is loaded by name when the first curve is looked at (`app/analysing.py`), and numpy with it.
"""
