-- What a source has used of its allowance outlives a restart, so that nobody who guesses codes or passwords wins a full budget by it.
create table spent_allowance (
  kind   text not null,
  source text not null,
  spent  double precision not null check (spent >= 0),
  at     timestamptz not null,
  primary key (kind, source)
);
comment on table spent_allowance is 'What was used of an allowance and when it was last counted. A source is a network hashed with a key that is not here and differs every day, never an address; forgotten after two days.';
grant select, insert, update, delete on spent_allowance to ydt_app;
