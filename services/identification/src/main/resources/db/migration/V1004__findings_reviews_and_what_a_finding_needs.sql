-- Where a case stands and whether a child is meant, who houses the person, who reviews, and what the person says of it.

alter table case_file add column area text;
alter table case_file add column child text;
update case_file c set area = r.area, child = r.child
  from (select distinct on (case_ref) case_ref, area, child from referral order by case_ref, submitted_at) r
  where r.case_ref = c.case_ref;
update case_file set area = country where area is null;
update case_file set child = 'unknown' where child is null;
alter table case_file alter column area set not null;
alter table case_file alter column child set not null;
alter table case_file add constraint case_file_child_check check (child in ('yes', 'no', 'in-doubt', 'unknown'));
-- Somebody uninvolved who was asked to look again; empty otherwise.
alter table case_file add column reviewer text;
create index case_file_reviewed_by on case_file (reviewer, case_ref) where reviewer is not null;
-- The person disputes the label, or wishes not to be contacted: since when, empty when not.
alter table case_file add column disputed_since timestamptz;
alter table case_file add column no_contact_since timestamptz;

-- Who houses a person now, as the shelter service told: an organisation does not decide about its own guest.
create table case_host (
  case_ref     text not null,
  organisation text not null,
  hand_over    text not null,
  since        timestamptz not null,
  primary key (case_ref, organisation)
);
