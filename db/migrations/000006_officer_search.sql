-- Officers look dossiers up by the telephone number of their owner, however it was typed: its last nine digits tell numbers apart.
create index dossier_owner_phone on dossier ((right(regexp_replace(owner_phone, '\D', '', 'g'), 9))) where owner_phone <> '';
