-- Purpose: what this service published and has yet to send, and what each of its consumers has taken in.

-- The last position given out per (topic, subject). Its row lock makes positions dense and puts
-- concurrent transactions about one subject in commit order.
create table stream (
    topic    text   not null,
    subject  text   not null,
    position bigint not null check (position > 0),
    primary key (topic, subject)
) with (fillfactor = 70);

-- The record of everything published, kept for ever; Kafka holds a copy. Column names fit Debezium's
-- event router: aggregatetype is the topic, aggregateid the subject and Kafka key.
create table event_log (
    id            uuid        primary key,
    aggregatetype text        not null,
    aggregateid   text        not null,
    position      bigint      not null check (position > 0),
    type          text        not null,
    versions      text        not null,
    payload       json        not null,
    occurred_at   timestamptz not null,
    traceparent   text,
    unique (aggregatetype, aggregateid, position)
);

create function event_log_is_append_only() returns trigger
    language plpgsql as $$
begin
    raise exception 'event_log is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
end;
$$;

create trigger event_log_append_only
    before update or delete or truncate on event_log
    for each statement execute function event_log_is_append_only();

-- What the broker has not confirmed yet. Written with the event, deleted after the broker's answer;
-- vacuumed early, since its dead rows lie where the relay reads.
-- No foreign key: it would cost a lookup per event and event_log never loses a row.
create table outbox_pending (
    event_id uuid   not null,
    sequence bigint generated always as identity primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- How far each consumer has come in the stream of each source and subject.
create table inbox (
    consumer text   not null,
    source   text   not null,
    subject  text   not null,
    position bigint not null check (position >= 0),
    primary key (consumer, source, subject)
) with (fillfactor = 70);

-- Events that a consumer took in and could not act on; for a person to see, not retried.
create table inbox_rejected (
    consumer    text        not null,
    source      text        not null,
    subject     text        not null,
    position    bigint      not null,
    event_id    text        not null,
    type        text        not null,
    reason      text        not null,
    rejected_at timestamptz not null,
    primary key (consumer, source, subject, position)
);

-- Events that wait: for a missing predecessor (gap), behind another parked one (behind), or for a
-- person. A record whose subject could not be read stands under '?<partition>' at its offset.
create table parked_event (
    consumer         text        not null,
    source           text        not null,
    subject          text        not null,
    position         bigint      not null,
    event_id         text,
    type             text,
    record_key       text,
    payload          text,
    headers          json        not null,
    record_partition integer     not null,
    record_offset    bigint      not null,
    reason           text        not null,
    owner            text        not null,
    due              timestamptz not null,
    parked_at        timestamptz not null,
    primary key (consumer, source, subject, position)
);
