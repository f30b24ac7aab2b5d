-- Issuing: what receivers do with a document, what is taken back, paper and secret ones, certified copies, signed books, and figures.
-- @legal ND-30-2020 Điều 15 to Điều 19, Điều 25 to Điều 27

-- Why a document is out of force, issued here or received.
alter table official_document add column ended_at timestamptz;
alter table official_document add column ended_reason text not null default '' check (length(ended_reason) <= 1000);
update official_document d set ended_at = paper.ended_at, ended_reason = paper.ended_reason
  from outgoing_paper paper where paper.document_id = d.id and paper.ended_at is not null;
alter table outgoing_paper drop column ended_at, drop column ended_reason;

-- How each receiver is reached, and what he has said.
alter table document_recipient add column address text not null default '' check (length(address) <= 500);
alter table document_recipient add column way text not null default ''
  check (way in ('', 'inside', 'post', 'hand', 'e-mail', 'interchange'));
-- number of the item at the post, or what else tells where it is
alter table document_recipient add column tracking text not null default '' check (length(tracking) <= 100);
alter table document_recipient add column envelopes smallint not null default 1 check (envelopes between 1 and 999);
alter table document_recipient add column note text not null default '' check (length(note) <= 300);
alter table document_recipient add column read_at timestamptz;
-- when a receiver said that what was recalled is out of use there
alter table document_recipient add column recall_confirmed_at timestamptz;
update document_recipient set way = 'inside' where received_document_id is not null;

-- Of a secret document only its line in the book is kept: no file, no wording, whoever tries.
create function refuse_secret_content() returns trigger language plpgsql as $$
declare
  document uuid;
begin
  if tg_table_name = 'attachment' then
    if new.removed_at is not null then return new; end if;
    document := new.owner_id;
  else
    document := new.document_id;
  end if;
  if exists (select from official_document d where d.id = document and d.secrecy > 0) then
    raise exception 'a secret document has no content here' using errcode = 'check_violation', constraint = 'secret_has_no_content';
  end if;
  return new;
end $$;
create trigger attachment_not_secret before insert or update on attachment
  for each row when (new.owner_kind = 'official-document') execute function refuse_secret_content();
create trigger document_version_not_secret before insert or update on document_version
  for each row execute function refuse_secret_content();

create function refuse_secret_with_content() returns trigger language plpgsql as $$
begin
  if exists (select from attachment a where a.owner_id = new.id and a.owner_kind = 'official-document' and a.removed_at is null)
    or exists (select from document_version v where v.document_id = new.id) then
    raise exception 'a secret document has no content here' using errcode = 'check_violation', constraint = 'secret_has_no_content';
  end if;
  return new;
end $$;
create trigger official_document_secret before insert or update of secrecy on official_document
  for each row when (new.secrecy > 0) execute function refuse_secret_with_content();

-- Certified copies: from what to what, and the line in the book of copies.
alter table document_copy add column register_id uuid references document_register;
alter table document_copy add column source text not null default 'electronic' check (source in ('paper', 'electronic'));
alter table document_copy add column target text not null default 'electronic' check (target in ('paper', 'electronic'));
alter table document_copy add column copied_from uuid references document_copy;
alter table document_copy add column notation text not null default '' check (length(notation) <= 80);
alter table document_copy add column copies integer not null default 1 check (copies between 1 and 9999);
alter table document_copy add column recipients text not null default '' check (length(recipients) <= 1000);
alter table document_copy add column signer_name text not null default '' check (length(signer_name) <= 200);
alter table document_copy add column signer_title text not null default '' check (length(signer_title) <= 300);
-- Only an extract goes from electronic to electronic; a copy in full of such a file is the file itself. @legal ND-30-2020 Điều 25
alter table document_copy add constraint document_copy_way check (kind = 'TrS' or source = 'paper' or target = 'paper') not valid;
create index document_copy_agency on document_copy (agency_id, year, number);

-- Books as they were closed for a time: printed, sealed and kept.
create table document_register_print (
  id uuid primary key,
  register_id uuid not null references document_register,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  lines integer not null check (lines >= 0),
  attachment_id uuid not null references attachment,
  made_by uuid not null references officer,
  made_at timestamptz not null
);
create index document_register_print_register on document_register_print (register_id, from_day desc);

-- How each document that is not secret was issued; a row is written once.
create table document_issue (
  document_id uuid primary key references official_document,
  agency_id uuid not null references agency,
  issued_on date not null,
  -- by the person and by the agency
  is_signed boolean not null,
  -- whether all receivers got it without paper, on this system and elsewhere; null: there was none
  inside_electronic boolean,
  outside_electronic boolean,
  -- on the day on which it was signed; at the latest on the next working day
  is_same_day boolean not null,
  is_in_time boolean not null
);
create index document_issue_place on document_issue (agency_id, issued_on, document_id);

-- Their sums per day, month and year, so that a report costs the same whatever was issued.
create table document_figure (
  agency_id uuid not null references agency,
  span text not null check (span in ('day', 'month', 'year')),
  starts_on date not null,
  issued integer not null default 0,
  signed integer not null default 0,
  inside integer not null default 0,
  inside_electronic integer not null default 0,
  outside integer not null default 0,
  outside_electronic integer not null default 0,
  same_day integer not null default 0,
  in_time integer not null default 0,
  primary key (agency_id, span, starts_on)
);

create function count_issues() returns trigger language plpgsql as $$
begin
  insert into document_figure as f
    (agency_id, span, starts_on, issued, signed, inside, inside_electronic, outside, outside_electronic, same_day, in_time)
  select one.agency_id, spans.span, date_trunc(spans.span, one.issued_on)::date, count(*), count(*) filter (where one.is_signed),
    count(one.inside_electronic), count(*) filter (where one.inside_electronic), count(one.outside_electronic),
    count(*) filter (where one.outside_electronic), count(*) filter (where one.is_same_day), count(*) filter (where one.is_in_time)
  from added one cross join (values ('day'), ('month'), ('year')) as spans (span)
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (agency_id, span, starts_on) do update set
    issued = f.issued + excluded.issued, signed = f.signed + excluded.signed, inside = f.inside + excluded.inside,
    inside_electronic = f.inside_electronic + excluded.inside_electronic, outside = f.outside + excluded.outside,
    outside_electronic = f.outside_electronic + excluded.outside_electronic, same_day = f.same_day + excluded.same_day,
    in_time = f.in_time + excluded.in_time;
  return null;
end $$;
create trigger document_issue_counted after insert on document_issue
  referencing new table as added for each statement execute function count_issues();
create trigger document_issue_append_only before update or delete on document_issue
  for each row execute function refuse_change();

insert into document_issue (document_id, agency_id, issued_on, is_signed, inside_electronic, outside_electronic, is_same_day, is_in_time)
select d.id, d.agency_id, paper.issued_on, true, sent.inside, sent.outside,
  paper.issued_on = (paper.signed_at at time zone 'Asia/Ho_Chi_Minh')::date, paper.issued_on <= (paper.signed_at at time zone 'Asia/Ho_Chi_Minh')::date + 1
from outgoing_paper paper join official_document d on d.id = paper.document_id
left join lateral (
  select bool_and(r.channel <> 'paper') filter (where r.kind <> 'outside') as inside,
    bool_and(r.channel <> 'paper') filter (where r.kind = 'outside') as outside
  from document_recipient r where r.document_id = d.id and r.purpose <> 'archive') sent on true
where paper.issued_on is not null and d.secrecy = 0;

-- The copies of an agency are counted in a book of their own.
insert into document_register (id, agency_id, direction, key, name, opened_on)
select gen_random_uuid(), a.id, 'copy', 'ban-sao', 'Sổ bản sao', current_date from agency a
where exists (select from document_register known where known.agency_id = a.id and known.direction = 'outgoing')
  and not exists (select from document_register known where known.agency_id = a.id and known.direction = 'copy');
