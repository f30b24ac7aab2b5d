-- What somebody drafts, newest first, and what waits for a signature or a number, among millions of documents.
create index official_document_drafted on official_document (drafted_by, id desc) where direction = 'outgoing';
create index official_document_awaited on official_document (state, id) where direction = 'outgoing' and state in ('submitted', 'signed');
