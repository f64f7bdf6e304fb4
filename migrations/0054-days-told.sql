-- Days counted in working days, as they were last told: a notice of holidays moves them by an event, and a list reads the day instead of counting it.
alter table case_file
  add column step_due_on  date,
  add column counted_days jsonb,
  drop column step_from,
  drop column step_days;
comment on column case_file.step_due_on is 'By when the present step should be over, as it was last told; null where nobody owes one.';
comment on column case_file.counted_days is 'Every day beside the promised answer by which something is owed, with what it is counted from: [{what, n, from, days, dueOn, stands}]. Null until it is worked out for the first time.';
grant update (step_due_on, counted_days) on case_file to ydt_app, ydt_staff;
grant update (due_on) on supervision_item to ydt_app, ydt_staff;
