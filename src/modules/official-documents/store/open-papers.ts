import { type RawBuilder, sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { OpenWorkGroup } from '#modules/agencies/domain/index.ts'
import type { Handing, OpenWorkKind } from '#modules/agencies/index.ts'

type Duty = 'paper-signs' | 'paper-agrees'

/** The documents an officer is to sign or to agree to, with the post from which: rows `(id, agency_id, role)`. */
const papersOf = (duty: Duty, officerId: string): RawBuilder<unknown> =>
  duty === 'paper-signs'
    ? sql`select distinct d.id, post.agency_id, post.role from outgoing_signer signer
        join outgoing_paper paper on paper.submission = signer.submission join official_document d on d.id = paper.document_id
        join post on post.id = signer.post_id
        where signer.officer_id = ${officerId} and signer.signed_at is null and d.state = 'submitted'`
    : sql`select distinct d.id, post.agency_id, post.role from document_agreement asked
        join official_document d on d.id = asked.document_id join post on post.id = asked.post_id
        where asked.officer_id = ${officerId} and asked.answered_at is null and d.state = 'submitted'`

const fitting = (officerId: string, day: Temporal.PlainDate): RawBuilder<unknown> => sql`
  select distinct on (officer.id) officer.id, officer.full_name, post.title, post.id as post_id from post
  join post_holding on post_holding.post_id = post.id and post_holding.in_force @> ${day}::date
  join officer on officer.id = post_holding.officer_id
  where officer.id <> ${officerId} and post.agency_id = mine.agency_id and post.role = mine.role`

const groupsOf = (duty: Duty, officerId: string, day: Temporal.PlainDate): RawBuilder<unknown> => sql`
  select concat_ws('|', ${duty}::text, mine.agency_id, mine.role) as key, ${duty}::text as kind,
    'official-document' as "subjectKind", mine.role, (select name from agency where agency.id = mine.agency_id) as place,
    mine.count, false as "mayRelease", (select coalesce(jsonb_agg(jsonb_build_object('officerId', fit.id, 'fullName', fit.full_name,
      'title', fit.title) order by fit.full_name), '[]') from (${fitting(officerId, day)}) fit) as successors
  from (select agency_id, role, count(*)::int as count from (${papersOf(duty, officerId)}) one group by 1, 2) mine`

/** The post from which the successor signs or agrees: of the same agency and role. */
const postOf = ({ group, toOfficerId, now }: Handing): RawBuilder<unknown> => {
  const [, agencyId = '', role = ''] = group.key.split('|')
  return sql`(select post.id from post join post_holding h on h.post_id = post.id
    where h.officer_id = ${toOfficerId}::uuid and h.in_force @> ${localDate(now)}::date
      and post.agency_id = ${agencyId} and post.role = ${role} limit 1)`
}

/** Drafts that wait for an officer's agreement or signature, also in a turn that has not come. Who is asked twice is asked once. */
export const openPapers: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const answer = await sql<OpenWorkGroup>`
      ${groupsOf('paper-signs', officerId, day)} union all ${groupsOf('paper-agrees', officerId, day)} order by 1`.execute(
      reader,
    )
    return answer.rows
  },
  handOver: async (tx, handing) => {
    const { fromOfficerId: from, toOfficerId: to, group, now } = handing
    const duty = group.kind as Duty
    const [, agencyId = '', role = ''] = group.key.split('|')
    const locked = await sql<{ id: string }>`
      select id from official_document where id in (select id from (${papersOf(duty, from)}) mine
        where agency_id = ${agencyId} and role = ${role}) order by id for update`.execute(tx)
    const ids = locked.rows.map(({ id }) => id)
    const ours = sql`document_id = any(${ids}::uuid[])`
    const asked = sql`${ours} and officer_id = ${from} and answered_at is null`
    if (duty === 'paper-signs') {
      await sql`update outgoing_paper set signer_id = ${to}::uuid, signer_post_id = ${postOf(handing)}
        where ${ours} and signer_id = ${from} and signed_at is null`.execute(tx)
      // Where the successor signs in the same round himself, his own place counts for both, and one fewer is needed.
      await sql`delete from outgoing_signer mine where ${ours} and officer_id = ${from} and signed_at is null and exists (
        select from outgoing_signer other where other.submission = mine.submission and other.round = mine.round
          and other.officer_id = ${to}::uuid)`.execute(tx)
      await sql`update outgoing_signer signer set needed = least(needed, (select count(*) from outgoing_signer other
          where other.submission = signer.submission and other.round = signer.round))
        where ${ours} and signed_at is null`.execute(tx)
      await sql`update outgoing_signer set officer_id = ${to}::uuid, post_id = ${postOf(handing)}
        where ${ours} and officer_id = ${from} and signed_at is null`.execute(tx)
    } else {
      await sql`delete from document_agreement mine where ${asked} and exists (select from document_agreement other
        where other.document_id = mine.document_id and other.round = mine.round and other.officer_id = ${to}::uuid)`.execute(
        tx,
      )
      await sql`update document_agreement set officer_id = ${to}::uuid, post_id = ${postOf(handing)} where ${asked}`.execute(
        tx,
      )
    }
    const deed = duty === 'paper-signs' ? 'sign' : 'agree'
    const open = sql`subject_kind = 'official-document' and subject_id = any(${ids}::uuid[]) and officer_id = ${from}
      and deed = ${deed} and state in ('open', 'paused')`
    const key = `${deed}:${to}`
    await sql`update work_item set state = 'cancelled', closed_at = ${now} where ${open} and exists (select from work_item other
      where other.subject_id = work_item.subject_id and other.state in ('open', 'paused') and other.step_key = ${key})`.execute(
      tx,
    )
    await sql`update work_item set officer_id = ${to}::uuid, step_key = ${key} where ${open}`.execute(tx)
    return ids
  },
}
