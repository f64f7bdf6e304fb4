-- One code per project: a code is given when its plan is first written, and every later record carries it.
create table project_number (
  village_code bigint not null references pub.division,
  year         integer not null,
  last         integer not null check (last >= 1),
  primary key (village_code, year)
);
comment on table project_number is 'The last number given to a project of a village in a year: given by the database, so that two clerks never get one number.';
grant select, insert, update on project_number to ydt_app;

create table pub.project (
  county_code  bigint not null,
  code         text not null check (code <> ''),
  id           uuid not null unique,
  village_code bigint not null references pub.division,
  name         text not null,
  primary key (county_code, code)
);
comment on table pub.project is 'A works project by its code; made when the first record that carries the code is published. The id stands in the QR code of the site board.';
create index project_by_village on pub.project (village_code, code desc);

create table pub.project_record (
  county_code   bigint not null,
  code          text not null,
  disclosure_id uuid not null,
  primary key (county_code, code, disclosure_id),
  foreign key (county_code, code) references pub.project (county_code, code),
  foreign key (county_code, disclosure_id) references pub.disclosure (county_code, id) deferrable initially deferred
);
comment on table pub.project_record is 'Which published records tell of a project. A correction that changes the code moves the record.';

grant select on pub.project, pub.project_record to ydt_app, ydt_reader;
grant insert on pub.project, pub.project_record to ydt_app;
grant update (name) on pub.project to ydt_app;
grant delete on pub.project_record to ydt_app;
