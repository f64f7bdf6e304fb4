-- The few events that hold words of a complainant: the desk counts those it has not passed on yet.
create index case_event_said on case_event (case_id, seq) where by_kind = 'complainant' and (action = 'writeMessage' or note is not null);
