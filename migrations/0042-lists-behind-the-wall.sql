-- A list reads many cases, and each was looked up among the grants. Who may see a case stands in its own columns too, so these are asked first: whoever they let in has a grant
-- (give_case gives it in the same statement). The grants still answer for what the columns do not say: cards and letters, and what is taken away only at the commit.
alter policy reach on case_file using (
  village_code between (select nullif(current_setting('ydt.case_low', true), '')::bigint) and (select nullif(current_setting('ydt.case_high', true), '')::bigint)
  and (
    (select current_setting('ydt.why', true) <> '')
    or (body_code is null and (
      'desk ' || desk_level = any ((select string_to_array(current_setting('ydt.holders', true), ','))::text[])
      or ((select 'handles ' || current_setting('ydt.unit', true) = any (string_to_array(current_setting('ydt.holders', true), ',')))
        and (responsible_unit_id = (select nullif(current_setting('ydt.unit', true), '')::uuid) or (select nullif(current_setting('ydt.unit', true), '')::uuid) = any (helper_unit_ids)))
      or ((select 'supervises ' || current_setting('ydt.unit', true) = any (string_to_array(current_setting('ydt.holders', true), ',')))
        and supervising_unit_id = (select nullif(current_setting('ydt.unit', true), '')::uuid))))
    or exists (select from case_grant as held where held.case_id = case_file.id and held.holder = any ((select string_to_array(current_setting('ydt.holders', true), ','))::text[]))
  )
  and ((select current_setting('ydt.why', true) <> '') or not exists (select from case_exclusion as kept where kept.case_id = case_file.id and kept.officer_id = (select nullif(current_setting('ydt.officer', true), '')::uuid)))
);

-- An act writes all folded columns of its case, and a night those of a hundred thousand: who may see a case is looked at anew only where one of these has another value.
drop trigger given on case_file;
drop trigger taken on case_file;
create trigger given after insert on case_file for each row execute function give_case();
create trigger given_anew after update of desk_level, responsible_unit_id, supervising_unit_id, helper_unit_ids, body_code on case_file for each row
  when ((old.desk_level, old.responsible_unit_id, old.supervising_unit_id, old.helper_unit_ids, old.body_code) is distinct from (new.desk_level, new.responsible_unit_id, new.supervising_unit_id, new.helper_unit_ids, new.body_code))
  execute function give_case();
create constraint trigger taken after update of desk_level, responsible_unit_id, supervising_unit_id, helper_unit_ids, body_code on case_file deferrable initially deferred for each row
  when ((old.desk_level, old.responsible_unit_id, old.supervising_unit_id, old.helper_unit_ids, old.body_code) is distinct from (new.desk_level, new.responsible_unit_id, new.supervising_unit_id, new.helper_unit_ids, new.body_code))
  execute function take_case();

-- A card or a letter gives its unit the case, and nobody anything else; a night gives a page of cards in one statement.
drop trigger given on supervision_item;
drop function give_item();
create function give_items() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.case_grant (case_id, holder, village_code)
    select file.id, 'explains ' || item.unit_id, file.village_code from new_item as item join public.case_file as file on file.id = item.case_id where item.unit_id is not null and file.body_code is null
    on conflict do nothing;
  return null;
end $$;
revoke all on function give_items() from public;
create trigger given after insert on supervision_item referencing new table as new_item for each statement execute function give_items();
