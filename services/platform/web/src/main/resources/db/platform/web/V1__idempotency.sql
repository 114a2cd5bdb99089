-- The same key gives the same answer: what a creation answered, kept beside what it created.

create table idempotency (
  organisation text not null,
  operation    text not null,
  key          text not null,
  body_hash    bytea not null,
  answer       text,
  created_at   timestamptz not null,
  primary key (organisation, operation, key)
);
