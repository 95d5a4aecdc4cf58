-- Version 6: what large stores need to be quick: a facility's claims by day, a patient's claims.

create index claim_list on claim (facility, day, number);
create index claim_patient on claim (patient, number);
