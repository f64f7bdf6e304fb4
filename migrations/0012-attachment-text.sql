-- The words inside published files, so that a resident's search finds them.
create table file_text (
  file_id uuid not null,
  piece   integer not null check (piece >= 1),
  text    text not null,
  primary key (file_id, piece)
);
comment on table file_text is 'What was read in an uploaded document, personal numbers blotted out, in pieces. Goes when the file goes; nobody but the program reads it.';
grant select, insert, delete on file_text to ydt_app;

create table pub.attachment_text (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  n             integer not null,
  piece         integer not null check (piece >= 1),
  text          text not null,
  primary key (county_code, disclosure_id, version, n, piece),
  foreign key (county_code, disclosure_id, version, n) references pub.attachment deferrable initially deferred
);
comment on table pub.attachment_text is 'The words of a published file, personal numbers blotted out, in pieces: what a search shows of it.';
alter table pub.attachment_text enable row level security;
create policy program on pub.attachment_text to ydt_app using (true) with check (true);
create policy not_taken_down on pub.attachment_text for select to ydt_reader using ((disclosure_id, version) not in (select disclosure_id, version from pub.takedown) and disclosure_id not in (select disclosure_id from pub.disclosure_withdrawal));
create trigger kept before update or delete on pub.attachment_text for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.attachment_text for each statement execute function refuse_change();
alter table pub.attachment_text enable always trigger kept;
alter table pub.attachment_text enable always trigger kept_whole;
grant select, insert on pub.attachment_text to ydt_app;
grant select on pub.attachment_text to ydt_reader;

alter table pub.search_part add column attachment_n integer, add column attachment_piece integer;
alter table pub.search_part add constraint file_and_piece check ((attachment_n is null) = (attachment_piece is null));
alter table pub.search_part add constraint rows_or_file check (from_row is null or attachment_n is null);
comment on table pub.search_part is 'The words under which the latest version of a record is found: part 0 its title and header, then a hundred rows a part, then the pieces of its files. Can be made again from the versions at any time.';
