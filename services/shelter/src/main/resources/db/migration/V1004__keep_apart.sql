-- Whom a person must not meet, as the identification service told; each direction by its own event.
create table keep_apart (
  case_ref  text not null,
  other     text not null,
  stated_at timestamptz not null,
  primary key (case_ref, other)
);
