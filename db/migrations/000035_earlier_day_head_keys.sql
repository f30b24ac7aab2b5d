-- When the secret of the installation changes, so does the key of the heads of days. The new key vouches for the one before it, so that the heads
-- of the days before can still be verified, by anyone, offline.
create table day_head_endorsement (
  public_key text not null,
  endorsed_by text not null,
  signature bytea not null,
  endorsed_at timestamptz not null,
  primary key (public_key, endorsed_by)
);
