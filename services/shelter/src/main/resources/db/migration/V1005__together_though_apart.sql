-- Alarms about two who must not meet and live in one house.

create table case_alarm (
  id         bigint generated always as identity primary key,
  case_ref   text not null,
  kind       text not null,
  raised_at  timestamptz not null,
  settled_at timestamptz
);
create unique index one_open_alarm_of_a_kind on case_alarm (case_ref, kind)
  where settled_at is null;
-- Each direction is told by itself; whoever looks does not wait for the second.
create index keep_apart_of_other on keep_apart (other);
