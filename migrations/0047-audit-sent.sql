-- How far the audit has left the machine for the collector of AUDIT_SINK.
create table audit.sent (
  is_only    boolean primary key default true check (is_only),
  through_id bigint not null check (through_id >= 0),
  entries    bigint not null check (entries >= 0),
  moved_at   timestamptz
);
comment on table audit.sent is 'One row: through which entry the audit was handed to the collector of logs. It moves after the collector has read, so that what is cut off in between is sent again.';
comment on column audit.sent.entries is 'How many entries that are. Each is sent with its number in this count, so that a collector sees what it got twice and what it never got.';
insert into audit.sent (through_id, entries) values (0, 0);
grant select, update (through_id, entries, moved_at) on audit.sent to ydt_audit;
