import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { findDocument } from '../../store/official-documents.ts'
import { noteDocument } from '../incoming/act-on-document.ts'
import { registerIncoming } from '../incoming/register-incoming.ts'
import { recallDocument } from './recall-document.ts'

let scene: IssuingScene

beforeAll(async () => {
  scene = await openIssuingScene()
})

const stateOf = async (id: string) => (await findDocument(scene.house.deps.database, id))?.state

const received = async (documentId: string) =>
  scene.house.deps.database
    .selectFrom('document_recipient')
    .select(['received_document_id as id', 'state', 'recall_confirmed_at as confirmedAt'])
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow()

describe('an issued document that is taken back', () => {
  it('is out of use at its receivers with it: work ends, nothing can be settled, and the clerk there says so', async () => {
    const { house, clerk } = scene
    const documentId = await scene.issued({ recipients: [scene.inside] })
    const { id } = await received(documentId)
    expect(id).not.toBeNull()
    acceptedValue(await recallDocument(house.deps, clerk, { documentId, reason: 'Sai căn cứ' }))
    expect([await stateOf(documentId), await stateOf(id ?? '')]).toEqual(['recalled', 'recalled'])
    const there = await house.officer('sxd.vanthu')
    const face = {
      typeCode: 'TB',
      subject: 'x',
      code: { number: 1, notation: 'TB-UBND' },
      documentDate: null,
      authorAgencyId: null,
      authorName: 'UBND xã',
      signerName: '',
      signerTitle: '',
      addressee: '',
      urgency: 0,
      secrecy: 0,
      pages: null,
      copies: null,
      dueOn: null,
    } as const
    const command = {
      documentId: id ?? '',
      agencyId: scene.receiverId,
      face,
      channel: 'inside',
      origin: null,
      registerId: null,
      doubleReason: '',
      signatureReason: '',
      presentTo: null,
      proposedTo: null,
    } as const
    expect(await registerIncoming(house.deps, there, command)).toMatchObject({
      refusal: { code: 'document.state-forbids', state: 'recalled' },
    })
    acceptedValue(await noteDocument(house.deps, there, { documentId: id ?? '' }))
    expect(await received(documentId)).toMatchObject({ state: 'recalled', confirmedAt: house.deps.clock.now() })
    expect(await noteDocument(house.deps, there, { documentId: id ?? '' })).toMatchObject({ ok: false })
  })

  it('by a notice that is issued is recalled with it, everywhere', async () => {
    const documentId = await scene.issued({ recipients: [scene.inside] })
    const noticeId = await scene.issued({ recipients: [scene.inside] }, [{ kind: 'recalls', toId: documentId }])
    expect(await stateOf(documentId)).toBe('recalled')
    const [older, newer] = [await received(documentId), await received(noticeId)]
    expect([await stateOf(older.id ?? ''), await stateOf(newer.id ?? '')]).toEqual(['recalled', 'arrived'])
    const link = await scene.house.deps.database
      .selectFrom('document_link')
      .select('kind')
      .where('from_id', '=', newer.id)
      .where('to_id', '=', older.id)
      .executeTakeFirst()
    expect(link?.kind).toBe('recalls')
  })
})

describe('a document that changes another', () => {
  it('replaces only one of the same form, corrects only by a letter, and only what is in force', async () => {
    const documentId = await scene.issued()
    const tried = (typeCode: 'QĐ' | 'TB' | 'CV', kind: 'replaces' | 'corrects') =>
      scene.create({ typeCode }, [{ kind, toId: documentId }])
    expect(await tried('QĐ', 'replaces')).toMatchObject({ refusal: { code: 'draft.replaces-another-form' } })
    expect(await tried('TB', 'corrects')).toMatchObject({ refusal: { code: 'draft.corrects-without-letter' } })
    expect(await tried('CV', 'corrects')).toMatchObject({ ok: true })
    acceptedValue(await recallDocument(scene.house.deps, scene.clerk, { documentId, reason: 'x' }))
    expect(await tried('TB', 'replaces')).toMatchObject({ refusal: { code: 'draft.changes-nothing-in-force' } })
  })

  it('leaves the older one out of force when it replaces it, and in force when it corrects it', async () => {
    const [first, second] = [await scene.issued(), await scene.issued()]
    await scene.issued({}, [{ kind: 'replaces', toId: first }])
    await scene.issued({ typeCode: 'CV', addressees: ['Các thôn'] }, [{ kind: 'corrects', toId: second }])
    expect([await stateOf(first), await stateOf(second)]).toEqual(['replaced', 'issued'])
  })
})
