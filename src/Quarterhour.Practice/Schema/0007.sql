-- Version 7: what the reports of a large practice read: postings by their decision; units of signed visits without the visits themselves.

create index posting_decision on posting (decision);
drop index visit_clinician;
create index visit_clinician on visit (clinician, day, state, units, facility);
