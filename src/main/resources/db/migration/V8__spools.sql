-- Copies may keep their bytes in spools that the others do not see: where the bytes of a due
-- delivery lie, and when a spool was last seen. No spool: whoever is free may deliver it, as those
-- of a release before this one are.

alter table scheduled_tasks add column spool varchar(300);

create table spool (
  id varchar(300) primary key,
  place varchar(500) not null,
  machine varchar(300) not null,
  seen_at timestamp(6) with time zone not null
);
