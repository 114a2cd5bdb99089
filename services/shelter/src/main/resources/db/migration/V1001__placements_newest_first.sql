-- The list of an authority's placements, through what it asked for and through the cases that it
-- holds: the newest are looked through until a page is full.
create index placement_newest on placement (sought_at desc, ref);
