-- Search by parts of a record. The earlier index held one list of words a record, cut off at forty thousand: the later names of a
-- long list were never found, and nothing told which row a word stood in.
create table pub.search_part (
  county_code   bigint not null,
  disclosure_id uuid not null,
  part          integer not null check (part >= 0),
  from_row      integer,
  to_row        integer check (to_row >= from_row),
  words         tsvector not null,
  primary key (county_code, disclosure_id, part),
  foreign key (county_code, disclosure_id) references pub.disclosure (county_code, id) deferrable initially deferred,
  check ((from_row is null) = (to_row is null))
);
comment on table pub.search_part is 'The words under which the latest version of a record is found: part 0 its title and header, then a hundred rows a part. Can be made again from the versions at any time.';
create index search_part_words on pub.search_part using gin (words);
grant select on pub.search_part to ydt_app, ydt_reader;
grant insert, delete on pub.search_part to ydt_app;

drop index pub.disclosure_search;
alter table pub.disclosure drop column search;
