import { type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole, hasRole } from '#modules/identity/domain/index.ts'
import { type ActionActor, appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { Agency, OrganisationRefusal } from '../domain/index.ts'
import { findAgencyByCode } from '../queries/agency-tree.ts'
import { isAgencyInRemit } from '../store/agencies.ts'
import { lockOrganisation } from '../store/load-agencies.ts'

export type OrganisationDeps = { readonly database: Database; readonly clock: Clock }

/** A change of the organisation under way; changes follow each other, so the tree is at rest while one is decided. */
export type OrganisationScene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  readonly actor: ActionActor
  /** Whether the one who acts answers for an agency; the program itself answers for all. */
  readonly answersFor: (agencyId: string) => Promise<boolean>
  /** An agency by code, when the one who acts answers for it. */
  readonly findOwn: (code: string) => Promise<Agency | null>
}

const sceneOf = (tx: Tx, now: Temporal.Instant, who: Actor): OrganisationScene => {
  const remit = who.kind === 'system' ? null : agencyIdsWithRole(who, 'administrator')
  const post = who.kind === 'officer' ? who.posts.find((one) => one.role === 'administrator') : undefined
  const answersFor = async (agencyId: string): Promise<boolean> =>
    remit === null || (await isAgencyInRemit(tx, remit, agencyId))
  return {
    tx,
    now,
    today: localDate(now),
    actor:
      who.kind === 'officer'
        ? { kind: 'officer', id: who.officerId, ...(post === undefined ? {} : { postId: post.postId }) }
        : { kind: 'system' },
    answersFor,
    findOwn: async (code) => {
      const agency = await findAgencyByCode(tx, code)
      return agency !== null && (await answersFor(agency.id)) ? agency : null
    },
  }
}

/** A deed of an administrator, or of the program on behalf of whoever runs it, on the organisation; one transaction. */
export const onOrganisation = <Value>(
  { database, clock }: OrganisationDeps,
  actor: Actor,
  deed: (scene: OrganisationScene) => Promise<Result<Value, OrganisationRefusal>>,
): Promise<Result<Value, OrganisationRefusal>> =>
  inTransaction<Value, OrganisationRefusal>(database, async (tx) => {
    if (actor.kind !== 'system' && !hasRole(actor, 'administrator'))
      return refuse({ code: 'organisation.not-permitted' })
    await lockOrganisation(tx)
    return deed(sceneOf(tx, clock.now(), actor))
  })

/** Writes down what was done to an agency or an officer, and tells it. No name, number or address of a person stands in it. */
export const recordOrganisationDeed = async (
  { tx, now, actor }: OrganisationScene,
  subject: { readonly kind: 'agency' | 'officer'; readonly id: string },
  type: string,
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: subject.kind, subjectId: subject.id, type, occurredAt: now }
  await appendAction(tx, { ...shared, actor, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}
