-- Number and notation are given once in a year by an agency, whatever book they come from. Secret documents have books and a counting of their own.
-- @legal ND-30-2020 Điều 15
-- What was given twice before this was watched keeps its number: it stands on paper and in other agencies.
alter table official_document add column is_number_doubled boolean not null default false;
update official_document d set is_number_doubled = true
from (
  select id, row_number() over (partition by agency_id, register_year, code_notation, code_number order by registered_at, id) as place
  from official_document where direction = 'outgoing' and secrecy = 0 and register_number is not null and code_number is not null
) numbered
where numbered.id = d.id and numbered.place > 1;
create unique index official_document_number_once on official_document (agency_id, register_year, code_notation, code_number)
  where direction = 'outgoing' and secrecy = 0 and register_number is not null and not is_number_doubled;

-- A book takes numbers from the day it is opened, and from the day it is closed no more.
comment on column document_register.opened_on is 'first day on which it takes numbers; may be ahead';
comment on column document_register.closed_on is 'first day on which it takes none; may be ahead';
