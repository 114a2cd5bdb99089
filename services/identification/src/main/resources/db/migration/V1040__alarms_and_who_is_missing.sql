-- Alarms that this service raised, and people of whom nobody knows where they are.

create table case_alarm (
  id         bigint generated always as identity primary key,
  case_ref   text not null references case_file,
  kind       text not null,
  raised_by  text,
  raised_at  timestamptz not null,
  settled_by text,
  settled_at timestamptz
);
-- One about the same thing is enough, however many see it.
create unique index one_open_alarm_of_a_kind on case_alarm (case_ref, kind)
  where settled_at is null;

-- One row for each time that somebody was missing.
create table missing (
  id          uuid primary key,
  case_ref    text not null references case_file,
  episode     integer not null check (episode > 0),
  version     bigint not null check (version > 0),
  state_name  text not null,
  state       jsonb not null,
  reported_by text not null,
  reported_at timestamptz not null,
  unique (case_ref, episode)
);
-- Nobody is missing twice at a time; a search that ended without finding them ended no absence.
create unique index missing_once_at_a_time on missing (case_ref)
  where state_name in ('reported', 'searching', 'unresolved');
create table missing_history (
  id           uuid not null references missing,
  version      bigint not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  command      text not null,
  state        jsonb not null,
  primary key (id, version)
);
create trigger missing_history_is_written_once before update or delete on missing_history
  for each row execute function refuse_rewriting();
