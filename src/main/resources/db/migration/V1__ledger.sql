-- The ledger: what was accepted, how far each delivery has come, and what is due.
-- Only types and syntax that H2 and PostgreSQL share.

create table delivery (
  id uuid primary key,
  destination varchar(300) not null,
  project_id bigint not null,
  target varchar(20) not null,
  content_key char(64) not null,
  fields varchar not null,
  stage varchar(20) not null,
  opened_at timestamp(6) with time zone not null,
  attempts integer default 0 not null,
  failing_since timestamp(6) with time zone,
  damages integer default 0 not null,
  intended_at timestamp(6) with time zone,
  absence_counts_from timestamp(6) with time zone,
  resource_id bigint,
  resource_url varchar,
  repair_intended_at timestamp(6) with time zone,
  remark varchar,
  undecided boolean default false not null,
  answer_lost boolean default false not null,
  reopened integer default 0 not null,
  finished_at timestamp(6) with time zone,
  reason varchar,
  constraint delivery_once_per_content unique (project_id, target, content_key, destination)
);
create index delivery_by_resource on delivery (resource_id);

create table attachment (
  id uuid primary key,
  delivery_id uuid not null references delivery (id),
  file_order integer not null,
  name varchar not null,
  content_type varchar(255) not null,
  size bigint not null,
  sha256 char(64) not null,
  spool_key varchar(100) not null,
  protocol varchar(20) not null,
  upload_uuid varchar(200),
  urls_hold_until timestamp(6) with time zone,
  upload_holds_until timestamp(6) with time zone,
  completed_at timestamp(6) with time zone,
  completion_doubtful boolean default false not null,
  uploaded boolean default false not null,
  taken_at timestamp(0),
  taken_from varchar
);
create index attachment_of_delivery on attachment (delivery_id);
create index attachment_by_upload on attachment (upload_uuid);
create index attachment_by_name on attachment (name);
create index attachment_in_spool on attachment (spool_key);

create table segment (
  attachment_id uuid not null references attachment (id),
  segment_order integer not null,
  first_byte bigint not null,
  size bigint not null,
  sha256 char(64) not null,
  md5 varchar(200),
  url varchar,
  headers varchar,
  etag varchar,
  primary key (attachment_id, segment_order)
);

-- In which of its two documented forms a Procore takes images, once that is known.
create table image_form (
  destination varchar(300) primary key,
  form varchar(20) not null
);

create table arrival (
  id uuid primary key,
  delivery_id uuid not null references delivery (id),
  source varchar(200) not null,
  settlement varchar(100) not null,
  name varchar not null,
  origin varchar not null,
  fingerprint char(64) not null,
  arrived_at timestamp(6) with time zone not null,
  duplicate boolean not null,
  unsent varchar not null,
  settled_at timestamp(6) with time zone
);
create index arrival_of_delivery on arrival (delivery_id);
create index arrival_by_fingerprint on arrival (fingerprint);

-- db-scheduler's table; its columns are db-scheduler's own.
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp(6) with time zone not null,
  picked boolean not null,
  picked_by varchar(100),
  last_success timestamp(6) with time zone,
  last_failure timestamp(6) with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp(6) with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
-- In this order of columns H2 reads the due rows already sorted, and only as many as are fetched.
create index scheduled_tasks_due on scheduled_tasks (priority desc, execution_time, picked);
