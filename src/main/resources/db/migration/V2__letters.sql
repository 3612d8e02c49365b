-- Letters: the mails that were taken in, what each of their files became, and what is left to do.
-- Only types and syntax that H2 and PostgreSQL share.

create table letter (
  id uuid primary key,
  source varchar(200) not null,
  letter_key char(64) not null,
  sender varchar(400) not null,
  subject varchar(1000) not null,
  message_id varchar(1000) not null,
  thread varchar(8000) not null,
  size bigint not null,
  received_at timestamp(6) with time zone not null,
  wants_answer boolean not null,
  uid_validity bigint,
  uid bigint,
  taken_at timestamp(6) with time zone,
  answered_at timestamp(6) with time zone,
  filed_at timestamp(6) with time zone,
  constraint letter_once unique (source, letter_key)
);
create index letter_unfiled on letter (source, filed_at);
create index letter_of_sender on letter (source, sender, received_at);

create table letter_item (
  letter_id uuid not null references letter (id),
  item_order integer not null,
  name varchar not null,
  state varchar(20) not null,
  told varchar not null,
  url varchar,
  primary key (letter_id, item_order)
);

-- Pictures that a sender's texts have shown: what comes again is a logo.
create table shown_picture (
  source varchar(200) not null,
  sender varchar(400) not null,
  sha256 char(64) not null,
  letter_key char(64) not null,
  primary key (source, sender, sha256, letter_key)
);
