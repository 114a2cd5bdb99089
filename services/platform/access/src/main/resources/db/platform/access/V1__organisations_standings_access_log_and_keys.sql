-- Who takes part, who stands how to which case, who read what, and the keys things are sealed with.

create table organisation (
  code      text primary key,
  name      text not null,
  kind      text not null,
  country   text not null check (country ~ '^[a-z]{2}$'),
  deputy_of text
);

create table mandate (
  organisation text not null references organisation,
  step         text not null,
  area         text not null,
  from_day     date not null,
  until_day    date check (until_day > from_day),
  primary key (organisation, step, area, from_day)
);

create table on_call (
  country      text not null,
  purpose      text not null,
  organisation text not null references organisation,
  line         text not null,
  primary key (country, purpose)
);

create table standing (
  hand_over    text not null,
  organisation text not null,
  case_ref     text not null,
  step         text not null,
  standing     text not null check (standing in ('sent', 'offered', 'holds', 'held')),
  since        timestamptz not null,
  until        timestamptz,
  primary key (hand_over, organisation, standing)
);
create index standing_of_case on standing (case_ref, organisation);

-- One chain per subject: an entry that is changed, dropped or swapped breaks every later hash.
create table access_chain (
  subject  text primary key,
  position bigint not null,
  hash     bytea not null
);
create table access_log (
  subject      text not null,
  position     bigint not null,
  at           timestamptz not null,
  caller       text not null,
  client       text not null,
  organisation text not null,
  what         text not null,
  purpose      text not null,
  hash         bytea not null,
  primary key (subject, position)
);

create function refuse_access_log_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger access_log_is_append_only before update or delete on access_log
  for each row execute function refuse_access_log_change();
create trigger access_log_is_never_emptied before truncate on access_log
  for each statement execute function refuse_access_log_change();

-- Destroying the row makes everything sealed for the case (or facility) unreadable here; a backup
-- keeps the wrapped key until it is thrown away itself.
create table sealing_key (
  keeper  text primary key,
  wrapped bytea not null
);
