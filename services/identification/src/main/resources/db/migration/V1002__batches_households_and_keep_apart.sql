-- One request for the people of a raid, who belongs together, and who must not meet.

create table batch (
  batch        text primary key,
  sent_by      text not null,
  caller       text not null,
  submitted_at timestamptz not null
);
create table batch_person (
  batch     text not null references batch,
  -- What the sender calls the person in its requests: a number on a list, never a name.
  key       text not null,
  reference text not null unique references referral,
  case_ref  text not null references case_file,
  added_at  timestamptz not null,
  primary key (batch, key)
);

-- A case belongs to one household at most.
create table household_member (
  case_ref  text primary key references case_file,
  household uuid not null,
  stated_by text not null,
  stated_at timestamptz not null
);
create index household_member_of on household_member (household);

-- Both directions stand here, so that whoever looks at one case sees all it must not meet.
create table keep_apart (
  case_ref  text not null references case_file,
  other     text not null references case_file,
  stated_by text not null,
  stated_at timestamptz not null,
  primary key (case_ref, other),
  check (case_ref <> other)
);
