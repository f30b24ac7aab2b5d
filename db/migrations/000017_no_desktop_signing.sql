-- Signing on the officer's own desktop is not part of this version; its table was never written.
drop table desktop_signing;
