-- What indicators that were seen point at, as it was explained then; sealed, since it tells what was done to somebody.
create table indicator_assessment (
  id           uuid primary key,
  case_ref     text not null references case_file,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  content      bytea not null
);
create index indicator_assessment_of_case on indicator_assessment (case_ref, at desc);
create trigger indicator_assessment_is_written_once before update or delete on indicator_assessment
  for each row execute function refuse_rewriting();
