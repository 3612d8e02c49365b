-- What is known of each of Procore's rate limits, for all copies of SiteDrop that share this
-- database; state is JSON.

create table rate_limit (
  name varchar(300) primary key,
  state varchar not null
);
