-- The list of what is open or overdue, however many hand-overs have been answered since.
create index hand_over_open on hand_over (country, offered_at desc, reference)
  where state in ('offered', 'acknowledged');
