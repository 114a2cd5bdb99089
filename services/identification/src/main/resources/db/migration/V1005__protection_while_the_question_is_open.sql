-- Time to reflect, rights and papers that come with it, who must not be told at home, and what enforcement asked.

create table reflection (
  case_ref   text primary key references case_file,
  version    bigint not null check (version > 0),
  state_name text not null,
  state      jsonb not null,
  runs_until timestamptz
);
create index reflection_running on reflection (runs_until) where runs_until is not null;
create table reflection_history (
  case_ref     text not null references reflection,
  version      bigint not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  command      text not null,
  state        jsonb not null,
  primary key (case_ref, version)
);
create trigger reflection_history_is_written_once before update or delete on reflection_history
  for each row execute function refuse_rewriting();

-- Rights that come with a stay, one by one; each change is a new line and the latest counts.
create table protection_right (
  id           bigint generated always as identity primary key,
  case_ref     text not null references case_file,
  code         text not null,
  stands       text not null check (stands in ('applied', 'given', 'refused', 'ended')),
  from_day     date,
  until_day    date,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  check (until_day is null or from_day is null or until_day >= from_day)
);
create index protection_right_of_case on protection_right (case_ref, code, id desc);
create trigger protection_right_is_written_once before update or delete on protection_right
  for each row execute function refuse_rewriting();

create table residence_status (
  id           bigint generated always as identity primary key,
  case_ref     text not null references case_file,
  kind         text not null,
  authority    text not null,
  from_day     date not null,
  until_day    date,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  check (until_day is null or until_day >= from_day)
);
create index residence_status_of_case on residence_status (case_ref, from_day desc);
create trigger residence_status_is_written_once before update or delete on residence_status
  for each row execute function refuse_rewriting();

-- Asylum or a permit that is claimed and not decided.
create table open_claim (
  case_ref   text not null references case_file,
  kind       text not null check (kind in ('asylum', 'permit')),
  opened_at  timestamptz not null,
  decided_at timestamptz,
  caller     text not null,
  primary key (case_ref, kind)
);

-- Nobody at home is told or asked anything: at the person's wish, or while asylum is claimed or considered.
create table no_home_contact (
  case_ref     text primary key references case_file,
  persons_wish boolean not null,
  -- What was told to the others last.
  told         boolean not null,
  changed_at   timestamptz not null
);

-- What enforcement asked before removing somebody: never who, only that, by whom, and what it learned.
create table removal_question (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  country      text not null,
  answer       text not null check (answer in ('barred', 'none-known')),
  case_ref     text references case_file
);
create index removal_question_of_organisation on removal_question (organisation, at);
create trigger removal_question_is_written_once before update or delete on removal_question
  for each row execute function refuse_rewriting();
