import { sql } from 'kysely'

/**
 * When the one who was given the row `w` of `work_item` first opened its document afterwards; of a unit, whoever holds a post in it.
 * One row with the column `at`.
 */
export const openedAt = sql`
  select min(l.at) as at from access_log l join account a on a.id = l.account_id
  where l.subject_id = w.subject_id and l.subject_kind = 'official-document' and l.at >= w.opened_at
    and (a.officer_id = w.officer_id or (w.officer_id is null and exists (
      select from post p join post_holding h on h.post_id = p.id and h.officer_id = a.officer_id
      where p.unit_id = w.unit_id and h.in_force @> (l.at at time zone 'Asia/Ho_Chi_Minh')::date)))`
