-- A way to the sign-in platform that leads to nobody counts for who began it. On the way back a browser does not bring the cookie by which it is known, so the way keeps it.

alter table auth.provider_attempt add column counted_for text not null default '';
alter table auth.provider_attempt alter column counted_for drop default;
comment on column auth.provider_attempt.counted_for is 'For whom a failure counts: the network as a keyed word of the day, or a browser that was signed in before. Gone with the row.';
