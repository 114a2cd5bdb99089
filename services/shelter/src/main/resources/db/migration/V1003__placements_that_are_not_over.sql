-- Counted every few seconds: only what is not over, however many placements there ever were.
create index placement_not_over on placement (state_name) where state_name not in ('left', 'withdrawn');
