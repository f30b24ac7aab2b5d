import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DocumentFields, IncomingFace } from '#modules/official-documents/domain/index.ts'
import { listIncoming, openBook, type RegisterIncoming, registerIncoming } from '#modules/official-documents/index.ts'
import type { DemoHouse } from './demo-house.ts'

/** The registry of an agency has its first book. */
export const openIncomingBook = async (house: DemoHouse, clerk: OfficerActor): Promise<void> => {
  acceptedValue(
    await openBook(house.deps, clerk, {
      agencyId: clerk.posts[0]?.agencyId ?? '',
      direction: 'incoming',
      name: 'Sổ văn bản đến',
      typeCodes: [],
      isSecret: false,
    }),
  )
}

let serial = 0

/** A document in the book, laid before the leader; each is another one. */
export const registeredDocument = async (
  house: DemoHouse,
  clerk: OfficerActor,
  face: Partial<IncomingFace> = {},
  other: Partial<RegisterIncoming> = {},
): Promise<string> => {
  serial += 1
  const documentId = newId()
  const whole = {
    documentId,
    agencyId: clerk.posts[0]?.agencyId ?? '',
    face: IncomingFace.parse({
      typeCode: 'CV',
      subject: `V/v rà soát hồ sơ hộ tịch lần ${serial}`,
      code: { number: serial, notation: 'STP-HCTP' },
      documentDate: '2026-09-04',
      authorAgencyId: null,
      authorName: 'Sở Tư pháp',
      ...face,
    }),
    channel: 'hand',
    origin: null,
    registerId: null,
    doubleReason: '',
    signatureReason: '',
    presentTo: null,
    proposedTo: null,
    ...other,
  } as const
  acceptedValue(await registerIncoming(house.deps, clerk, whole))
  return documentId
}

/** Every page of a search, one after the other. */
export const foundIncoming = async (
  house: DemoHouse,
  officer: OfficerActor,
  asked: {
    readonly words: string
    readonly fields: DocumentFields
    readonly state: 'arrived' | 'routed' | 'settled' | null
  },
): Promise<readonly string[]> => {
  const ids: string[] = []
  const limit = 3
  for (;;) {
    const last = ids.at(-1)
    const after = last === undefined ? null : { at: null, id: last }
    const question = { scope: 'all', ...asked, after, limit } as const
    const rows = await listIncoming(house.deps.database, officer, question, house.deps.clock.now())
    ids.push(...rows.map(({ documentId }) => documentId))
    if (rows.length < limit) return ids
  }
}
