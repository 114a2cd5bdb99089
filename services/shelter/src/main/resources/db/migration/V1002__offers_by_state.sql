-- What an operator still has to answer, however much was offered to it before.
create index offer_of_operator_in_state on offer (operator, state, offered_at desc, ref);
