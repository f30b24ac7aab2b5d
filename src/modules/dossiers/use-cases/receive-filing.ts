import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { type Actor, hasRole, holdsGrant } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import type { FilingChannel } from '../domain/dossier.ts'
import { ownPortalFilingKey } from '../domain/filing-rules.ts'
import { claimedSource } from '../domain/intake.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import {
  claimFiling,
  findFiledDossiers,
  findFilingsByExternalIds,
  linkExternalId,
  markFiled,
} from '../store/filings.ts'
import { type FilingFrame, fileDossier, type ReadForDossier, readForDossiers } from './file-dossier.ts'
import type { Filed, FiledDossier, ReceiveFiling } from './filing-command.ts'
import type { DossierDeps } from './scene.ts'

const mayReceive = (actor: Actor, channel: FilingChannel): boolean => {
  switch (channel) {
    case 'own-portal':
      return actor.kind === 'citizen'
    case 'national-portal':
      return actor.kind === 'system' || holdsGrant(actor, `file:${channel}`)
    default:
      return hasRole(actor, 'one-stop-officer') || holdsGrant(actor, `file:${channel}`)
  }
}

/** A system names filings by the numbers of its own issuers only: those of another would let it read what the other filed. */
const mayName = (actor: Actor, externalIds: ReceiveFiling['externalIds']): boolean =>
  actor.kind !== 'machine' || externalIds.every(({ issuer }) => holdsGrant(actor, `issuer:${issuer}`))

/**
 * Who may say that a paper lies in a state database or in the owner's store: an officer, who has looked; the program itself; a system that
 * was granted it, with the number under which it was found. A person hands in the paper.
 */
const claimRefusal = (actor: Actor, { dossiers }: ReceiveFiling): DossierRefusal | null => {
  if (actor.kind === 'officer' || actor.kind === 'system') return null
  for (const paper of dossiers.flatMap((dossier) => dossier.papers)) {
    const claimed = claimedSource(paper)
    if (claimed === null) continue
    if (!holdsGrant(actor, `claim:${claimed}`)) return { code: 'dossier.claim-not-granted', paper: paper.code }
    if ((paper.evidence ?? '') === '') return { code: 'dossier.claim-without-evidence', paper: paper.code }
  }
  return null
}

/** A filing that came before under one of the numbers; `foreign` when they belong to several, or to one of another channel. */
const findEarlier = async (tx: Tx, command: ReceiveFiling): Promise<string | 'foreign' | null> => {
  const earlier = await findFilingsByExternalIds(tx, command.externalIds)
  const [first] = earlier
  if (first === undefined) return null
  return earlier.length === 1 && first.channel === command.channel ? first.id : 'foreign'
}

const filedBefore = async (tx: Tx, filingId: string) =>
  accept({ filingId, dossiers: await findFiledDossiers(tx, filingId), again: true })

/** Under whom files may have come ahead of the filing. */
const preparerOf = (actor: Actor): string | null =>
  actor.kind === 'officer' ? actor.accountId : actor.kind === 'machine' ? actor.clientId : null

const isPortalOpen = async (tx: Tx, channel: FilingChannel, day: Temporal.PlainDate): Promise<boolean> =>
  channel !== 'own-portal' || ((await findSetting(tx, ownPortalFilingKey, day))?.value ?? false)

const fileAll = async (
  frame: FilingFrame,
  dossiers: readonly ReadForDossier[],
): Promise<Result<readonly FiledDossier[], DossierRefusal>> => {
  const filed: FiledDossier[] = []
  for (const dossier of dossiers) {
    const one = await fileDossier(frame, dossier, newId())
    if (!one.ok) return one
    filed.push(one.value)
  }
  return accept(filed)
}

/** Takes a filing in: each dossier gets its code, its papers, its first piece of work, its fees. All or nothing. */
export const receiveFiling = (
  deps: DossierDeps,
  actor: Actor,
  command: ReceiveFiling,
): Promise<Result<Filed, DossierRefusal>> =>
  inTransaction(deps.database, (tx) => receiveFilingIn(tx, deps, actor, command))

/** The same inside a transaction that does more, such as turning a draft into a filing or accepting at the counter. */
export const receiveFilingIn = async (
  tx: Tx,
  deps: DossierDeps,
  actor: Actor,
  command: ReceiveFiling,
): Promise<Result<Filed, DossierRefusal>> => {
  if (!mayReceive(actor, command.channel) || !mayName(actor, command.externalIds))
    return refuse({ code: 'dossier.not-permitted' })
  const earlier = await findEarlier(tx, command)
  if (earlier === 'foreign') return refuse({ code: 'dossier.not-permitted' })
  if (earlier !== null) return filedBefore(tx, earlier)
  const now = deps.clock.now()
  const accountId = actor.kind === 'citizen' ? actor.accountId : null
  const frame = { tx, deps, actor, command, now }
  const [claim, isOpen, read] = await Promise.all([
    claimFiling(tx, { ...command, accountId, preparer: preparerOf(actor), now }),
    isPortalOpen(tx, command.channel, localDate(now)),
    readForDossiers(frame),
  ])
  if (claim === 'foreign') return refuse({ code: 'dossier.not-permitted' })
  if (claim === 'filed') return filedBefore(tx, command.filingId)
  if (!isOpen) return refuse({ code: 'dossier.own-portal-closed' })
  const unfounded = claimRefusal(actor, command)
  if (unfounded !== null) return refuse(unfounded)
  // A refusal takes back what is marked here.
  const marking = Promise.all([
    markFiled(tx, command.filingId, now),
    ...command.externalIds.map(({ issuer, id }) => linkExternalId(tx, command.filingId, issuer, id)),
  ])
  const [filed] = await Promise.all([fileAll(frame, read), marking])
  return filed.ok ? accept({ filingId: command.filingId, dossiers: filed.value, again: false }) : filed
}
