import { accept, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { appendToMany, beginningOfChain, lastLinks } from '#platform/action-log/action-log.ts'
import type { Reader } from '#platform/database/connection.ts'
import { decideShares, type HandOver, type OpenWorkGroup, type Share } from '../../domain/index.ts'
import { mayHead } from '../../queries/personnel-remit.ts'
import type { OpenWorkKind } from '../../store/personnel/open-work-kind.ts'
import {
  lockOfficer,
  onPersonnel,
  type PersonnelAnswer,
  type PersonnelDeps,
  type PersonnelScene,
  recordPersonnelDeed,
} from './personnel-deed.ts'

export type HandOverDeps = Omit<PersonnelDeps, 'workingTime'> & {
  /** Every kind of open work there is; what is not in it would be left behind. */
  readonly kinds: readonly OpenWorkKind[]
}

type KindGroup = { readonly kind: OpenWorkKind; readonly group: OpenWorkGroup }

const groupsOfAll = async (
  kinds: readonly OpenWorkKind[],
  reader: Reader,
  officerId: string,
  day: Temporal.PlainDate,
): Promise<readonly KindGroup[]> => {
  const found = await Promise.all(kinds.map((kind) => kind.groupsOf(reader, officerId, day)))
  return found.flatMap((groups, index) => groups.map((group) => ({ kind: kinds[index] as OpenWorkKind, group })))
}

/** All that an officer has in hand; a statement for each kind. */
export const previewHandOver = async (
  kinds: readonly OpenWorkKind[],
  reader: Reader,
  officerId: string,
  day: Temporal.PlainDate,
): Promise<readonly OpenWorkGroup[]> => (await groupsOfAll(kinds, reader, officerId, day)).map(({ group }) => group)

/** In the chain of each subject that changed hands, locked by whoever handed it. */
const recordOnSubjects = async (
  { tx, now, actor }: PersonnelScene,
  fromOfficerId: string,
  { group, toOfficerId }: Share,
  subjectIds: readonly string[],
): Promise<void> => {
  const links = await lastLinks(tx, group.subjectKind, subjectIds)
  const by = { kind: 'officer', id: actor.officerId } as const
  const detail = { kind: group.kind, from: fromOfficerId, to: toOfficerId }
  await appendToMany(
    tx,
    subjectIds.map((subjectId) => ({
      previous: links.get(subjectId) ?? beginningOfChain,
      action: {
        subjectKind: group.subjectKind,
        subjectId,
        type: 'work.handed-over',
        actor: by,
        occurredAt: now,
        recordedAt: now,
        detail,
      },
    })),
  )
}

/**
 * Everything an officer has in hand goes to colleagues, in one transaction: each group to who was chosen for it, each subject with an entry
 * in its chain. Refused when something came or went since the preview, and when a part would stay with nobody.
 */
export const handOverWork = (
  deps: HandOverDeps,
  actor: Actor,
  { officerId, shares: seen }: HandOver,
): PersonnelAnswer<number> =>
  onPersonnel<number>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    if (!(await lockOfficer(scene, officerId)) || !(await mayHead(tx, actor, officerId, today)))
      return refuse({ code: 'officer.unknown' })
    const found = await groupsOfAll(deps.kinds, tx, officerId, today)
    if (found.length === 0) return refuse({ code: 'hand-over.nothing-open' })
    const shares = decideShares(
      found.map(({ group }) => group),
      seen,
    )
    if (shares === 'changed') return refuse({ code: 'hand-over.changed' })
    if (shares === 'left-behind') return refuse({ code: 'hand-over.left-behind' })
    if (shares === 'unfit') return refuse({ code: 'hand-over.successor-unfit' })
    let handed = 0
    for (const share of shares) {
      const kind = found.find(({ group }) => group === share.group)?.kind as OpenWorkKind
      const handing = { ...share, fromOfficerId: officerId, byOfficerId: scene.actor.officerId, now }
      const touched = await kind.handOver(tx, handing)
      handed += share.group.count
      await recordOnSubjects(scene, officerId, share, [...new Set(touched)])
    }
    // Whoever gave him something while this ran is told to look again.
    if ((await groupsOfAll(deps.kinds, tx, officerId, today)).length > 0) return refuse({ code: 'hand-over.changed' })
    const detail = {
      groups: shares.map(({ group, toOfficerId }) => ({ kind: group.kind, count: group.count, to: toOfficerId })),
    }
    await recordPersonnelDeed(scene, officerId, 'work.handed-over', detail)
    return accept(handed)
  })
