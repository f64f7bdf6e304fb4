-- Ratings reach the units that were rated in batches, so that none can be told whose it is.
create view case_rating as
  select rated.case_id, rated.seq, rated.day, rated.at, rated.details ->> 'grade' as grade, rated.note as opinion,
    (answered.details ->> 'responsibleUnitId')::uuid as responsible_unit_id, (answered.details ->> 'supervisingUnitId')::uuid as supervising_unit_id, answer.at as answered_at
  from case_event as rated
  cross join lateral (select details from case_event where case_id = rated.case_id and seq < rated.seq and action in ('assign', 'answerTogether') order by seq desc limit 1) as answered
  cross join lateral (select at from case_event where case_id = rated.case_id and seq < rated.seq and action in ('passReview', 'answerTogether') order by seq desc limit 1) as answer
  where rated.action = 'rate';
comment on view case_rating is 'Every rating there ever was, with the unit whose answer it judges.';

create table rating_batch (
  id           uuid primary key,
  unit_id      uuid not null references unit,
  through      date not null,
  published_at timestamptz not null,
  -- The month must be over: the moment of publication says nothing about any one rating.
  check (through < (published_at at time zone 'Asia/Shanghai')::date)
);
comment on table rating_batch is 'The ratings of a unit, up to a last day of a month, that became readable to it together. Appended to, never changed.';

create table rating_batch_entry (
  case_id  uuid not null,
  seq      integer not null,
  batch_id uuid not null references rating_batch,
  primary key (case_id, seq),
  foreign key (case_id, seq) references case_event
);
comment on table rating_batch_entry is 'Which ratings a batch holds. A rating without an entry is not yet readable to the unit it judges.';
create index rating_batch_entry_by_batch on rating_batch_entry (batch_id);

-- Of fewer than five complaints one could guess who said what.
create function guard_rating_batch() returns trigger language plpgsql as $$
begin
  if (select count(distinct case_id) from rating_batch_entry where batch_id = new.id) < 5 then raise exception 'a batch of ratings is of at least five cases' using errcode = 'check_violation'; end if;
  if exists (select 1 from rating_batch_entry join case_rating using (case_id, seq) where batch_id = new.id and (responsible_unit_id <> new.unit_id or day > new.through))
    or (select count(*) from rating_batch_entry where batch_id = new.id) <> (select count(*) from rating_batch_entry join case_rating using (case_id, seq) where batch_id = new.id)
  then raise exception 'a batch holds ratings of its unit and its time' using errcode = 'check_violation'; end if;
  return null;
end $$;
create constraint trigger batch_guarded after insert on rating_batch deferrable initially deferred for each row execute function guard_rating_batch();
alter table rating_batch enable always trigger batch_guarded;

-- Nothing joins a batch once it is published.
create function guard_rating_batch_entry() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from rating_batch where id = new.batch_id and xmin = pg_current_xact_id()::xid) then
    raise exception 'a published batch takes no more ratings' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger entry_guarded before insert on rating_batch_entry for each row execute function guard_rating_batch_entry();
alter table rating_batch_entry enable always trigger entry_guarded;

create trigger kept before update or delete on rating_batch for each row execute function refuse_change();
create trigger kept_whole before truncate on rating_batch for each statement execute function refuse_change();
create trigger kept before update or delete on rating_batch_entry for each row execute function refuse_change();
create trigger kept_whole before truncate on rating_batch_entry for each statement execute function refuse_change();
alter table rating_batch enable always trigger kept;
alter table rating_batch enable always trigger kept_whole;
alter table rating_batch_entry enable always trigger kept;
alter table rating_batch_entry enable always trigger kept_whole;

create index case_event_ratings on case_event (case_id, seq) where action = 'rate';
grant select on case_rating to ydt_app;
grant select, insert on rating_batch, rating_batch_entry to ydt_app;
