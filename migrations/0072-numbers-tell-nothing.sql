-- A number of another office can be entered once more where the case that has it is hidden from whoever enters: being refused would tell that there is one.
alter table case_intake add column nth smallint not null default 1 check (nth >= 1);
comment on column case_intake.nth is 'Which entry under this number it is, counted from 1: one more than those that are hidden from whoever entered it. Whoever sees them all merges them.';
alter table case_intake drop constraint case_intake_county_code_channel_channel_number_key;
alter table case_intake add constraint case_intake_number unique (county_code, channel, channel_number, nth);
