-- Alarms as the services raised them, and who took them up.

-- One row for each time that a service raised an alarm of a kind about a case. Projected from that
-- one source alone and in its order.
create table alarm (
  id         uuid primary key,
  case_ref   text not null,
  kind       text not null,
  service    text not null,
  number     integer not null check (number > 0),
  raised_by  text,
  raised_at  timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  unique (case_ref, kind, service, number)
);
create unique index alarm_open_once on alarm (case_ref, kind, service) where settled_at is null;
create index alarm_newest on alarm (raised_at desc, id);
create index alarm_open_newest on alarm (raised_at desc, id) where settled_at is null;

-- The desk's own word. No foreign key: alarms can be rebuilt from what was told, this cannot.
create table alarm_taken (
  alarm    uuid primary key,
  taken_by text not null,
  caller   text not null,
  taken_at timestamptz not null
);

-- Whose desk an alarm belongs to: the country of the case, as its hand-overs tell it.
create index hand_over_of_case on hand_over (case_ref);
