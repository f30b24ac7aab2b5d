-- Whoever takes part in a task speaks on it, and who asked for it sets another day.
alter table task_entry drop constraint task_entry_kind_check;
alter table task_entry add constraint task_entry_kind_check check (kind in ('assigned', 'progress', 'reported', 'accepted', 'sent-back',
  'extension-asked', 'extension-granted', 'extension-declined', 'cancelled', 'lateness-judged', 'handed-on', 'answered', 'remark',
  'due-changed')) not valid;
