-- The master key can be replaced. What is recognised by keyed hashes rests on the first one for ever, and on every later one; so each is kept under the one that followed it.

create table master_key (
  generation      integer primary key check (generation > 0),
  name            text not null unique,
  earlier_wrapped bytea,
  begun_at        timestamptz not null default now(),
  whole_at        timestamptz,
  check ((generation = 1) = (earlier_wrapped is null)),
  check (generation > 1 or whole_at is not null)
);
comment on table master_key is 'The masters from which the keys outside this database are derived, by names that say nothing of them. Read and written at the start and by `keys replace-master`.';
comment on column master_key.earlier_wrapped is 'The master before it, wrapped under this one: whoever has this one needs no other.';
comment on column master_key.whole_at is 'When everything that earlier masters had made was under this one too.';

-- A number that waits for its code is kept wrapped from now on. Codes live for five minutes; whoever waits for one asks again.
delete from sign_in_attempt where kind = 'phone';

-- The one hand that puts what is kept under the newest master. It may change what is wrapped and by what things are recognised, and reads nothing else but ids.
grant usage on schema vault, tips, auth to ydt_rekeyer;

-- Rows that are only ever added to: of their marks the form may change, by that hand and within the columns it is granted.
create function refuse_change_but_of_marks() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_user = 'ydt_rekeyer' then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

do $$
declare
  given record;
begin
  for given in select * from (values
    ('case_file', 'receipt_hmac', null), ('objection', 'receipt_hmac', null), ('tips.tip', 'receipt_hmac', null), ('resident', 'identifier', null), ('household_code', 'code_hash', null),
    ('payee_key', 'key', null), ('payee_confirmation', 'once', null), ('auth.provider_link', 'subject_hash', null), ('finding_waiver', 'fingerprint', null),
    ('redaction_report', 'waived', 'id'), ('erasure_request', 'fingerprints', 'id'), ('attachment_scan', 'findings', 'file_id'),
    ('case_secret', 'wrapped_key', 'case_id'), ('tips.tip', 'case_key', 'id'), ('vault.case_contact', 'wrapped', 'case_id'), ('vault.officer_contact', 'wrapped', 'officer_id'),
    ('vault.resident_contact', 'wrapped', 'resident_id'), ('resident_case', 'wrapped', 'resident_id, case_id'), ('sign_in_attempt', 'wrapped', 'id'), ('sign_in_attempt', 'identifier', 'id'),
    ('vault.sealed_identity', 'own_ciphertext', 'case_id'), ('auth.two_factor', 'secret', 'id')
  ) as kept (named, of, known_by) loop
    execute format('grant select (%1$s), update (%2$s) on %3$s to ydt_rekeyer', concat_ws(', ', given.of, given.known_by), given.of, given.named);
    if (select relrowsecurity from pg_class where oid = given.named::regclass) and not exists (select from pg_policy where polrelid = given.named::regclass and polname = 'rekeyer') then
      execute format('create policy rekeyer on %s to ydt_rekeyer using (true)', given.named);
    end if;
    if given.named in ('payee_key', 'payee_confirmation', 'finding_waiver', 'redaction_report', 'attachment_scan') then
      execute format('drop trigger kept on %s', given.named);
      execute format('create trigger kept before update or delete on %s for each row execute function refuse_change_but_of_marks()', given.named);
      execute format('alter table %s enable always trigger kept', given.named);
    end if;
  end loop;
end $$;
