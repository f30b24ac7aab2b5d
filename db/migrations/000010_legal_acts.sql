-- What the law wants kept of acts that came later: apologies in time or not, second requests for a supplement that a head approves,
-- relief with its basis and evidence, money that goes back, the day's statement of the payment platform.

-- Null for those signed before it was kept.
alter table reappointment add column in_time boolean;

-- A further request for a supplement is asked of the head of the solving agency; approved, it becomes a request.
create table supplement_proposal (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  items jsonb not null,
  reason text not null check (length(reason) between 1 and 4000),
  -- why it was not asked for the first time
  justification text not null check (length(justification) between 1 and 2000),
  contact_name text not null,
  contact_phone text not null default '',
  -- the post that asks: its agency signs the slip
  agency_id uuid not null references agency,
  proposed_by uuid not null references officer,
  proposed_by_title text not null,
  proposed_at timestamptz not null,
  decided_by uuid references officer,
  decided_at timestamptz,
  verdict text check (verdict in ('approved', 'declined', 'dropped')),
  decision_note text not null default '' check (length(decision_note) <= 2000),
  check ((decided_at is null) = (verdict is null)),
  check (verdict is null or verdict = 'dropped' or decided_by is not null)
);
create unique index supplement_proposal_open on supplement_proposal (dossier_id) where decided_at is null;
create index supplement_proposal_dossier on supplement_proposal (dossier_id, proposed_at);

-- Every row keeps to the narrower rule it was written under: there is nothing to look through, and no long lock.
alter table work_item drop constraint work_item_deed_check;
alter table work_item add constraint work_item_deed_check check (deed in
  ('receive', 'assign', 'handle', 'review', 'sign', 'number', 'return', 'apologise', 'approve-supplement')) not valid;

-- Who relieved a charge, by which rule and on which paper; what was relieved before says only why.
alter table fee_charge add column relief_basis text not null default '' check (length(relief_basis) <= 300);
alter table fee_charge add column relief_evidence text not null default '' check (length(relief_evidence) <= 300);
alter table fee_charge add column relieved_by uuid references officer;
alter table fee_charge add column relieved_at timestamptz;

-- Money that goes back to who paid it: what was paid too much, or a fee that is returned.
create table refund (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  payment_id uuid not null references payment,
  -- the charge that is given back whole; none for money that was paid too much
  charge_id uuid references fee_charge,
  agency_id uuid not null references agency,
  amount bigint not null check (amount > 0),
  reason text not null check (length(reason) between 1 and 1000),
  basis text not null default '' check (length(basis) <= 300),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'declined', 'paid-out')),
  -- none: the program proposed it when the money came
  proposed_by uuid references officer,
  proposed_at timestamptz not null,
  decided_by uuid references officer,
  decided_at timestamptz,
  decision_note text not null default '' check (length(decision_note) <= 1000),
  paid_out_by uuid references officer,
  paid_out_at timestamptz,
  paid_out_how text check (paid_out_how in ('transfer', 'cash')),
  paid_out_reference text not null default '' check (length(paid_out_reference) <= 100),
  check ((state = 'proposed') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  -- whoever asks for money to go out does not approve it too
  check (decided_by is distinct from proposed_by or decided_by is null),
  check ((state = 'paid-out') = (paid_out_at is not null)),
  check (state <> 'paid-out' or (paid_out_by is not null and paid_out_how is not null and paid_out_reference <> ''))
);
-- A surplus is given back once, and a charge is.
create unique index refund_surplus on refund (payment_id) where charge_id is null and state <> 'declined';
create unique index refund_charge on refund (charge_id) where charge_id is not null and state <> 'declined';
create index refund_dossier on refund (dossier_id);
create index refund_open on refund (agency_id, proposed_at, id) where state in ('proposed', 'approved');
create index refund_done on refund (agency_id, decided_at desc, id) where state in ('declined', 'paid-out');

-- What the platform says it took on a day, as its statement was taken in; a later statement of the day replaces it.
create table payment_statement (
  day date primary key,
  file_name text not null check (length(file_name) <= 300),
  taken_by uuid not null references officer,
  taken_at timestamptz not null
);
create table payment_statement_line (
  day date not null references payment_statement,
  seq integer not null,
  transaction_id text not null check (length(transaction_id) between 1 and 100),
  reference text not null default '' check (length(reference) <= 100),
  amount bigint not null,
  primary key (day, seq)
);
create index payment_paid on payment (paid_at) where state = 'paid';

-- From where a program says that data came which stands in for a paper.
alter table dossier_paper add column evidence text not null default '' check (length(evidence) <= 200);
