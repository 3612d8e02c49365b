-- Which copy looks into which source; ShedLock's columns.

create table source_lock (
  name varchar(300) primary key,
  lock_until timestamp(3) not null,
  locked_at timestamp(3) not null,
  locked_by varchar(255) not null
);
