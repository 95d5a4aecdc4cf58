-- Version 7: what the reports of a large practice read: postings by their decision; units of signed visits without the visits themselves.

create index posting_decision on posting (decision);
create index visit_units on visit (state, clinician, day, units, facility);
