-- Who took back that two belong together or must not meet; written once, whatever is said later.
create table link_taken_back (
  id           bigint generated always as identity primary key,
  kind         text not null check (kind in ('household', 'keep-apart')),
  case_ref     text not null references case_file,
  other        text not null references case_file,
  caller       text not null,
  organisation text not null,
  at           timestamptz not null
);
create index link_taken_back_of_case on link_taken_back (case_ref);
create trigger link_taken_back_is_written_once before update or delete on link_taken_back
  for each row execute function refuse_rewriting();
