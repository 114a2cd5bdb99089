-- What comes at once, a million facts of an older register or a topic read again, is counted day by
-- day and each day about once. Taken in the order in which facts came, nearly every day would be
-- counted again for each part of them.

-- Counts whole days again, the earliest first, until so many facts that were told of them are done
-- with; returns how many these were. One caller at a time: another finds nothing to do. What is told
-- meanwhile is left for the next.
create or replace function count_days(most integer) returns integer language plpgsql as $$
declare
  waiting_countries text[];
  waiting_days      date[];
  chosen_countries  text[];
  chosen_days       date[];
  places            tid[];
  cases             text[];
begin
  if not pg_try_advisory_xact_lock(hashtextextended('person_day', 0)) then
    return 0;
  end if;
  with waiting as (
    select country, day, count(*) as facts from person_to_count group by country, day),
  in_order as (
    select country, day, sum(facts) over (order by country, day) - facts as facts_before from waiting)
  select array_agg(country), array_agg(day),
         array_agg(country) filter (where facts_before < most),
         array_agg(day) filter (where facts_before < most)
    into waiting_countries, waiting_days, chosen_countries, chosen_days
    from in_order;
  if chosen_days is null then
    return 0;
  end if;
  select array_agg(t.ctid), array_agg(distinct t.case_ref) into places, cases
    from person_to_count t
    join unnest(chosen_countries, chosen_days) as chosen (country, day) using (country, day);
  -- What is told of a case describes it in its other facts too. A day that waits for its own turn is
  -- not believed until then. Planned anew each time, knowing how many cases there are: few are looked
  -- up one by one, of many the tables are read once.
  execute $sql$
    select array_agg(again.country), array_agg(again.day)
      from (
        select * from unnest($1, $2) as chosen (country, day)
        union
        (select f.country, f.day
           from unnest($3) as told (case_ref)
           join (
             select case_ref, country, (at at time zone 'UTC')::date as day from person_in_need
             union all
             select case_ref, country, (at at time zone 'UTC')::date from person_presumed
             union all
             select case_ref, country, (at at time zone 'UTC')::date from person_placed
             union all
             select case_ref, country, (at at time zone 'UTC')::date from need_unmet) f
             on f.case_ref = told.case_ref
         except
         select * from unnest($4, $5))) again $sql$
    into chosen_countries, chosen_days
    using chosen_countries, chosen_days, cases, waiting_countries, waiting_days;
  delete from person_day d
   using unnest(chosen_countries, chosen_days) as again (country, day)
   where d.country = again.country and d.day = again.day;
  insert into person_day (country, dimension, day, measure, category, persons)
  select again.country, c.dimension, again.day, d.measure, coalesce(c.category, 'not-recorded'),
         count(*)
    from unnest(chosen_countries, chosen_days) as again (country, day)
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
