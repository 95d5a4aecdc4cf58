-- Version 6: what large stores need to be quick: records by their word, whatever else holds of them; a facility's claims by day; a patient's claims.

create index record_kind_word on record (kind, word);
create index claim_list on claim (facility, day, number);
create index claim_patient on claim (patient, number);
