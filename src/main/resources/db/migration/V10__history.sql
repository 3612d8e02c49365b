-- What was tried and what people have done, for those who look; and the order in which they look.
-- Only types and syntax that H2 and PostgreSQL share.

alter table delivery add column discarded_at timestamp(6) with time zone;
create index delivery_by_opening on delivery (opened_at desc, id desc);
create index delivery_by_stage on delivery (stage, opened_at desc, id desc);

-- One that was cut off has no row, and no number.
create table attempt (
  delivery_id uuid not null references delivery (id),
  number bigint not null,
  copy varchar(300) not null,
  began_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone not null,
  outcome varchar(20) not null,
  told varchar not null,
  steps varchar not null,
  primary key (delivery_id, number)
);

create table intervention (
  id uuid primary key,
  delivery_id uuid not null references delivery (id),
  at timestamp(6) with time zone not null,
  who varchar(300) not null,
  kind varchar(20) not null,
  told varchar not null
);
create index intervention_of_delivery on intervention (delivery_id, at);
