-- The referral and the case file it opens, with their history; screenings, consents and needs.

create table case_file (
  case_ref       text primary key,
  country        text not null check (country ~ '^[a-z]{2}$'),
  version        bigint not null check (version > 0),
  state_name     text not null,
  state          jsonb not null,
  opened_at      timestamptz not null,
  -- Set once, by what the shelter service announced; the sender of the referral sees only this.
  assisted_since timestamptz
);
create table case_file_history (
  case_ref     text not null references case_file,
  version      bigint not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  command      text not null,
  state        jsonb not null,
  primary key (case_ref, version)
);

create table referral (
  reference        text primary key,
  case_ref         text not null references case_file,
  hand_over        text not null unique,
  country          text not null,
  sent_by          text not null,
  owner            text not null,
  version          bigint not null check (version > 0),
  state_name       text not null,
  state            jsonb not null,
  channel          text not null,
  area             text not null,
  immediate_danger text not null
    check (immediate_danger in ('yes', 'no', 'unknown', 'not-asked', 'refused', 'none')),
  child            text not null,
  senders_own      text,
  submitted_at     timestamptz not null,
  due_at           timestamptz not null,
  -- What was sent, word for word, under the key of the case; never changed afterwards.
  content          bytea not null
);
-- The inbox: what waits for an owner, most urgent first.
create index referral_waiting on referral (owner, due_at, reference)
  where state_name in ('submitted', 'acknowledged', 'information-requested');
create index referral_sent on referral (sent_by, submitted_at desc, reference);
create index referral_of_case on referral (case_ref);
create table referral_history (
  reference    text not null references referral,
  version      bigint not null,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  command      text not null,
  state        jsonb not null,
  primary key (reference, version)
);
-- What the sender told later, when asked; sealed like the referral itself.
create table referral_information (
  reference text not null references referral,
  version   bigint not null,
  at        timestamptz not null,
  content   bytea not null,
  primary key (reference, version)
);

create table screening (
  id           uuid primary key,
  case_ref     text not null references case_file,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  started_at   timestamptz not null,
  ended_at     timestamptz not null check (ended_at >= started_at),
  warnings     text[] not null,
  content      bytea not null
);
create index screening_of_case on screening (case_ref, ended_at desc);

create table consent (
  case_ref     text not null references case_file,
  version      int not null check (version > 0),
  at           timestamptz not null,
  caller       text not null,
  organisation text not null,
  purpose      text not null,
  decision     text not null check (decision in ('given', 'refused', 'withdrawn')),
  receiver     text,
  language     text not null,
  interpreter  text not null,
  form_version text not null,
  expires_on   date,
  primary key (case_ref, version)
);

create table need (
  need         text primary key,
  case_ref     text not null references case_file,
  kind         text not null,
  basis        text not null,
  stated_by    text not null,
  stated_at    timestamptz not null,
  withdrawn_at timestamptz,
  profile      jsonb not null
);
create index need_of_case on need (case_ref);
-- Somebody looks for one bed at a time.
create unique index one_open_need_of_a_kind on need (case_ref, kind) where withdrawn_at is null;

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is written once', tg_table_name;
end $$;
create trigger case_file_history_is_written_once before update or delete on case_file_history
  for each row execute function refuse_rewriting();
create trigger referral_history_is_written_once before update or delete on referral_history
  for each row execute function refuse_rewriting();
create trigger referral_information_is_written_once before update or delete on referral_information
  for each row execute function refuse_rewriting();
create trigger screening_is_written_once before update or delete on screening
  for each row execute function refuse_rewriting();
create trigger consent_is_written_once before update or delete on consent
  for each row execute function refuse_rewriting();
create function refuse_new_content() returns trigger language plpgsql as $$
begin
  if new.content is distinct from old.content then
    raise exception 'what was sent stays as it was sent';
  end if;
  return new;
end $$;
create trigger referral_content_stays before update on referral
  for each row execute function refuse_new_content();
