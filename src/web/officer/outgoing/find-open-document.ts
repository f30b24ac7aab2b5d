import { isUuid } from '#kernel/ids.ts'
import { findOutgoing, type OutgoingDetail } from '#modules/official-documents/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { officerOf } from '../officer-of.ts'

/** The document of the address, when this officer may see it. */
export const findOpenDocument = async (request: PageRequest): Promise<OutgoingDetail | null> => {
  const id = request.params.id ?? ''
  return isUuid(id) ? findOutgoing(request.province.database, officerOf(request), id, request.now) : null
}
