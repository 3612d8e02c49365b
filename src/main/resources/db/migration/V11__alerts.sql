-- What has been told by alerts, for all copies of SiteDrop that share this database: one tells.
-- Only types and syntax that H2 and PostgreSQL share.

create table alert (
  name varchar(320) primary key,
  claimed_at timestamp(6) with time zone not null,
  told_until timestamp(6) with time zone not null,
  moved_at timestamp(6) with time zone not null,
  stalled_at timestamp(6) with time zone
);
