-- Interviews by an instrument, question by question, and which sections the person released to police or court.
create table interview (
  id                 uuid primary key,
  case_ref           text not null references case_file,
  at                 timestamptz not null,
  caller             text not null,
  organisation       text not null,
  -- Whose people asked.
  conducted_by       text not null,
  instrument         text not null,
  instrument_version text not null,
  setting            text not null check (setting in ('screening', 'shelter', 'health', 'police', 'court')),
  started_at         timestamptz not null,
  ended_at           timestamptz not null check (ended_at >= started_at),
  warnings           text[] not null,
  content            bytea not null
);
create index interview_of_case on interview (case_ref, ended_at desc);
create trigger interview_is_written_once before update or delete on interview
  for each row execute function refuse_rewriting();

-- Said once; it lives as long as the person's consent to that use.
create table interview_release (
  case_ref     text not null references case_file,
  section      text not null,
  setting      text not null check (setting in ('police', 'court')),
  advised_on   date not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  primary key (case_ref, section, setting)
);
create trigger interview_release_is_written_once before update or delete on interview_release
  for each row execute function refuse_rewriting();
