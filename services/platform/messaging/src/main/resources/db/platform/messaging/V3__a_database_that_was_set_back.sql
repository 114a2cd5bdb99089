-- Purpose: a database restored from a backup knows less than others have heard from it, and less than it has heard from others.

-- Events of this service that its topics hold and whose cause it does not know, because the database was
-- set back to an earlier state. They stand in event_log too, at the places where others took them in.
create table event_without_cause (
    event_id    uuid        primary key,
    topic       text        not null,
    subject     text        not null,
    position    bigint      not null check (position > 0),
    type        text        not null,
    occurred_at timestamptz not null,
    found_at    timestamptz not null,
    settled_at  timestamptz
);
create index event_without_cause_open on event_without_cause (found_at) where settled_at is null;

-- How far each reader had come when this was written. The broker remembers it too; what it remembers
-- beyond this was taken in by a later state of this database than the one that is here.
create table reading_mark (
    consumer    text    not null,
    topic       text    not null,
    number      integer not null check (number >= 0),
    next_offset bigint  not null check (next_offset >= 0),
    primary key (consumer, topic, number)
) with (fillfactor = 50);

alter table replay drop constraint replay_because_check;
alter table replay add constraint replay_because_check
    check (because ~ '^(asked|forgotten|set-back|copy-[0-9]+)$');

-- One exception: what a database that was set back decided anew, and sent to nobody, gives its place to
-- what others have taken in at the same place.
create or replace function event_log_is_append_only() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('nrm.set_back', true) = 'on' then
        return null;
    end if;
    raise exception 'event_log is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
end;
$$;
