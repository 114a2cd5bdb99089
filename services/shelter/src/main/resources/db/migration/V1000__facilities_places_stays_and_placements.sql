-- Facilities with their sealed addresses, their places, who stays where, and the search that leads there.

-- Lets an exclusion constraint compare places by equality and times by overlap.
create extension if not exists btree_gist;

create table facility (
  code           text primary key,
  country        text not null check (country ~ '^[a-z]{2}$'),
  type           text not null,
  operator       text not null,
  area           text not null,
  capacity       text not null check (capacity in ('beds', 'unknown', 'on-demand')),
  beds           int check (beds > 0),
  sexes          text[] not null,
  age_bands      text[] not null,
  families       boolean not null,
  children_alone boolean not null,
  languages      text[] not null,
  capabilities   text[] not null,
  accessibility  text[] not null,
  regime         text not null check (regime in ('open', 'locked')),
  availability   text not null check (availability in ('open', 'full', 'suspended')),
  check ((capacity = 'beds') = (beds is not null))
);
create index facility_of_country on facility (country);
create index facility_of_operator on facility (operator);

-- Apart from the facility, so that nothing reads it in passing.
create table facility_address (
  facility text primary key references facility,
  sealed   bytea not null
);

-- A place exists because capacity was stated (bed), because an operator took somebody in without
-- having stated any (on-request), or by a recorded override (extra).
create table place (
  id       bigint generated always as identity primary key,
  facility text not null references facility,
  kind     text not null check (kind in ('bed', 'extra', 'on-request'))
);
create index place_of_facility on place (facility);

create table need (
  ref       text primary key,
  case_ref  text not null,
  country   text not null check (country ~ '^[a-z]{2}$'),
  needed_by text not null,
  stated_at timestamptz not null,
  profile   jsonb not null
);

-- Needs (NEED-…) and searches of a case (CASE-…) that ended. Topics do not wait for each other: a need
-- that arrives after its own end is not sought.
create table search_end (
  subject text primary key,
  at      timestamptz not null
);

create table placement (
  ref        text primary key,
  case_ref   text not null,
  need       text not null references need,
  country    text not null,
  needed_by  text not null,
  version    bigint not null check (version > 0),
  state_name text not null,
  state      jsonb not null,
  -- Where a place is held or lived in, and until when something waits; both follow from the state.
  facility   text references facility,
  operator   text,
  until      timestamptz,
  sought_at  timestamptz not null,
  check ((facility is null) = (operator is null))
);
create unique index one_search_per_case on placement (case_ref)
  where state_name in ('sought', 'offered', 'facility-accepted', 'person-agreed');
-- Away, when it comes, keeps the place too.
create unique index one_home_per_case on placement (case_ref) where state_name in ('arrived', 'away');
create index placement_of_case on placement (case_ref);
create index placement_due on placement (until)
  where state_name in ('offered', 'facility-accepted', 'person-agreed');
create index placement_of_operator on placement (operator, sought_at desc, ref) where operator is not null;
create index placement_of_sender on placement (needed_by, sought_at desc, ref);
create index placement_of_country on placement (country, sought_at desc, ref);

create table placement_history (
  placement    text not null references placement,
  version      bigint not null,
  at           timestamptz not null,
  -- Who, and for which organisation; empty where a clock struck.
  caller       text,
  organisation text,
  command      text not null,
  state        jsonb not null,
  primary key (placement, version)
);
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is written once', tg_table_name;
end $$;
create trigger placement_history_is_written_once before update or delete on placement_history
  for each row execute function refuse_rewriting();

create table offer (
  ref         text primary key,
  placement   text not null references placement,
  hand_over   text not null unique,
  facility    text not null references facility,
  operator    text not null,
  state       text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  reason      text,
  offered_at  timestamptz not null,
  due_at      timestamptz not null,
  grace_until timestamptz not null,
  answered_at timestamptz,
  check ((state = 'open') = (answered_at is null)),
  check ((state = 'declined') = (reason is not null))
);
create index offer_of_placement on offer (placement);
create index offer_of_operator on offer (operator, offered_at desc, ref);
create unique index one_acceptance_per_placement on offer (placement) where state = 'accepted';

-- A hold is a stay that ends when it expires; after arrival a stay has no end until the person leaves.
create table stay (
  id        bigint generated always as identity primary key,
  place     bigint not null references place,
  placement text not null references placement,
  during    tstzrange not null,
  constraint a_place_houses_one_person_at_a_time exclude using gist (place with =, during with &&)
);
create index stay_of_placement on stay (placement);
