-- The last warning that a certificate ends: so many days before. One warning of each kind, however often the job runs.
alter table signing_key add column warned_days smallint check (warned_days between 0 and 30);
