"""Questions that come from other programs, and go to them: GIFT, Moodle XML, CSV.

A reader of a format gives `Foreign` questions, `mapping` turns each into a `Draft` of one of our question types or
refuses it in a sentence, `blocks` writes drafts as text of a lesson; `leaving` goes the other way.
"""
