-- What a body told the reporter before it handed the report on stays readable by the reporter's code, which leads to the body that took over.
alter table tips.tip add column told_before jsonb not null default '[]';
comment on column tips.tip.told_before is 'Words of the bodies that had the report before: [{on, about, sealedWords}], sealed to the reporter alone, in base64.';
