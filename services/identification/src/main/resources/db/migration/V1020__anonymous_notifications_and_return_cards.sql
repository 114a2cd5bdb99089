-- What is reported of an adult who chose not to be referred: coded facts, no identity. No column takes a text that
-- is not a code, a date, an area or an organisation, so that not even a mistake can store who it was. A code list that
-- grows needs a migration here; a test says so.
create table anonymous_notification (
  reference      text primary key check (reference ~ '^ANON-[0-9A-HJKMNP-TV-Z]{13}$'),
  -- Who asked.
  organisation   text not null check (organisation ~ '^[a-z]{2}-[a-z0-9-]{1,60}$'),
  country        text not null check (country ~ '^[a-z]{2}$'),
  -- A region, or what is larger.
  area           text not null check (area ~ '^[a-z]{2}(-[a-z0-9]{1,40}){0,6}$' and length(area) <= 80),
  notified_on    date not null,
  happened       text not null check (happened ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'),
  channel        text not null check (channel in (
      'raid', 'border-check', 'self-presented', 'embassy', 'relative', 'hotline', 'outreach', 'detention-centre',
      'labour-inspection', 'health', 'school', 'social-work', 'asylum-authority', 'other-mission',
      'police-station')),
  -- Adults only: a child is referred.
  age_band       text not null check (age_band in (
      '18-23', '24-30', '31-38', '39-47', '48-plus', 'unknown', 'not-asked', 'refused', 'none')),
  sex            text not null check (sex in (
      'female', 'male', 'intersex', 'unknown', 'not-asked', 'refused', 'none')),
  forms          text[] not null check (forms <@ array[
      'sexual', 'labour', 'domestic-servitude', 'begging', 'forced-criminality', 'forced-marriage', 'organ-removal',
      'armed-forces', 'illegal-adoption', 'surrogacy', 'slavery-like-practice', 'other', 'unknown', 'not-asked',
      'refused', 'none']),
  why_refused    text[] not null check (why_refused <@ array[
      'fear-of-traffickers', 'fear-of-deportation', 'distrust', 'stigma', 'fear-of-testifying', 'facility-rules',
      'family', 'income', 'anonymity', 'wish-to-stay', 'other', 'unknown', 'not-asked', 'refused', 'none']),
  present        text[] not null check (present <@ array[
      'second-officer', 'interpreter', 'support-worker', 'lawyer', 'doctor', 'own-child', 'relative', 'companion',
      'employer', 'other', 'unknown', 'not-asked', 'refused', 'none']),
  language       text not null check (language ~ '^[a-z]{3}$'),
  interpreter    text not null check (interpreter in ('present', 'by-telephone', 'not-needed')),
  rights_told_in text not null check (rights_told_in ~ '^([a-z]{3}|unknown|not-asked|refused|none)$'),
  -- Of the code on the card, under a key outside the database; the code stands nowhere.
  code_hash      bytea not null unique check (length(code_hash) = 32)
);
create index anonymous_notification_of_unit on anonymous_notification (country, notified_on, organisation);
create trigger anonymous_notification_is_written_once before update or delete on anonymous_notification
  for each row execute function refuse_rewriting();

-- Somebody came back with their card: from then on the notification belongs to their case, once and for good.
create table returned_card (
  reference    text primary key references anonymous_notification,
  case_ref     text not null references case_file,
  at           timestamptz not null,
  caller       text not null,
  organisation text not null
);
create index returned_card_of_case on returned_card (case_ref, at);
create trigger returned_card_is_written_once before update or delete on returned_card
  for each row execute function refuse_rewriting();

-- How often a unit named a code that is none, so that nobody finds a card by trying.
create table wrong_card (
  organisation text primary key,
  failures     int not null,
  since        timestamptz not null
);
