import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import { isDeputyTitle } from '#modules/official-documents/domain/index.ts'
import { findSeats, type GiveMandate, giveMandate } from '#modules/official-documents/index.ts'
import type { Registry } from './lived-registry.ts'

type Given = Pick<GiveMandate, 'postId' | 'capacity' | 'basis' | 'until' | 'contents'>

/** The first head of a unit signs by order, the next by authority for a while; deputies sign for their leader as the work is divided among them. */
const givenAt = async (deps: SigningDeps, { agencyId }: Registry): Promise<readonly Given[]> => {
  const today = localDate(deps.clock.now())
  const seats = await findSeats(deps.database, agencyId, today)
  const [byOrder, byAuthority] = seats.filter(({ role }) => role === 'unit-head')
  const deputies = seats.filter(({ role, title }) => role === 'leader' && isDeputyTitle(title))
  const forLong = { until: null, contents: [] }
  return [
    ...deputies.map(({ postId }) => ({
      ...{ postId, capacity: 'KT' as const, ...forLong },
      basis: 'Thông báo phân công nhiệm vụ của lãnh đạo cơ quan',
    })),
    ...(byOrder === undefined
      ? []
      : [
          {
            ...{ postId: byOrder.postId, capacity: 'TL' as const, until: null, contents: ['CV', 'GM'] as const },
            basis: 'Quy chế làm việc của cơ quan, điều về ký thừa lệnh',
          },
        ]),
    ...(byAuthority === undefined
      ? []
      : [
          {
            ...{ postId: byAuthority.postId, capacity: 'TUQ' as const, contents: ['TB', 'BC'] as const },
            until: today.add({ months: 6 }),
            basis: 'Giấy ủy quyền của người đứng đầu cơ quan',
          },
        ]),
  ].map((given) => ({ ...given, contents: [...given.contents] }))
}

/** The rights to sign that the leader of a registry has given in writing. @legal ND-30-2020 Điều 13 */
export const liveMandates = async (deps: SigningDeps, registry: Registry): Promise<void> => {
  const from = localDate(deps.clock.now())
  for (const given of await givenAt(deps, registry))
    acceptedValue(
      await giveMandate(deps, registry.leader, { id: newId(), agencyId: registry.agencyId, from, ...given }),
    )
}
