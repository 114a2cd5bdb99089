-- From when until when a person was missing, and how long a clock of theirs runs because of it.

-- Projected from identification alone, in its order; still missing where back_at is empty.
create table missing_interval (
  case_ref text not null,
  number   integer not null check (number > 0),
  gone_at  timestamptz not null,
  back_at  timestamptz,
  primary key (case_ref, number)
);
create unique index missing_now on missing_interval (case_ref) where back_at is null;

-- When a clock that began at clock_from and was to end at due ends, without the time in which the
-- person was missing; never, as long as they are. Worked out anew each time it is asked, so that
-- no row of one source is rewritten by what another source told.
create function due_with_pauses(of_case text, clock_from timestamptz, due timestamptz)
returns timestamptz language plpgsql stable as $$
declare
  gap missing_interval%rowtype;
  effective timestamptz := due;
begin
  for gap in select * from missing_interval where case_ref = of_case order by number loop
    -- What began when the clock had run out already stopped nothing.
    exit when gap.gone_at >= effective;
    if gap.back_at is null then
      return 'infinity';
    end if;
    if gap.back_at > clock_from then
      effective := effective + (gap.back_at - greatest(gap.gone_at, clock_from));
    end if;
  end loop;
  return effective;
end $$;
