-- Figures in the same time however many persons there are: whole days are counted once and kept.

-- What each source told, described as the person in need was: what figures break persons down by.
create view person_described as
  select 'IN_NEED' as measure, m.case_ref, m.country, m.at,
         m.sex, m.age_band, m.nationality, m.channel, m.region, m.sent_by
    from person_in_need m
  union all
  select 'PRESUMED', m.case_ref, m.country, m.at,
         n.sex, n.age_band, n.nationality, n.channel, n.region, n.sent_by
    from person_presumed m left join person_in_need n using (case_ref)
  union all
  select 'PLACED', m.case_ref, m.country, m.at,
         n.sex, n.age_band, n.nationality, n.channel, n.region, n.sent_by
    from person_placed m left join person_in_need n using (case_ref)
  union all
  select 'UNMET', m.case_ref, m.country, m.at,
         m.sex, m.age_band, n.nationality, n.channel, n.region, n.sent_by
    from need_unmet m left join person_in_need n using (case_ref);

-- Persons of one whole day of UTC. Whoever asks for another stretch counts the rest of it himself.
create table person_day (
  country   text collate "C" not null,
  dimension text collate "C" not null,
  day       date not null,
  measure   text not null,
  category  text collate "C" not null,
  persons   bigint not null check (persons > 0),
  primary key (country, dimension, day, measure, category)
);

-- Cases that were told of since their days were counted. Appended to only, so that nobody waits for
-- anybody; until a day is counted again, nobody believes what is kept of it. The day of the fact
-- stands here because a fact that moved leaves its old day, and the case because what is told of it
-- describes it in other facts too, whichever of them is committed first.
create table person_to_count (
  case_ref text not null,
  country  text collate "C" not null,
  day      date not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function to_count() returns trigger language plpgsql as $$
begin
  insert into person_to_count
  select distinct case_ref, country, (at at time zone 'UTC')::date from told;
  return null;
end $$;

do $$
declare
  facts text;
begin
  foreach facts in array array['person_in_need', 'person_presumed', 'person_placed', 'need_unmet'] loop
    execute format('create trigger %1$s_added after insert on %1$s
      referencing new table as told for each statement execute function to_count()', facts);
    execute format('create trigger %1$s_left after update on %1$s
      referencing old table as told for each statement execute function to_count()', facts);
    execute format('create trigger %1$s_came after update on %1$s
      referencing new table as told for each statement execute function to_count()', facts);
    execute format('create trigger %1$s_taken after delete on %1$s
      referencing old table as told for each statement execute function to_count()', facts);
    -- What was told before there were days.
    execute format('insert into person_to_count
      select case_ref, country, (at at time zone ''UTC'')::date from %I', facts);
  end loop;
end $$;

-- The days that must be counted again, through any fact of the cases that were told of.
create view person_day_to_count as
  select country, day from person_to_count
  union
  select f.country, f.day
    from (select distinct case_ref from person_to_count) told
    cross join lateral (
      select country, (at at time zone 'UTC')::date as day
        from person_in_need where case_ref = told.case_ref
      union all
      select country, (at at time zone 'UTC')::date from person_presumed where case_ref = told.case_ref
      union all
      select country, (at at time zone 'UTC')::date from person_placed where case_ref = told.case_ref
      union all
      select country, (at at time zone 'UTC')::date from need_unmet where case_ref = told.case_ref
      offset 0) f;

-- Counts days again for so many of the cases that were told of; returns how many of them there were.
-- One caller at a time: another finds nothing to do. What is told meanwhile is left for the next.
create function count_days(most integer) returns integer language plpgsql as $$
declare
  places    tid[];
  cases     text[];
  countries text[];
  days      date[];
begin
  if not pg_try_advisory_xact_lock(hashtextextended('person_day', 0)) then
    return 0;
  end if;
  select array_agg(place), array_agg(case_ref), array_agg(country), array_agg(day)
    into places, cases, countries, days
    from (select ctid as place, case_ref, country, day from person_to_count limit most) told;
  if places is null then
    return 0;
  end if;
  select array_agg(again.country), array_agg(again.day) into countries, days
    from (
      select * from unnest(countries, days) as told (country, day)
      union
      select f.country, f.day
        from (select distinct unnest(cases) as case_ref) told
        cross join lateral (
          select country, (at at time zone 'UTC')::date as day
            from person_in_need where case_ref = told.case_ref
          union all
          select country, (at at time zone 'UTC')::date
            from person_presumed where case_ref = told.case_ref
          union all
          select country, (at at time zone 'UTC')::date
            from person_placed where case_ref = told.case_ref
          union all
          select country, (at at time zone 'UTC')::date
            from need_unmet where case_ref = told.case_ref
          offset 0) f) again;
  delete from person_day d
   using unnest(countries, days) as again (country, day)
   where d.country = again.country and d.day = again.day;
  insert into person_day (country, dimension, day, measure, category, persons)
  select again.country, c.dimension, again.day, d.measure, coalesce(c.category, 'not-recorded'),
         count(*)
    from unnest(countries, days) as again (country, day)
    -- Without the offset every person would be read instead of a day's.
    cross join lateral (
      select * from person_described p
       where p.country = again.country
         and p.at >= again.day::timestamp at time zone 'UTC'
         and p.at < (again.day + 1)::timestamp at time zone 'UTC'
      offset 0) d
    cross join lateral (values
      ('all', 'all'), ('sex', d.sex), ('age-band', d.age_band), ('nationality', d.nationality),
      ('channel', d.channel), ('region', d.region), ('sent-by', d.sent_by)) c (dimension, category)
   group by 1, 2, 3, 4, 5;
  delete from person_to_count where ctid = any (places);
  return cardinality(places);
end $$;
