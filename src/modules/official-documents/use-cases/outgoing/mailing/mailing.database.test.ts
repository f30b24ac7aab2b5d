import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import type { DraftHead } from '#modules/official-documents/domain/index.ts'
import { keepingMailer, type Mailer, openSmtpMailer } from '#platform/mail/mailer.ts'
import { readLetter } from '#platform/mail/read-letter.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { type SmtpTwin, startSmtpTwin } from '#test/support/smtp-twin.ts'
import { documentSubject } from '../../../domain/index.ts'
import { listReceivers } from '../../../queries/issued-facts.ts'
import { addressesOf, listOutsideReceivers } from '../../../store/mailing/outside-receivers.ts'
import { issueDocument } from '../issuing/issue-document.ts'
import { recallDocument } from '../recall-document.ts'
import { recordDispatch } from '../record-dispatch.ts'
import { registerPaper } from '../register-paper.ts'
import { dropAddress, keepAddress } from './address-book.ts'
import { mailDocument } from './mail-document.ts'
import { mailReceiver } from './mail-receiver.ts'

let scene: IssuingScene
let server: SmtpTwin
let mailer: Mailer

beforeAll(async () => {
  scene = await openIssuingScene()
  server = await startSmtpTwin()
  mailer = openSmtpMailer(server.url, 'Một Cửa <motcua@example.vn>', 2_000)
})
afterAll(async () => {
  mailer.close()
  await server.hangUp()
})
beforeEach(() => {
  scene.house.setClock('2026-09-07T01:00:00Z')
  server.letters.length = 0
  server.answerTo = () => 250
})

const database = () => scene.house.deps.database
const mailing = (by = mailer) => ({ ...scene.house.deps, mailer: by })

/** Receivers that no other test writes to. */
let count = 0
const company = () => {
  count += 1
  return { name: `Công ty Bình Minh ${count}`, email: `vanthu${count}@binhminh.example` }
}
const keep = (told: {
  readonly name: string
  readonly email: string
  readonly address?: string
  readonly id?: string
}) => keepAddress(scene.house.deps, scene.clerk, { id: newId(), agencyId: scene.agencyId, address: '', ...told })
const outside = (name: string): DraftHead['recipients'][number] => ({
  name,
  agencyId: null,
  purpose: 'to-act',
  channel: 'paper',
})
const issuedTo = async (names: readonly string[]): Promise<string> => {
  const documentId = await scene.signed({ recipients: names.map(outside) })
  acceptedValue(await issueDocument(scene.house.deps, scene.clerk, { documentId }))
  return documentId
}
const mailingsOf = async (documentId: string) =>
  (
    await sql<{
      id: string
      kind: string
      state: string
      address: string
      attempts: number
      fault: string
      round: number
    }>`
      select id, kind, state, address, attempts, fault, round from document_mailing where document_id = ${documentId}
      order by asked_at, kind`.execute(database())
  ).rows
const only = async (documentId: string) => {
  const [one, ...others] = await mailingsOf(documentId)
  if (one === undefined || others.length > 0) throw new Error('not one mailing')
  return one
}
const receiverOf = async (documentId: string) => {
  const [one] = await listReceivers(database(), documentId)
  if (one === undefined) throw new Error('no receiver')
  return one
}
const jobsOf = async (id: string): Promise<number> => {
  const answer = await sql<{ jobs: number }>`select count(*)::int as jobs from graphile_worker._private_jobs as j
    where j.payload ->> 'mailingId' = ${id}`.execute(database())
  return answer.rows[0]?.jobs ?? 0
}
const sendAgain = (documentId: string, recipientId: string) =>
  mailReceiver(scene.house.deps, scene.clerk, { documentId, recipientId, key: newId() })

describe('an issued document', () => {
  it('goes to whom the book has an e-mail address, sealed file and letter, once', async () => {
    const known = company()
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name.toUpperCase(), 'Các thôn'])
    const { id, ...told } = await only(documentId)
    expect(told).toMatchObject({ kind: 'issue', state: 'waiting', address: known.email, attempts: 0 })
    expect(await jobsOf(id)).toBe(1)
    await mailDocument(mailing(), id)
    await mailDocument(mailing(), id)
    expect(server.letters.map(({ to }) => to)).toEqual([[known.email]])
    const letter = await readLetter(server.letters[0]?.source ?? Buffer.of())
    const [issued] = (await listAttachments(database(), { kind: documentSubject, id: documentId })).filter(
      ({ purpose }) => purpose === 'issued',
    )
    expect(letter?.subject).toMatch(/^\d+\/TB-UBND Về lịch tiếp công dân$/)
    expect(letter?.text).toContain(`/kiem-tra?ma=${documentId}`)
    expect(letter?.files.map(({ name }) => name)).toEqual([issued?.name])
    expect(letter?.files.map(({ content }) => Buffer.from(content).subarray(0, 5).toString())).toEqual(['%PDF-'])
    expect(letter?.files[0]?.content.byteLength).toBe(issued?.sizeBytes)
    const receivers = await listReceivers(database(), documentId)
    expect(receivers.map(({ state, way }) => [state, way])).toEqual([
      ['sent', 'e-mail'],
      ['waiting', ''],
    ])
  })

  it('goes to nobody whose name differs in a mark, and never on paper or secret', async () => {
    const known = company()
    acceptedValue(await keep(known))
    expect(await mailingsOf(await issuedTo([known.name.replace('Bình', 'Bính')]))).toEqual([])
    for (const secrecy of [0, 1] as const) {
      const documentId = newId()
      acceptedValue(
        await registerPaper(scene.house.deps, scene.clerk, {
          ...{
            documentId,
            agencyId: scene.agencyId,
            typeCode: 'TB',
            subject: 'Về lịch trực',
            unitNotation: 'VP',
            secrecy,
          },
          ...{ signerPostId: scene.leader.posts[0]?.postId ?? null, signedOn: '2026-09-07', urgency: 0, copies: 1 },
          recipients: [outside(known.name)],
        }),
      )
      expect(await mailingsOf(documentId)).toEqual([])
      const { id: recipientId } = await receiverOf(documentId)
      expect(await sendAgain(documentId, recipientId)).toMatchObject({ refusal: { code: 'mailing.nothing-to-send' } })
      const insert = sql`insert into document_mailing (id, document_id, recipient_id, kind, address, asked_at, asked_by)
        values (${newId()}, ${documentId}, ${recipientId}, 'issue', 'a@b.vn', now(), ${scene.clerk.officerId})`
      if (secrecy > 0) await expect(insert.execute(database())).rejects.toThrow('a secret document has no content here')
    }
  })

  it('refused by the server is told with its reason, and sent again where the address is mended', async () => {
    const known = { ...company(), id: newId() }
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name])
    const { id } = await only(documentId)
    server.answerTo = () => 550
    await mailDocument(mailing(), id)
    expect(await only(documentId)).toMatchObject({ state: 'refused', fault: 'EENVELOPE 550 RCPT TO', attempts: 1 })
    const { id: recipientId, state, mails } = await receiverOf(documentId)
    expect(state).toBe('waiting')
    expect(mails).toMatchObject([{ kind: 'issue', state: 'refused', fault: 'EENVELOPE 550 RCPT TO' }])
    server.answerTo = () => 250
    acceptedValue(await keep({ ...known, email: 'dung@binhminh.example' }))
    acceptedValue(await sendAgain(documentId, recipientId))
    expect(await sendAgain(documentId, recipientId)).toMatchObject({ refusal: { code: 'mailing.waits' } })
    await mailDocument(mailing(), id)
    expect(server.letters.map(({ to }) => to)).toEqual([['dung@binhminh.example']])
    expect(await only(documentId)).toMatchObject({ state: 'sent', address: 'dung@binhminh.example' })
  })

  it('put off waits and is tried again, and is given up after its last try', async () => {
    const known = company()
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name])
    const { id } = await only(documentId)
    server.answerTo = () => 451
    await expect(mailDocument(mailing(), id)).rejects.toThrow('document not mailed')
    expect(await only(documentId)).toMatchObject({ state: 'waiting', attempts: 1 })
    await sql`update document_mailing set attempts = 11 where id = ${id}`.execute(database())
    await mailDocument(mailing(), id)
    expect(await only(documentId)).toMatchObject({ state: 'given-up', attempts: 12 })
    server.answerTo = () => 250
    acceptedValue(await sendAgain(documentId, (await receiverOf(documentId)).id))
    await mailDocument(mailing(), id)
    expect(await only(documentId)).toMatchObject({ state: 'sent', attempts: 1, round: 1 })
  })

  it('cut off after it was sent is the same letter the second time; sent again on purpose it is another', async () => {
    const known = company()
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name])
    const { id } = await only(documentId)
    const cut: Mailer = {
      ...mailer,
      send: async (mail) => {
        await mailer.send(mail)
        throw new Error('the program ends here')
      },
    }
    await expect(mailDocument(mailing(cut), id)).rejects.toThrow('document not mailed')
    await mailDocument(mailing(), id)
    acceptedValue(await sendAgain(documentId, (await receiverOf(documentId)).id))
    await mailDocument(mailing(), id)
    const ids = server.letters.map(({ source }) => /^Message-ID: <([^>]+)>/im.exec(source.toString())?.[1])
    expect(ids).toEqual([`${id}.1@motcua`, `${id}.1@motcua`, `${id}.2@motcua`])
  })

  it('larger than a mail may be is not sent, and the clerk is told', async () => {
    const known = company()
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name])
    const { id } = await only(documentId)
    await sql`update stored_file set size_bytes = 16000000 where sha256 in (
      select sha256 from attachment where owner_id = ${documentId} and purpose = 'issued')`.execute(database())
    await mailDocument(mailing(), id)
    expect(await only(documentId)).toMatchObject({ state: 'refused', fault: 'too-large' })
    expect(server.letters).toEqual([])
  })

  it('stays here when no server is set', async () => {
    const known = company()
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name])
    await mailDocument(mailing(keepingMailer), (await only(documentId)).id)
    expect([await only(documentId), await receiverOf(documentId)]).toMatchObject([
      { state: 'kept' },
      { state: 'waiting' },
    ])
  })

  it('is mailed by the clerk of its agency alone, and not without an address', async () => {
    const { name, email } = company()
    const documentId = await issuedTo([name])
    const { id: recipientId } = await receiverOf(documentId)
    expect(await sendAgain(documentId, recipientId)).toMatchObject({ refusal: { code: 'mailing.without-address' } })
    acceptedValue(await keep({ name, email }))
    const command = { documentId, recipientId, key: newId() }
    expect((await mailReceiver(scene.house.deps, scene.leader, command)).ok).toBe(false)
    expect((await mailReceiver(scene.house.deps, scene.receiver, command)).ok).toBe(false)
    acceptedValue(await mailReceiver(scene.house.deps, scene.clerk, command))
    acceptedValue(await mailReceiver(scene.house.deps, scene.clerk, command))
    const { id } = await only(documentId)
    expect(await jobsOf(id)).toBe(1)
    await mailDocument(mailing(), id)
    expect(server.letters).toHaveLength(1)
  })
})

describe('what becomes of a mailed document', () => {
  it('taken back is told to whom it may have reached, and mailed to nobody any more', async () => {
    const [got, waits] = [company(), company()]
    for (const one of [got, waits]) acceptedValue(await keep(one))
    const documentId = await issuedTo([got.name, waits.name])
    const [first, second] = await mailingsOf(documentId).then((all) =>
      [got, waits].map(({ email }) => all.find(({ address }) => address === email)?.id ?? ''),
    )
    await mailDocument(mailing(), first ?? '')
    acceptedValue(await recallDocument(scene.house.deps, scene.clerk, { documentId, reason: 'Sai thẩm quyền' }))
    await mailDocument(mailing(), second ?? '')
    const all = await mailingsOf(documentId)
    expect(all.map(({ kind, state, address }) => [kind, state, address]).sort()).toEqual(
      [
        ['issue', 'sent', got.email],
        ['issue', 'stopped', waits.email],
        ['recall', 'waiting', got.email],
      ].sort(),
    )
    await mailDocument(mailing(), all.find(({ kind }) => kind === 'recall')?.id ?? '')
    const letter = await readLetter(server.letters.at(-1)?.source ?? Buffer.of())
    expect(letter?.subject).toMatch(/^Thu hồi văn bản: /)
    expect(letter?.text).toContain('Lý do: Sai thẩm quyền')
    expect(letter?.files).toEqual([])
    expect(server.letters.map(({ to }) => to)).toEqual([[got.email], [got.email]])
    expect((await listReceivers(database(), documentId)).map(({ state }) => state)).toEqual(['recalled', 'recalled'])
  })

  it('taken back while it leaves has left, and that is told', async () => {
    const known = company()
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name])
    const { id } = await only(documentId)
    const slow: Mailer = {
      ...mailer,
      send: async (mail) => {
        acceptedValue(await recallDocument(scene.house.deps, scene.clerk, { documentId, reason: 'Sai' }))
        return mailer.send(mail)
      },
    }
    await mailDocument(mailing(slow), id)
    expect((await mailingsOf(documentId)).map(({ kind, state }) => [kind, state])).toEqual([
      ['issue', 'sent'],
      ['recall', 'waiting'],
    ])
  })

  it.each([
    ['replaces', 'TB', 'replacement', 'Thay thế văn bản: '],
    ['corrects', 'CV', 'correction', 'Đính chính văn bản: '],
  ] as const)('%s is told with the number of the new document', async (kind, typeCode, told, head) => {
    const known = company()
    acceptedValue(await keep(known))
    const documentId = await issuedTo([known.name])
    await mailDocument(mailing(), (await only(documentId)).id)
    const newer = await scene.issued({ typeCode, addressees: typeCode === 'CV' ? ['Các thôn'] : [] }, [
      { kind, toId: documentId },
    ])
    const notice = (await mailingsOf(documentId)).find((one) => one.kind === told)
    await mailDocument(mailing(), notice?.id ?? '')
    const letter = await readLetter(server.letters.at(-1)?.source ?? Buffer.of())
    const code = await database()
      .selectFrom('official_document')
      .select('code_number')
      .where('id', '=', newer)
      .executeTakeFirstOrThrow()
    expect(letter?.subject.startsWith(head)).toBe(true)
    expect(letter?.text).toMatch(new RegExp(` bằng .* số 0?${code.code_number}/`))
  })
})

describe('the address book', () => {
  it('holds a name once, with addresses that can be written to, kept by the clerk alone', async () => {
    const known = { ...company(), id: newId() }
    acceptedValue(await keep(known))
    acceptedValue(await keep(known))
    expect(await keep({ ...known, id: newId(), name: ` ${known.name.toUpperCase()} ` })).toMatchObject({
      refusal: { code: 'receiver.known-already' },
    })
    for (const email of ['a@b', 'a@b.vn, c@d.vn', 'Tên <a@b.vn>'])
      expect(await keep({ ...company(), email })).toMatchObject({ refusal: { code: 'receiver.mail-address-wrong' } })
    expect(await keep({ name: 'Không có gì', email: '' })).toMatchObject({
      refusal: { code: 'receiver.address-missing' },
    })
    const foreign = { id: known.id, agencyId: scene.receiverId, name: 'Khác', email: 'a@b.vn', address: '' }
    expect((await keepAddress(scene.house.deps, scene.receiver, foreign)).ok).toBe(false)
    expect((await keepAddress(scene.house.deps, scene.leader, { ...foreign, agencyId: scene.agencyId })).ok).toBe(false)
    expect((await dropAddress(scene.house.deps, scene.receiver, { id: known.id })).ok).toBe(false)
    acceptedValue(await dropAddress(scene.house.deps, scene.clerk, { id: known.id }))
    expect((await addressesOf(database(), scene.agencyId, [known.name])).size).toBe(0)
    const acts = await database()
      .selectFrom('action_log')
      .select(['type', 'detail'])
      .where('subject_id', '=', known.id)
      .execute()
    expect(acts.map(({ type }) => type)).toEqual([
      'outside-receiver.kept',
      'outside-receiver.kept',
      'outside-receiver.dropped',
    ])
    expect(JSON.stringify(acts)).not.toContain('@')
  })

  it('is read by name, page by page, and found without marks', async () => {
    for (const name of ['Hội Ất', 'Hội Bính', 'Hội Đinh']) acceptedValue(await keep({ name, email: 'hoi@example.vn' }))
    const asked = { agencyIds: [scene.agencyId], words: 'hoi', after: null, limit: 1 }
    const first = await listOutsideReceivers(database(), asked)
    expect(first.map(({ name }) => name)).toEqual(['Hội Ất', 'Hội Bính'])
    const rest = await listOutsideReceivers(database(), { ...asked, after: first[0]?.id ?? null, limit: 5 })
    expect(rest.map(({ name }) => name)).toEqual(['Hội Bính', 'Hội Đinh'])
    expect(await listOutsideReceivers(database(), { ...asked, words: '%' })).toEqual([])
    expect(await listOutsideReceivers(database(), { ...asked, agencyIds: [scene.receiverId] })).toEqual([])
  })

  it('learns the address for the post that was typed on a document, and gives it to the next one', async () => {
    const { name } = company()
    const documentId = await issuedTo([name])
    const { id: recipientId } = await receiverOf(documentId)
    const told = {
      way: 'post',
      address: 'Số 1 Trần Phú',
      tracking: '',
      envelopes: 1,
      note: '',
      outcome: 'sent',
    } as const
    acceptedValue(
      await recordDispatch(scene.house.deps, scene.clerk, { documentId, recipientId, ...told, key: newId() }),
    )
    expect(await receiverOf(await issuedTo([name]))).toMatchObject({
      address: 'Số 1 Trần Phú',
      state: 'waiting',
      mails: [],
    })
  })
})
