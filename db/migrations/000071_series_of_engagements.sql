-- Engagements that were registered together to take place every week: the id of the first of them.
alter table engagement add column series_id uuid;
create index engagement_series on engagement (series_id, starts_at) where series_id is not null;
