-- The ledger of hand-overs, what was escalated, the persons that figures count, and what was released.

-- One row per hand-over, as its owning service told it. Projected from that one source alone and in
-- its order; the two marks at the end are the desk's own.
create table hand_over (
  reference       text primary key,
  case_ref        text not null,
  step            text not null,
  country         text not null check (country ~ '^[a-z]{2}$'),
  sent_by         text not null,
  held_by         text not null,
  service         text not null,
  state           text not null check (state in
    ('offered', 'acknowledged', 'accepted', 'declined', 'completed', 'withdrawn', 'recorded')),
  -- How many facts were told, and how many holders there were: each has a clock of its own.
  facts           integer not null check (facts > 0),
  assignment      integer not null default 1 check (assignment > 0),
  offered_at      timestamptz not null,
  acknowledged_at timestamptz,
  answered_at     timestamptz,
  completed_at    timestamptz,
  withdrawn_at    timestamptz,
  reassigned_at   timestamptz,
  decline_reason  text,
  due_at          timestamptz,
  grace_until     timestamptz check (grace_until >= due_at),
  reminded_at     timestamptz,
  escalated_at    timestamptz,
  -- What was written down after the fact has no clock.
  check ((due_at is null) = (grace_until is null))
);
create index hand_over_newest on hand_over (country, offered_at desc, reference);
create index hand_over_to_remind on hand_over (due_at)
  where state in ('offered', 'acknowledged') and reminded_at is null;
create index hand_over_to_escalate on hand_over (grace_until)
  where state in ('offered', 'acknowledged') and escalated_at is null;

-- Everything that was told about a hand-over, in order.
create table hand_over_fact (
  reference   text not null,
  number      integer not null check (number > 0),
  what        text not null,
  by_office   text not null,
  to_office   text,
  reason      text,
  at          timestamptz not null,
  due_at      timestamptz,
  grace_until timestamptz,
  primary key (reference, number)
);

-- Silence that went past its holder. No foreign key: the ledger can be rebuilt, this cannot.
create table escalation (
  id             uuid primary key,
  hand_over      text not null,
  assignment     integer not null,
  case_ref       text not null,
  step           text not null,
  country        text not null,
  sent_by        text not null,
  held_by        text not null,
  version        bigint not null check (version > 0),
  state_name     text not null,
  state          jsonb not null,
  level          integer not null check (level in (1, 2)),
  escalated_to   text not null,
  escalated_at   timestamptz not null,
  take_by        timestamptz not null,
  -- When the deputy is asked, as long as the coordinator has not taken it up.
  pass_on_at     timestamptz,
  taken_by       text,
  taken_at       timestamptz,
  closed_because text,
  closed_at      timestamptz,
  -- One holder's silence is escalated once, however many look for it at the same moment.
  unique (hand_over, assignment)
);
create index escalation_newest on escalation (country, escalated_at desc, id);
create index escalation_open on escalation (country, escalated_at desc, id) where closed_at is null;
create index escalation_to_pass_on on escalation (pass_on_at) where state_name = 'with-coordinator';
create table escalation_history (
  id           uuid not null references escalation,
  version      bigint not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  command      text not null,
  state        jsonb not null,
  primary key (id, version)
);

-- Persons as figures count them: each once per measure, at the first moment. A row belongs to one
-- fact of one source; what another source told about the person is joined when it is asked for.
create table person_in_need (
  case_ref    text collate "C" primary key,
  country     text collate "C" not null,
  at          timestamptz not null,
  sex         text collate "C" not null,
  age_band    text collate "C" not null,
  nationality text collate "C" not null,
  channel     text collate "C" not null,
  region      text collate "C",
  sent_by     text collate "C" not null,
  movement    text collate "C" not null
);
create table person_presumed (
  case_ref text collate "C" primary key,
  country  text collate "C" not null,
  at       timestamptz not null,
  forms    text[] not null
);
create table person_placed (
  case_ref      text collate "C" primary key,
  country       text collate "C" not null,
  at            timestamptz not null,
  facility_type text not null,
  region        text
);
create table need_unmet (
  case_ref text collate "C" primary key,
  country  text collate "C" not null,
  at       timestamptz not null,
  sex      text collate "C" not null,
  age_band text collate "C" not null,
  reason   text not null
);
-- A figure reads a period of one country from the index alone.
create index person_in_need_counted on person_in_need (country, at)
  include (sex, age_band, nationality, channel, region, sent_by);
create index person_presumed_counted on person_presumed (country, at) include (case_ref);
create index person_placed_counted on person_placed (country, at) include (case_ref);
create index need_unmet_counted on need_unmet (country, at) include (case_ref, sex, age_band);

-- What leaves, and the exact counts it was made from, which stay.
create table release (
  id             uuid primary key,
  country        text not null check (country ~ '^[a-z]{2}$'),
  period         text not null,
  counted_until  timestamptz not null,
  version        bigint not null check (version > 0),
  state_name     text not null,
  state          jsonb not null,
  drafted_at     timestamptz not null,
  -- The how-manieth approved release of the country; set by the approval.
  number         bigint check (number > 0),
  payload        text not null,
  payload_sha256 text not null,
  tables         jsonb not null,
  unique (country, number),
  check ((state_name = 'approved') = (number is not null))
);
create index release_newest on release (country, drafted_at desc, id);
create table release_history (
  id           uuid not null references release,
  version      bigint not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  command      text not null,
  state        jsonb not null,
  primary key (id, version)
);

create function release_is_frozen() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'a release is kept for ever';
  end if;
  if old.state_name <> 'drafted' then
    raise exception 'a release that was approved or discarded never changes';
  end if;
  if (new.id, new.country, new.period, new.counted_until, new.drafted_at, new.payload,
      new.payload_sha256, new.tables)
     is distinct from
     (old.id, old.country, old.period, old.counted_until, old.drafted_at, old.payload,
      old.payload_sha256, old.tables) then
    raise exception 'what a release says is fixed when it is drafted';
  end if;
  return new;
end $$;
create trigger release_stays before update or delete on release
  for each row execute function release_is_frozen();
create trigger release_is_never_emptied before truncate on release
  for each statement execute function release_is_frozen();
