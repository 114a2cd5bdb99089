-- An office's inbox in one state, answered referrals too, without reading all it ever had.
create index referral_of_owner on referral (owner, state_name, due_at, reference);
