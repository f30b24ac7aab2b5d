-- Work: filings and dossiers, their papers, clocks, slips, outcomes, fees and payments.

create table filing (
  id uuid primary key,
  state text not null check (state in ('draft', 'filed', 'abandoned')),
  channel text not null check (channel in ('own-portal', 'national-portal', 'counter', 'post', 'other-office')),
  origin text not null default '',
  idempotency_key text unique,
  account_id uuid references account,
  -- external identifiers by issuer, opaque
  external_ids jsonb not null default '{}',
  draft_sealed bytea,
  draft_procedure text,
  draft_step text,
  draft_version integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  filed_at timestamptz,
  check ((state = 'filed') = (filed_at is not null))
);
create index filing_account on filing (account_id, updated_at desc);

create table filing_external_id (
  issuer text not null,
  external_id text not null check (length(external_id) between 1 and 64),
  filing_id uuid not null references filing,
  primary key (issuer, external_id)
);

create table dossier (
  id uuid primary key,
  filing_id uuid not null references filing,
  code text not null unique check (length(code) <= 64),
  procedure_id uuid not null references procedure,
  procedure_name text not null,
  form_definition_id uuid references form_definition,
  process_definition_id uuid references process_definition,
  title text not null default '' check (length(title) <= 1000),
  status smallint not null check (status between 1 and 10),
  channel smallint not null check (channel in (1, 2, 3)),
  receiving_agency_id uuid not null references agency,
  deciding_agency_id uuid not null references agency,
  account_id uuid references account,
  owner_kind smallint not null default 1 check (owner_kind between 1 and 4),
  owner_name text not null check (length(owner_name) between 1 and 300),
  owner_name_folded text not null generated always as (public.fold(owner_name)) stored,
  owner_identity_sealed bytea,
  owner_identity_hash bytea,
  owner_assurance text not null default 'declared',
  owner_phone text not null default '',
  owner_email text not null default '',
  owner_address text not null default '',
  submitter_sealed bytea,
  form_sealed bytea,
  copies smallint not null default 1 check (copies between 1 and 50),
  return_method text not null default 'electronic' check (return_method in ('electronic', 'desk', 'post')),
  return_address text not null default '',
  receiver_sealed bytea,
  limit_amount numeric(8, 2),
  limit_unit text check (limit_unit in ('working_hour', 'working_day', 'calendar_day', 'month')),
  filed_at timestamptz not null,
  accept_by timestamptz,
  accepted_at timestamptz,
  clock_started_at timestamptz,
  due_at timestamptz,
  refused_at timestamptz,
  withdrawn_at timestamptz,
  stopped_at timestamptz,
  finished_at timestamptz,
  returned_at timestamptz,
  settled text check (settled in ('early', 'on-time', 'late')),
  reappointments smallint not null default 0,
  tracking_key text not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  check ((limit_amount is null) = (limit_unit is null)),
  check (status not in (2, 4, 9, 10) or accepted_at is not null),
  check (status <> 3 or refused_at is not null),
  check (status not in (9, 10) or finished_at is not null),
  check (status <> 10 or returned_at is not null),
  check (status <> 7 or withdrawn_at is not null),
  check (status <> 8 or stopped_at is not null)
);
create index dossier_filing on dossier (filing_id);
create index dossier_account on dossier (account_id, filed_at desc, id) where account_id is not null;
create index dossier_receiving on dossier (receiving_agency_id, filed_at desc, id);
create index dossier_deciding on dossier (deciding_agency_id, accepted_at desc, id);
create index dossier_owner on dossier (owner_identity_hash) where owner_identity_hash is not null;
create index dossier_open_due on dossier (due_at) where status in (2, 4);
create index dossier_owner_name on dossier using gin (owner_name_folded public.gin_trgm_ops);

create table dossier_paper (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  position smallint not null,
  code text not null default '',
  name text not null,
  required boolean not null default true,
  originals smallint not null default 0,
  copies smallint not null default 0,
  -- how many files were handed in for it; they lie with the dossier under the paper's code
  files smallint not null default 0,
  source text not null default 'upload' check (source in ('e-form', 'upload', 'scan', 'paper', 'database', 'store')),
  is_given boolean not null default false,
  digitised boolean not null default false,
  reused smallint not null default 0 check (reused in (0, 1, 2)),
  from_national_store boolean not null default false,
  supplement_seq smallint
);
create index dossier_paper_dossier on dossier_paper (dossier_id, position);

-- Every move of the clock, with the rules and the explanation used then: a due date can be reproduced as computed.
create table clock_event (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  seq smallint not null,
  kind text not null check (kind in
    ('started', 'supplement-requested', 'supplement-completed', 'finance-requested', 'finance-settled', 'reappointed', 'stopped', 'finished')),
  at timestamptz not null,
  due_before timestamptz,
  due_after timestamptz,
  rules jsonb not null,
  explanation jsonb not null,
  unique (dossier_id, seq)
);

create table supplement_request (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  seq smallint not null check (seq > 0),
  items jsonb not null,
  reason text not null check (length(reason) between 1 and 4000),
  contact_name text not null,
  contact_phone text not null default '',
  requested_by uuid references officer,
  requested_at timestamptz not null,
  answer_by timestamptz,
  answered_at timestamptz,
  answer_note text not null default '',
  previous_status smallint not null,
  due_before timestamptz,
  due_after timestamptz,
  approved_by uuid references officer,
  unique (dossier_id, seq)
);
create unique index supplement_request_open on supplement_request (dossier_id) where answered_at is null;
create index supplement_request_waiting on supplement_request (answer_by) where answered_at is null;

create table slip (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  form text not null check (form in ('01', '02', '03', '04', '05', '06', '07')),
  agency_id uuid not null references agency,
  number integer not null,
  year smallint not null,
  notation text not null,
  data_sealed bytea not null,
  attachment_id uuid references attachment,
  made_by uuid references officer,
  made_at timestamptz not null,
  unique (agency_id, form, year, number)
);
create index slip_dossier on slip (dossier_id);

create table reappointment (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  seq smallint not null,
  reason text not null check (length(reason) between 1 and 2000),
  due_before timestamptz not null,
  due_after timestamptz not null check (due_after > due_before),
  signed_by uuid not null references officer,
  signed_at timestamptz not null,
  slip_id uuid references slip,
  unique (dossier_id, seq)
);

-- Outcomes: a document in its legal form, with the register and number of the agency that issues it.
create table outcome (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  kind text not null check (kind in ('granted', 'refused')),
  template text not null,
  register_key text not null,
  outcome_code text not null default '',
  name text not null,
  data_sealed bytea not null,
  state text not null check (state in ('draft', 'agreed', 'signed', 'issued', 'dropped')),
  -- goes up with every wording and every state: a signature is put only on the version that was read
  version integer not null default 1,
  agency_id uuid not null references agency,
  drafted_by uuid not null references officer,
  drafted_at timestamptz not null,
  signed_by uuid references officer,
  signed_at timestamptz,
  sealed_by uuid references officer,
  number integer,
  year smallint,
  notation text,
  issued_on date,
  draft_attachment_id uuid references attachment,
  attachment_id uuid references attachment,
  check ((state = 'issued') = (number is not null)),
  check ((state = 'issued') = (issued_on is not null)),
  check (state not in ('signed', 'issued') or signed_by is not null),
  unique (agency_id, register_key, year, number)
);
create unique index outcome_live on outcome (dossier_id) where state <> 'dropped';

-- Keys of officers and agencies; the PKCS#12 file lies sealed, its pass phrase is derived from the secret of the installation.
create table signing_key (
  id uuid primary key,
  holder_kind text not null check (holder_kind in ('officer', 'agency')),
  holder_id uuid not null,
  pkcs12_sealed bytea not null,
  certificate text not null,
  serial text not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index signing_key_holder on signing_key (holder_id, not_after desc);

create table certificate_authority (
  id uuid primary key,
  name text not null,
  certificate text not null,
  key_sealed bytea not null,
  is_demo boolean not null,
  created_at timestamptz not null default now()
);

-- Money ------------------------------------------------------------------------------------------------------------

create table fee_charge (
  id uuid primary key,
  filing_id uuid not null references filing,
  dossier_id uuid not null references dossier,
  code text not null default '',
  name text not null,
  kind smallint not null check (kind in (1, 2, 3)),
  amount bigint not null check (amount > 0),
  collected_when smallint not null check (collected_when in (1, 2, 4)),
  state text not null default 'due' check (state in ('due', 'paid', 'waived', 'refunded')),
  -- what was asked before it was reduced, and why it was reduced or waived
  amount_before bigint check (amount_before > amount),
  relief_reason text not null default '' check (length(relief_reason) <= 1000),
  payment_id uuid,
  created_at timestamptz not null,
  check ((state in ('paid', 'refunded')) = (payment_id is not null)),
  check (state <> 'waived' or relief_reason <> '')
);
create index fee_charge_dossier on fee_charge (dossier_id);
create index fee_charge_filing on fee_charge (filing_id);

create table payment (
  id uuid primary key,
  filing_id uuid not null references filing,
  dossier_id uuid not null references dossier,
  reference text not null unique,
  method text not null check (method in ('platform', 'cash', 'transfer')),
  amount bigint not null check (amount > 0),
  state text not null check (state in ('requested', 'paid', 'failed', 'abandoned')),
  transaction_id text unique,
  bank text not null default '',
  -- where the payer is sent; empty until the platform has answered
  redirect_url text not null default '',
  requested_at timestamptz not null,
  paid_at timestamptz,
  -- what came in for charges that were settled already: to be paid back
  surplus bigint not null default 0 check (surplus between 0 and amount),
  received_by uuid references officer,
  receipt_agency_id uuid references agency,
  receipt_year smallint,
  receipt_number integer,
  attachment_id uuid references attachment,
  check ((state = 'paid') = (paid_at is not null)),
  check ((state = 'paid') = (receipt_number is not null)),
  unique (receipt_agency_id, receipt_year, receipt_number)
);
create index payment_dossier on payment (dossier_id);
create index payment_open on payment (requested_at) where state = 'requested';
alter table fee_charge add foreign key (payment_id) references payment;

-- What a payment is for: the charges and their amounts as they stood when it was asked for.
create table payment_line (
  payment_id uuid not null references payment,
  charge_id uuid not null references fee_charge,
  amount bigint not null check (amount > 0),
  primary key (payment_id, charge_id)
);
create index payment_line_charge on payment_line (charge_id);

-- What the payment platform told us, word for word, before anything was done with it.
create table payment_notice (
  id uuid primary key,
  reference text not null,
  transaction_id text not null default '',
  body jsonb not null,
  verdict text not null,
  received_at timestamptz not null
);
create index payment_notice_reference on payment_notice (reference);
create index payment_notice_open on payment_notice (received_at) where verdict = 'received';

-- View -------------------------------------------------------------------------------------------------------------

create table message (
  id uuid primary key,
  channel text not null check (channel in ('e-mail')),
  template text not null,
  dossier_id uuid references dossier,
  account_id uuid references account,
  event_id uuid,
  recipient_sealed bytea not null,
  subject text not null,
  body_sealed bytea not null,
  state text not null check (state in ('queued', 'sent', 'kept', 'failed')),
  attempts smallint not null default 0,
  provider_reference text not null default '',
  last_error text not null default '',
  created_at timestamptz not null,
  sent_at timestamptz,
  unique (event_id, template, channel)
);
create index message_dossier on message (dossier_id);
create index message_recent on message (created_at desc, id);

create table rating (
  id uuid primary key,
  dossier_id uuid not null unique references dossier,
  score smallint not null check (score between 1 and 5),
  answers jsonb not null default '{}',
  comment text not null default '' check (length(comment) <= 2000),
  rated_at timestamptz not null
);
