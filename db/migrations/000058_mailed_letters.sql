-- Letters that came to the official mailbox of a registry. What is made of one bears its id, so that the two belong together without a link.
create table mailed_letter (
  id uuid primary key,
  agency_id uuid not null references agency,
  mailbox text not null check (length(mailbox) between 1 and 200),
  -- of what was sent: message id, sender, time, words and files; brought twice, or under another number of the mailbox, it is one letter
  digest bytea not null check (length(digest) = 32),
  message_id text not null default '' check (length(message_id) <= 500),
  sender_name text not null default '' check (length(sender_name) <= 200),
  sender_address text not null default '' check (length(sender_address) <= 320),
  subject text not null default '' check (length(subject) <= 500),
  body text not null default '' check (length(body) <= 20000),
  sent_at timestamptz,
  fetched_at timestamptz not null,
  size_bytes bigint not null check (size_bytes >= 0),
  -- why it has no words or files here: somebody must look into the mailbox
  fault text not null default '' check (fault in ('', 'too-large', 'unreadable')),
  -- files that were not taken, by name and reason
  refused jsonb not null default '[]',
  taken_at timestamptz,
  aside_at timestamptz,
  aside_by uuid references officer,
  aside_reason text not null default '' check (length(aside_reason) <= 500),
  check ((aside_at is null) = (aside_reason = '') and (aside_at is null or aside_by is not null)),
  unique (agency_id, digest)
);
create index mailed_letter_waiting on mailed_letter (agency_id, id) where taken_at is null and aside_at is null;

-- Up to where a mailbox has been read; numbers of another validity begin anew.
create table mailbox_place (
  agency_id uuid not null references agency,
  mailbox text not null,
  validity text not null,
  uid bigint not null check (uid >= 0),
  primary key (agency_id, mailbox)
);
