import { listAgencyNames } from '#modules/agencies/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DraftRecipient } from '../../domain/drafting/draft-head.ts'

/** To whom it goes by name: an agency of the province is known by its own and reached directly; others get paper. */
export const resolveRecipients = async (
  reader: Reader,
  addressees: readonly string[],
  others: readonly string[],
): Promise<DraftRecipient[]> => {
  const names = [...new Set([...others, ...addressees])]
  const known = await listAgencyNames(reader, names)
  return names.map((name) => {
    const agencyId = known.get(name.toLocaleLowerCase('vi')) ?? null
    return {
      name,
      agencyId,
      purpose: addressees.includes(name) ? 'to-act' : 'to-know',
      channel: agencyId === null ? 'paper' : 'electronic',
    }
  })
}
