import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'

export type OpinionKind = 'instruction' | 'opinion' | 'proposal' | 'approval' | 'objection' | 'sent-back' | 'answer'

/** To whom an instruction went, as they were called then. */
export type OpinionTarget = { readonly name: string; readonly part: string; readonly dueAt: string | null }

export type NewOpinion = {
  readonly documentId: string
  readonly kind: OpinionKind
  /** Empty only where targets say it all. */
  readonly body: string
  readonly targets?: readonly OpinionTarget[]
  /** Which version of a draft it speaks of. */
  readonly draftVersion?: number
  readonly at: Temporal.Instant
}

/** Says something on a document, whose row the caller holds locked. Nothing said is changed or taken back. */
export const addOpinion = async (tx: Tx, actor: OfficerActor, post: HeldPost, opinion: NewOpinion): Promise<void> => {
  const title = post.unitName === '' ? post.title : `${post.title}, ${post.unitName}`
  await sql`
    insert into document_opinion (id, document_id, seq, kind, body, officer_id, post_id, officer_name, officer_title,
      draft_version, targets, said_at)
    select ${newId()}, ${opinion.documentId}, coalesce(max(seq), 0) + 1, ${opinion.kind}, ${opinion.body},
      ${actor.officerId}, ${post.postId}, ${actor.fullName}, ${title}, ${opinion.draftVersion ?? null},
      ${JSON.stringify(opinion.targets ?? [])}::jsonb, ${opinion.at}
    from document_opinion where document_id = ${opinion.documentId}`.execute(tx)
}
