-- Keys that administrators bring in and take out of use.

-- Taken out of use: it signs no more, and what it signed stands. Revoked: lost or in other hands, what it signed is doubted from then on.
alter table signing_key
  add column enrolled_by uuid references officer,
  add column retired_at timestamptz,
  add column ended_by uuid references officer,
  add column ended_because text not null default '' check (length(ended_because) <= 300);
create index signing_key_not_after on signing_key (not_after, id);
