-- A room holds one approved engagement at a time. What was approved for a room that was taken already stays beside it until it is changed.
alter table engagement add column shares_room boolean not null default false;

update engagement e set shares_room = true
where e.state = 'approved' and e.room_id is not null and exists (
  select from engagement o
  where o.room_id = e.room_id and o.state = 'approved' and o.id <> e.id and (o.decided_at, o.id) < (e.decided_at, e.id)
    and tstzrange(o.starts_at, o.ends_at) && tstzrange(e.starts_at, e.ends_at));

alter table engagement add constraint engagement_room_once
  exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&)
  where (state = 'approved' and room_id is not null and not shares_room);
