-- A new installation has no documents whose words wait, and is empty: a restore that was cut short may begin again.
delete from document_word_refill where not exists (select from official_document);
