-- A batch is signed with one key: the signature of the officer, or the seal of an agency in the hand of its clerk.
alter table signing_batch
  add column deed text not null default 'sign' check (deed in ('sign', 'number')),
  add column agency_id uuid references agency,
  -- whoever signs it holds it until then and says so again and again; a program that died lets go by itself
  add column held_until timestamptz,
  -- why it stopped with papers left: the refusal of the key
  add column stopped_because jsonb,
  add constraint signing_batch_key check ((deed = 'number') = (agency_id is not null));

-- what the officer saw when the batch was put together; no name of a citizen stands in it
alter table signing_batch_item add column title text not null default '' check (length(title) <= 400);
