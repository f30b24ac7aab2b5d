import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { findSeriesFaults } from '#modules/integrity/index.ts'
import { runBatch, startBatch } from '#modules/signatures/index.ts'
import { countingStatements } from '#platform/database/connection.ts'
import { localTimeStampAuthority } from '#platform/signing/cms/local-time-stamp-authority.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import type { TimeStampAuthority } from '#platform/signing/timestamp.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { lateAuthority } from '#test/support/late-authority.ts'
import { listBooks } from '../../../queries/books.ts'
import { readBook } from '../../../queries/read-book.ts'
import { findHeldNumber } from '../../../store/held-numbers.ts'
import { findDocument } from '../../../store/official-documents.ts'
import { findOutgoingPaper } from '../../../store/outgoing-papers.ts'
import { closeRegister } from '../../close-register.ts'
import { registerPaper } from '../register-paper.ts'
import { sendBackDraft } from '../submit-draft.ts'
import { holdPlace, voidNumber } from './hold-number.ts'
import { issueDocument, issueDocumentWith } from './issue-document.ts'

let scene: IssuingScene
beforeAll(async () => {
  scene = await openIssuingScene()
})
beforeEach(() => scene.house.setClock('2026-09-07T01:00:00Z'))

const numberOf = (code: string): number => Number(code.split('/')[0])
const issue = async (documentId: string) =>
  numberOf(acceptedValue(await issueDocument(scene.house.deps, scene.clerk, { documentId })).code)
const held = (documentId: string) => findHeldNumber(scene.house.deps.database, documentId)
const documentOf = (documentId: string) => findDocument(scene.house.deps.database, documentId)
/** Of the file that its leader signed. */
const signedSha256 = async (documentId: string): Promise<string> => {
  const { database } = scene.house.deps
  const paper = await findOutgoingPaper(database, documentId)
  return (await findAttachment(database, paper?.signedAttachmentId ?? newId()))?.sha256 ?? ''
}
const unbroken = async () =>
  expect(
    (await findSeriesFaults(scene.house.deps.database)).filter((one) => one.series === 'document-register'),
  ).toEqual([])

/** An authority that answers nothing until it is told how. */
const hangingAuthority = () => {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<Uint8Array>()
  const authority: TimeStampAuthority = {
    ask: () => {
      asked.resolve()
      return answer.promise
    },
  }
  return { authority, asked: asked.promise, fail: () => answer.reject(new Error('nobody there')) }
}

const silentAuthority: TimeStampAuthority = { ask: () => Promise.reject(new Error('nobody there')) }

/** A paper signed by hand takes its number from the same book. */
const numberPaper = async (): Promise<number> => {
  const today = localDate(scene.house.deps.clock.now()).toString()
  const paper = await registerPaper(scene.house.deps, scene.clerk, {
    documentId: newId(),
    agencyId: scene.agencyId,
    typeCode: 'TB',
    subject: 'Về lịch trực',
    unitNotation: 'VP',
    signerPostId: scene.leader.posts[0]?.postId ?? null,
    signedOn: today,
    secrecy: 0,
    urgency: 0,
    recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-act', channel: 'paper' }],
    copies: 1,
  })
  return numberOf(acceptedValue(paper).code)
}

const linesOfBook = async () => {
  const { database, clock } = scene.house.deps
  const today = localDate(clock.now())
  const book = (await listBooks(database, scene.clerk, today.year)).find(({ key }) => key === 'van-ban-di')
  if (book === undefined) throw new Error('no book')
  const asked = { registerId: book.id, from: today.with({ month: 1, day: 1 }), until: today, typeCode: '' }
  const { lines } = await readBook(database, scene.clerk, book, { ...asked, after: null, limit: 500, form: 'register' })
  return { book, lines }
}

describe('a number that waits for its seal', () => {
  it('keeps no other clerk waiting while an authority says nothing, and is the document’s own afterwards', async () => {
    const [slow, quick] = [await scene.signed(), await scene.signed()]
    const { authority, asked, fail } = hangingAuthority()
    const deps = { ...scene.house.deps, timeStampAuthority: authority }
    const waiting = issueDocument(deps, scene.clerk, { documentId: slow })
    await asked
    const first = (await held(slow))?.number ?? 0
    expect([await numberPaper(), await issue(quick)]).toEqual([first + 1, first + 2])
    fail()
    expect(await waiting).toMatchObject({
      refusal: { code: 'document.signature-refused', why: { code: 'signature.time-stamp-unavailable' } },
    })
    // Later numbers are out: it waits with its document.
    expect([await held(slow), await documentOf(slow)]).toMatchObject([{ number: first }, { state: 'signed' }])
    await unbroken()
    expect(await issue(slow)).toBe(first)
    expect(await held(slow)).toBeNull()
    await unbroken()
  })

  it('stays with whoever seals it when it is pressed a second time and that fails', async () => {
    const [documentId, next] = [await scene.signed(), await scene.signed()]
    const { authority, asked, stamp } = await lateAuthority(scene.house.deps.clock)
    const { deps } = scene.house
    const first = issueDocument({ ...deps, timeStampAuthority: authority }, scene.clerk, { documentId })
    await asked
    const number = (await held(documentId))?.number
    const second = { ...deps, timeStampAuthority: silentAuthority }
    expect(await issueDocument(second, scene.clerk, { documentId })).toMatchObject({ ok: false })
    expect((await held(documentId))?.number).toBe(number)
    expect(await issue(next)).toBe((number ?? 0) + 1)
    stamp()
    expect(numberOf(acceptedValue(await first).code)).toBe(number)
    await unbroken()
  })

  it('stays with whoever found it when the one who took it fails', async () => {
    const documentId = await scene.signed()
    const { authority, asked, fail } = hangingAuthority()
    const late = await lateAuthority(scene.house.deps.clock)
    const { deps } = scene.house
    const first = issueDocument({ ...deps, timeStampAuthority: authority }, scene.clerk, { documentId })
    await asked
    const number = (await held(documentId))?.number
    const second = issueDocument({ ...deps, timeStampAuthority: late.authority }, scene.clerk, { documentId })
    await late.asked
    fail()
    expect(await first).toMatchObject({ ok: false })
    expect((await held(documentId))?.number).toBe(number)
    late.stamp()
    expect(numberOf(acceptedValue(await second).code)).toBe(number)
    await unbroken()
  })

  it('is stamped when the authority answers', async () => {
    const documentId = await scene.signed()
    const authority = localTimeStampAuthority((await makeSigningSample()).leader, scene.house.deps.clock)
    const deps = { ...scene.house.deps, timeStampAuthority: authority }
    acceptedValue(await issueDocument(deps, scene.clerk, { documentId }))
    const seal = await scene.house.deps.database
      .selectFrom('given_signature as g')
      .innerJoin('outgoing_paper as p', 'p.submission', 'g.subject_id')
      .select('g.level')
      .where('p.document_id', '=', documentId)
      .where('g.role', '=', 'seal')
      .executeTakeFirst()
    expect(seal?.level).toBe('B-T')
  })

  it('goes back to the book when the seal fails and nobody has taken a later one', async () => {
    const [failing, next] = [await scene.signed(), await scene.signed()]
    const deps = { ...scene.house.deps, timeStampAuthority: silentAuthority }
    expect(await issueDocument(deps, scene.clerk, { documentId: failing })).toMatchObject({ ok: false })
    expect(await held(failing)).toBeNull()
    const number = await issue(next)
    expect(await issue(failing)).toBe(number + 1)
    await unbroken()
  })

  it('is the one that a clerk finds again who was cut off before the seal, on another day too', async () => {
    const documentId = await scene.signed()
    const { deps } = scene.house
    const file = await deps.database
      .selectFrom('outgoing_paper')
      .select('signed_attachment_id')
      .where('document_id', '=', documentId)
      .executeTakeFirstOrThrow()
    const place = acceptedValue(await holdPlace(deps, scene.clerk, documentId, file.signed_attachment_id ?? ''))
    scene.house.setClock('2026-09-08T02:00:00Z')
    expect(await issue(documentId)).toBe(place.number)
    expect((await documentOf(documentId))?.documentDate?.toString()).toBe('2026-09-07')
  })
})

describe('the numbers of papers that are sealed at once', () => {
  it('follow the order of their list, though the first is read last and one is refused', async () => {
    const papers = [await scene.signed(), await scene.signed(), newId(), await scene.signed(), await scene.signed()]
    const [first = '', second = ''] = await Promise.all(papers.map(signedSha256))
    const { deps } = scene.house
    const isSecondRead = Promise.withResolvers<void>()
    const read: typeof deps.files.read = async (sha256) => {
      if (sha256 === second) isSecondRead.resolve()
      if (sha256 === first) await isSecondRead.promise
      return deps.files.read(sha256)
    }
    const slow = { ...deps, files: { ...deps.files, read } }
    const id = newId()
    const items = papers.map((one) => ({
      subject: { kind: 'official-document', id: one },
      version: 1,
      title: 'Thông báo',
    }))
    acceptedValue(await startBatch(slow, scene.clerk, { id, items, agencyId: scene.agencyId }))
    const done = await runBatch(
      slow,
      scene.clerk,
      { id },
      {
        'official-document': ({ subject }, key, inTurn) =>
          issueDocumentWith(slow, scene.clerk, { documentId: subject.id }, key, inTurn),
      },
    )
    expect(acceptedValue(done).items.map(({ state }) => state)).toEqual([
      'signed',
      'signed',
      'refused',
      'signed',
      'signed',
    ])
    const issued = await Promise.all(papers.map(async (one) => (await documentOf(one))?.registerNumber))
    const from = issued[0] ?? 0
    expect(issued).toEqual([from, from + 1, undefined, from + 2, from + 3])
    await unbroken()
  })
})

describe('a number that its document does not get', () => {
  it('is given up with a reason, stays in the book, and goes to nobody else', async () => {
    const documentId = await scene.signed()
    const { deps } = scene.house
    const file = await deps.database
      .selectFrom('outgoing_paper')
      .select('signed_attachment_id')
      .where('document_id', '=', documentId)
      .executeTakeFirstOrThrow()
    const { number } = acceptedValue(await holdPlace(deps, scene.clerk, documentId, file.signed_attachment_id ?? ''))
    const back = { documentId, reason: 'Sai thể thức' }
    expect(await sendBackDraft(deps, scene.clerk, back)).toMatchObject({
      refusal: { code: 'document.number-held', number },
    })
    const { book, lines } = await linesOfBook()
    expect(lines.find((line) => line.number === number)?.cells).toContain('Đang giữ số, chờ đóng dấu')
    scene.house.setClock('2026-10-01T02:00:00Z')
    const september = { registerId: book.id, from: '2026-09-01', until: '2026-09-30', form: 'register' } as const
    expect(await closeRegister(deps, scene.clerk, september)).toMatchObject({
      refusal: { code: 'document.number-held', number },
    })
    expect(await voidNumber(deps, scene.clerk, { documentId, reason: '' })).toMatchObject({
      refusal: { code: 'document.reason-missing' },
    })
    expect(await voidNumber(deps, scene.receiver, { documentId, reason: 'x' })).toMatchObject({
      refusal: { code: 'document.not-found' },
    })
    acceptedValue(await voidNumber(deps, scene.clerk, { documentId, reason: 'Thiết bị ký hỏng' }))
    expect(await voidNumber(deps, scene.clerk, { documentId, reason: 'x' })).toMatchObject({
      refusal: { code: 'document.number-not-held' },
    })
    const after = (await linesOfBook()).lines.find((line) => line.number === number)
    expect(after?.cells).toContain('Số không sử dụng: Thiết bị ký hỏng')
    acceptedValue(await closeRegister(deps, scene.clerk, september))
    expect(await issue(documentId)).toBeGreaterThan(number)
    await unbroken()
  })
})

describe('a book that is closed', () => {
  it('never tells a number as waiting that was given up while the book was printed', async () => {
    const documentId = await scene.signed()
    const { deps } = scene.house
    const { signed_attachment_id: file } = await deps.database
      .selectFrom('outgoing_paper')
      .select('signed_attachment_id')
      .where('document_id', '=', documentId)
      .executeTakeFirstOrThrow()
    const { number } = acceptedValue(await holdPlace(deps, scene.clerk, documentId, file ?? ''))
    const { book } = await linesOfBook()
    scene.house.setClock('2026-10-01T02:00:00Z')
    const september = { registerId: book.id, from: '2026-09-01', until: '2026-09-30', form: 'register' } as const
    let isVoided = false
    const voiding = deps.database.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (!isVoided && JSON.stringify(result.rows).includes(documentId)) {
          isVoided = true
          acceptedValue(await voidNumber(deps, scene.clerk, { documentId, reason: 'Thiết bị ký hỏng' }))
        }
        return result
      },
    })
    expect(await closeRegister({ ...deps, database: voiding }, scene.clerk, september)).toMatchObject({
      refusal: { code: 'document.number-held', number },
    })
    expect(isVoided).toBe(true)
    acceptedValue(await closeRegister(deps, scene.clerk, september))
  })
})

describe('an issued document', () => {
  it('reaches many agencies of the province with as many statements as one', async () => {
    const agencies = await scene.house.deps.database
      .selectFrom('agency')
      .select(['id as agencyId', 'name'])
      .where('id', '<>', scene.agencyId)
      .limit(60)
      .execute()
    const statementsFor = async (count: number): Promise<number> => {
      const to = agencies.slice(0, count).map((one) => ({ ...one, purpose: 'to-know', channel: 'electronic' }) as const)
      const documentId = await scene.signed({ recipients: to })
      const counted = { statements: 0 }
      await countingStatements(counted, () => issue(documentId))
      const arrived = await scene.house.deps.database
        .selectFrom('official_document as d')
        .innerJoin('work_item as w', 'w.subject_id', 'd.id')
        .innerJoin('attachment as a', 'a.owner_id', 'd.id')
        .innerJoin('action_log as l', 'l.subject_id', 'd.id')
        .innerJoin('document_recipient as r', 'r.received_document_id', 'd.id')
        .select('d.agency_id')
        .where('d.origin_id', '=', documentId)
        .where('r.state', '=', 'arrived')
        .execute()
      expect(arrived.map((row) => row.agency_id).sort()).toEqual(to.map(({ agencyId }) => agencyId).sort())
      return counted.statements
    }
    expect(agencies.length).toBeGreaterThan(40)
    expect(await statementsFor(agencies.length)).toBe(await statementsFor(1))
  })
})
