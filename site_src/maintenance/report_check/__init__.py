"""What the published totals of the report prove about its initiatives.

The report prints only totals per table. This room reads them as constraints on two unknown 0/1 matrices, initiative by
campus and initiative by term, and asks which recorded facts cannot all be true and which values are the same in every
completion (`proving`), and how probable the rest is (`sampling`); `calibration` measures how often that is right.
"""
