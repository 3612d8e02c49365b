-- Due deliveries wait in lanes, one a company with a name, so that none waits behind another's.
-- Only types and syntax that H2 and PostgreSQL share.

alter table scheduled_tasks add column lane varchar(100) default '' not null;
-- In this order of columns H2 reads a lane's due rows already sorted, and only as many as are fetched.
create index scheduled_tasks_due_in_lane on scheduled_tasks (lane, priority desc, execution_time, picked);
drop index scheduled_tasks_due;
