-- Purpose: what the broker confirmed, so that its loss is noticed and mended; and what is to be read again.

-- The broker's copy of a topic: which topic it was, and how often a lost copy was made anew.
create table topic_copy (
    topic    text    primary key,
    topic_id text    not null,
    copy     integer not null default 0 check (copy >= 0)
) with (fillfactor = 70);

-- Which offsets of it the broker confirmed: all from first_offset on, and before next_offset.
create table topic_copy_partition (
    topic        text    not null references topic_copy,
    number       integer not null check (number >= 0),
    first_offset bigint  not null check (first_offset >= 0),
    next_offset  bigint  not null check (next_offset >= first_offset),
    primary key (topic, number)
) with (fillfactor = 50);

-- Topics that a consumer is to read again, up to where they end then: because somebody asked for it
-- or because a lost copy was made anew, in another order than the one that offsets remember.
create table replay (
    id        bigint      generated always as identity primary key,
    consumer  text        not null,
    topic     text        not null,
    since     timestamptz,
    because   text        not null check (because ~ '^(asked|forgotten|copy-[0-9]+)$'),
    wished_at timestamptz not null,
    records   bigint      not null default 0,
    done_at   timestamptz
);
create unique index replay_once_for_each_copy on replay (consumer, topic, because)
  where because like 'copy-%';
create index replay_open on replay (id) where done_at is null;
