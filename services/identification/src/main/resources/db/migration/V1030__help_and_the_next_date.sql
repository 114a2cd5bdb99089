-- What a person asks for, handed over to who gives it; and the next date, so that no case loses its thread.

create table help (
  hand_over  text primary key,
  case_ref   text not null references case_file,
  country    text not null check (country ~ '^[a-z]{2}$'),
  kind       text not null,
  urgent     boolean not null,
  basis      text not null,
  area       text not null,
  -- Coarse codes, the same that a shelter's profile has; never who the person is.
  person     jsonb not null,
  asked_by   text not null,
  owner      text not null,
  version    bigint not null check (version > 0),
  state_name text not null,
  state      jsonb not null,
  asked_at   timestamptz not null,
  due_at     timestamptz not null
);
-- What waits for an office, most urgent first; and what it has in one state.
create index help_waiting on help (owner, due_at, hand_over)
  where state_name in ('offered', 'unowned', 'acknowledged');
create index help_of_owner on help (owner, state_name, due_at, hand_over);
create index help_of_case on help (case_ref, asked_at);
-- One office at a time is asked for one kind of help.
create unique index one_open_help_of_a_kind on help (case_ref, kind)
  where state_name in ('offered', 'unowned', 'acknowledged', 'accepted');
create table help_history (
  hand_over    text not null references help,
  version      bigint not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  command      text not null,
  state        jsonb not null,
  primary key (hand_over, version)
);
create trigger help_history_is_written_once before update or delete on help_history
  for each row execute function refuse_rewriting();

-- From the day on which somebody took the case over until it ends.
create table next_date (
  case_ref     text primary key references case_file,
  country      text not null,
  on_day       date,
  -- From here on the case is without a next date: at once, or when the day is over.
  without_from timestamptz not null,
  due_at       timestamptz not null check (due_at >= without_from),
  set_by       text not null,
  set_at       timestamptz not null,
  alarmed_at   timestamptz,
  ended_at     timestamptz
);
create index next_date_due on next_date (due_at, case_ref) where ended_at is null;
