-- What was never accepted, for those who look: the ledger knows nothing else of it.
-- Only types and syntax that H2 and PostgreSQL share.

create table refusal (
  fingerprint char(64) primary key,
  id uuid not null,
  source varchar(200) not null,
  name varchar not null,
  reason varchar not null,
  whereabouts varchar not null,
  refused_at timestamp(6) with time zone not null,
  seen_at timestamp(6) with time zone
);
create index refusal_by_time on refusal (refused_at desc, id desc);
create index refusal_by_sight on refusal (seen_at, refused_at);
