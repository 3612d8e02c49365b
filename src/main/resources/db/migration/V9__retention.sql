-- What is over, oldest first, for those who take it out of the ledger; and, where finished_at is
-- null, what is under way, oldest first. Only types and syntax that H2 and PostgreSQL share.

create index delivery_by_finish on delivery (finished_at, opened_at);
create index letter_by_filing on letter (filed_at);
