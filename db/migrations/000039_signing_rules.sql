-- Who signs an outgoing document, in which turn and in whose right. @legal ND-30-2020 Điều 12, Điều 13

-- A right to sign that was given in writing: by order (TL.), by authority (TUQ.), for the head (KT.), acting (Q.), for the collective (TM.).
create table signing_mandate (
  id uuid primary key,
  -- in whose documents it may be used
  agency_id uuid not null references agency,
  -- whoever holds it; of the agency, or the head of one below it
  post_id uuid not null references post,
  capacity text not null check (capacity in ('TM', 'KT', 'TL', 'TUQ', 'Q')),
  -- number and notation of the paper that gives it
  basis text not null check (length(basis) between 1 and 200),
  in_force daterange not null check (not lower_inf(in_force)),
  -- kinds of documents for which it was given; null: all
  contents text[],
  given_by uuid not null references officer,
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references officer,
  check ((ended_at is null) = (ended_by is null)),
  -- signing by authority is limited in time and content
  constraint signing_mandate_limited check (capacity <> 'TUQ' or (not upper_inf(in_force) and cardinality(contents) > 0)),
  constraint signing_mandate_once exclude using gist (agency_id with =, post_id with =, capacity with =, in_force with &&)
);

-- One submission after the other: what was signed in one that came back counts no more.
alter table outgoing_paper
  add column submission uuid not null default gen_random_uuid(),
  -- the file with the signatures given so far, while further ones are awaited
  add column partly_signed_id uuid references attachment,
  add constraint outgoing_paper_partly check (partly_signed_id is null or signed_at is null);
create unique index outgoing_paper_submission on outgoing_paper (submission);

-- Who signs a submitted document. Round after round; of one round as many as are needed, in any turn.
create table outgoing_signer (
  submission uuid not null,
  document_id uuid not null references official_document,
  round smallint not null check (round >= 0),
  position smallint not null check (position >= 0),
  role text not null check (role in ('initial', 'countersign', 'sign')),
  needed smallint not null check (needed >= 1),
  -- the place on the page
  field text not null,
  officer_id uuid not null references officer,
  post_id uuid not null references post,
  agency_id uuid not null references agency,
  authority text not null check (authority in ('own', 'TM', 'KT', 'TM-KT', 'Q', 'TL', 'TUQ')),
  -- in a council or an advisory body; empty: the position of the post
  given_title text not null default '' check (length(given_title) <= 200),
  mandate_id uuid references signing_mandate,
  -- as the page has it since the first signature: authority and position a line each, and the name
  lines text[] not null default '{}',
  name text not null default '',
  signed_at timestamptz,
  primary key (submission, round, position),
  unique (submission, round, officer_id)
);
create index outgoing_signer_document on outgoing_signer (document_id, round, position);

-- What is under way has one signer each.
insert into outgoing_signer (submission, document_id, round, position, role, needed, field, officer_id, post_id, agency_id, authority, lines, name,
  signed_at)
select p.submission, p.document_id, 0, 0, 'sign', 1, 'ChuKyNguoiKy', p.signer_id, p.signer_post_id, post.agency_id,
  coalesce(v.head->>'authority', 'own'), case when p.signed_at is null then '{}' else array[post.title] end,
  case when p.signed_at is null then '' else o.full_name end, p.signed_at
from outgoing_paper p join post on post.id = p.signer_post_id join officer o on o.id = p.signer_id
  join document_version v on v.document_id = p.document_id and v.version = p.draft_version;
