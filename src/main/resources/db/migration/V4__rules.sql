-- Which rule was used for what arrived. Only types and syntax that H2 and PostgreSQL share.

alter table arrival add column rule_number integer;
