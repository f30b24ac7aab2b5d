-- What comes is compared with what came under the same number, however its notation is typed. @legal ND-30-2020 Phụ lục VI
create index official_document_incoming_number on official_document (agency_id, code_number) where direction = 'incoming';
