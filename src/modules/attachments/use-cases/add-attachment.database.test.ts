import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue, refuse } from '#kernel/result.ts'
import { stoppedClock } from '#kernel/time.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { openClamdScanner, parseClamdAddress } from '#platform/file-types/virus-scanner.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { recordReferenceSettings } from '#test/support/reference-settings.ts'
import { docxFile, docxParts, jpegFile, pdfFile, pngFile, zipFile } from '#test/support/sample-files.ts'
import { findAttachment, listAttachments, moveAttachments, removeAttachment } from '../index.ts'
import {
  type AddAttachment,
  type AddAttachmentDeps,
  addAttachment,
  addAttachments,
  askedTwice,
} from './add-attachment.ts'

const mayAll = askedTwice(async () => accept(null))
const account = newId()
let database: Database
let files: FileStore
let folder: string
let deps: AddAttachmentDeps

const freshOwner = () => ({ kind: 'filing', id: newId() })

const given = (content: Buffer | Readable, name: string, changed: Partial<AddAttachment> = {}): AddAttachment => ({
  owner: freshOwner(),
  purpose: 'paper-1-1',
  name,
  content,
  addedBy: account,
  ...changed,
})

/** Everything that lies in the store, half-written files too. */
const storedFiles = async (): Promise<number> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length

beforeAll(async () => {
  const opened = await openTestDatabase()
  const province = opened.provinces.all[0]
  if (province === undefined) throw new Error('no province')
  database = province.database
  await recordReferenceSettings(database, 'settings-attachments.json')
  await database.insertInto('account').values({ id: account, kind: 'citizen', login: 'a' }).execute()
  folder = await mkdtemp(join(tmpdir(), 'motcua-attachments-'))
  files = await openDiskFileStore(folder)
  deps = { database, files, clock: stoppedClock('2026-09-07T03:00:00Z') }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a file handed in', () => {
  it.each([
    ['Giấy chứng sinh.PDF', pdfFile(), 'Giấy chứng sinh.pdf', 'application/pdf'],
    ['ảnh thẻ.png', jpegFile(), 'ảnh thẻ.jpg', 'image/jpeg'],
    ['C:\\Users\\An\\sổ hộ khẩu.png', pngFile(), 'sổ hộ khẩu.png', 'image/png'],
    ['../../đơn', docxFile(), 'đơn.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['hoa\u202efdp.exe', pdfFile(), 'hoa fdp.exe.pdf', 'application/pdf'],
    [`${'rất dài '.repeat(60)}.pdf`, pdfFile(), `${'rất dài '.repeat(60).slice(0, 196).trim()}.pdf`, 'application/pdf'],
    ['con.pdf', pdfFile(), 'tep-dinh-kem.pdf', 'application/pdf'],
    ['', pdfFile(), 'tep-dinh-kem.pdf', 'application/pdf'],
  ])('%s is kept under a safe name', async (name, content, safeName, mediaType) => {
    const command = given(content, name)
    const added = acceptedValue(await addAttachment(deps, command, mayAll))
    expect(added).toMatchObject({ name: safeName, mediaType, sizeBytes: content.length })
    expect(await listAttachments(database, command.owner)).toEqual([added])
    expect((await buffer(files.stream(added.sha256))).equals(content)).toBe(true)
  })

  it('of twenty megabytes is taken, and may be taken away and given on', async () => {
    const command = given(pdfFile(20_971_520), 'lớn.pdf')
    const { id } = acceptedValue(await addAttachment(deps, command, mayAll))
    const dossier = { kind: 'dossier', id: newId() }
    await database.transaction().execute(async (tx) => {
      expect(await moveAttachments(tx, command.owner, dossier, [id])).toBe(1)
      expect(await removeAttachment(tx, command.owner, id, deps.clock.now())).toBe(false)
      expect(await removeAttachment(tx, dossier, id, deps.clock.now())).toBe(true)
      expect(await removeAttachment(tx, dossier, id, deps.clock.now())).toBe(false)
    })
    expect(await findAttachment(database, id)).toBeNull()
  })
})

describe('a file refused', () => {
  it.each<[string, string, Buffer, unknown]>([
    ['nothing', 'a.pdf', Buffer.alloc(0), { code: 'attachment.empty', name: 'a.pdf' }],
    [
      '21 megabytes',
      'a.pdf',
      pdfFile(21_000_000),
      { code: 'attachment.too-large', name: 'a.pdf', maxFileBytes: 20_971_520 },
    ],
    [
      'a PDF that is an archive',
      'a.pdf',
      zipFile([{ name: 'x', content: 'x' }]),
      { code: 'attachment.type-not-allowed', name: 'a.pdf', found: 'docx' },
    ],
    [
      'a PDF that is a Word document',
      'a.pdf',
      docxFile(),
      { code: 'attachment.type-not-allowed', name: 'a.pdf', found: 'docx' },
    ],
    [
      'a Word document that is a PDF',
      'a.docx',
      pdfFile(),
      { code: 'attachment.type-not-allowed', name: 'a.docx', found: 'pdf' },
    ],
    [
      'an archive',
      'a.zip',
      zipFile([{ name: 'x', content: 'x' }]),
      { code: 'attachment.type-not-allowed', name: 'a.zip', found: 'zip' },
    ],
    [
      'a spreadsheet',
      'a.xlsx',
      zipFile([
        { name: '[Content_Types].xml', content: 'x' },
        { name: 'xl/workbook.xml', content: 'x' },
      ]),
      { code: 'attachment.type-not-allowed', name: 'a.xlsx', found: 'zip' },
    ],
    [
      'macros',
      'a.docx',
      zipFile([...docxParts(), { name: 'word/vbaProject.bin', content: 'x' }]),
      { code: 'attachment.type-not-allowed', name: 'a.docx', found: 'docm' },
    ],
    [
      'another main part',
      'a.docx',
      zipFile(docxParts('application/vnd.ms-word.document.macroEnabled.main+xml')),
      { code: 'attachment.broken', name: 'a.docx', kind: 'docx' },
    ],
    [
      'half a PDF',
      'a.pdf',
      pdfFile(9_000).subarray(0, 5_000),
      { code: 'attachment.broken', name: 'a.pdf', kind: 'pdf' },
    ],
  ])('%s', async (_, name, content, refusal) => {
    const command = given(Readable.from([content.subarray(0, 3), content.subarray(3)]), name)
    expect(await addAttachment(deps, command, mayAll)).toEqual({ ok: false, refusal })
    expect(await listAttachments(database, command.owner)).toEqual([])
  })

  it('leaves no bytes behind when it is refused on the way', async () => {
    const before = await storedFiles()
    for (const content of [pdfFile(21_000_000), pdfFile(9_000).subarray(0, 5_000), Buffer.from('MZ')])
      await addAttachment(deps, given(content, 'a.pdf'), mayAll)
    expect(await storedFiles()).toBe(before)
  })

  it('is not read at all by an owner that does not take it', async () => {
    const content = new Readable({
      read() {
        throw new Error('was read')
      },
    })
    const answer = await addAttachment(
      deps,
      given(content, 'a.pdf'),
      askedTwice(async () => refuse({ code: 'filing.not-yours' })),
    )
    expect(answer).toEqual({ ok: false, refusal: { code: 'filing.not-yours' } })
  })

  it('fails as a fault, and leaves nothing, when the sender breaks off', async () => {
    const before = await storedFiles()
    const broken = Readable.from(
      (function* () {
        yield pdfFile().subarray(0, 100)
        throw new Error('connection lost')
      })(),
    )
    await expect(addAttachment(deps, given(broken, 'a.pdf'), mayAll)).rejects.toThrow('connection lost')
    expect(await storedFiles()).toBe(before)
  })
})

describe('the room of an owner', () => {
  it('has fifty places, and two files at once cannot both take the last', async () => {
    const owner = freshOwner()
    const add = () => addAttachment(deps, given(pdfFile(), 'a.pdf', { owner }), mayAll)
    for (let count = 0; count < 49; count++) acceptedValue(await add())
    // Both stand at the door: whoever is in waits until the other is in too, or waits for the lock.
    let inside = 0
    const isOtherThere = async (): Promise<boolean> => {
      const waiting = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(database)
      return inside > 1 || (waiting.rows[0]?.count ?? 0) > 0
    }
    const addTogether = () => {
      const hold = async () => {
        inside += 1
        while (inside === 1 && !(await isOtherThere())) await new Promise(setImmediate)
        return accept(null)
      }
      return addAttachment(deps, given(pdfFile(), 'a.pdf', { owner }), { ask: async () => accept(null), hold })
    }
    const answers = await Promise.all([addTogether(), addTogether()])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.find((answer) => !answer.ok)).toEqual({
      ok: false,
      refusal: { code: 'attachment.too-many', maxFiles: 50 },
    })
    expect(await listAttachments(database, owner)).toHaveLength(50)
  })

  it('is given out in the order of the files, and a refused file takes none of it', async () => {
    const owner = freshOwner()
    const contents = [pdfFile(20_000_000, 'a'), pdfFile(6_000_000, 'b'), Buffer.from('MZ'), pdfFile(900_000, 'c')]
    for (let count = 0; count < 4; count++)
      acceptedValue(await addAttachment(deps, given(pdfFile(20_000_000), 'a.pdf', { owner }), mayAll))
    const files = contents.map((content, at) => ({ purpose: 'paper-1-1', name: `${at}.pdf`, content }))
    const added = acceptedValue(await addAttachments(deps, { owner, addedBy: account, files }, mayAll))
    expect(added.map((one) => (one.ok ? one.value.name : one.refusal.code))).toEqual([
      '0.pdf',
      'attachment.total-too-large',
      'attachment.type-not-allowed',
      '3.pdf',
    ])
    expect((await listAttachments(database, owner)).map((one) => one.name)).toEqual([
      ...Array.from({ length: 4 }, () => 'a.pdf'),
      '0.pdf',
      '3.pdf',
    ])
  })

  it('is a hundred megabytes in all', async () => {
    const owner = freshOwner()
    const content = pdfFile(20_000_000)
    for (let count = 0; count < 5; count++)
      acceptedValue(await addAttachment(deps, given(content, 'a.pdf', { owner }), mayAll))
    const refused = await addAttachment(deps, given(pdfFile(6_000_000), 'b.pdf', { owner }), mayAll)
    expect(refused).toEqual({
      ok: false,
      refusal: { code: 'attachment.total-too-large', maxTotalBytes: 104_857_600, usedBytes: 100_000_000 },
    })
  })
})

it('what belongs to the rows is written with them, and not when a file was refused', async () => {
  const owner = freshOwner()
  const seen: number[] = []
  const complete = async (tx: Tx): Promise<void> => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from attachment where owner_id = ${owner.id}`.execute(tx)
    seen.push(rows[0]?.count ?? 0)
  }
  const files = (...contents: readonly Buffer[]) =>
    contents.map((content, at) => ({ purpose: 'paper-1-1', name: `${at}.pdf`, content }))
  const add = (...contents: readonly Buffer[]) =>
    addAttachments(deps, { owner, addedBy: account, files: files(...contents) }, { ...mayAll, complete })
  await add(pdfFile(9_000, 'a'), Buffer.from('MZ'))
  expect(seen).toEqual([])
  await add(pdfFile(9_000, 'b'), pdfFile(9_000, 'c'))
  expect(seen).toEqual([3])
})

describe('the scanner', () => {
  let server: Server
  let answer: string | null = 'stream: OK\0'
  let heard = Buffer.alloc(0)

  beforeAll(async () => {
    server = createServer((socket) => {
      heard = Buffer.alloc(0)
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        heard = Buffer.concat([heard, chunk])
        if (heard.subarray(-4).equals(Buffer.alloc(4)) && answer !== null) socket.end(answer)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const scanned = (patienceMs = 5_000): AddAttachmentDeps => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return { ...deps, scanner: openClamdScanner({ host: '127.0.0.1', port: address.port }, patienceMs) }
  }

  it('is sent every byte in pieces with their lengths', async () => {
    const content = pdfFile(150_000)
    expect((await addAttachment(scanned(), given(content, 'a.pdf'), mayAll)).ok).toBe(true)
    expect(heard.toString('latin1', 0, 10)).toBe('zINSTREAM\0')
    expect(heard.readUInt32BE(10)).toBe(65_536)
    expect(heard.length).toBe(10 + content.length + 4 * 4)
  })

  it.each([
    ['stream: Eicar-Test-Signature FOUND\0', { code: 'attachment.infected', name: 'a.pdf' }],
    ['INSTREAM size limit exceeded. ERROR\0', { code: 'attachment.not-scanned', name: 'a.pdf' }],
    ['', { code: 'attachment.not-scanned', name: 'a.pdf' }],
    [null, { code: 'attachment.not-scanned', name: 'a.pdf' }],
  ])('answers %j', async (said, refusal) => {
    answer = said
    const added = await addAttachment(scanned(said === null ? 150 : 5_000), given(pdfFile(), 'a.pdf'), mayAll)
    expect(added).toEqual({ ok: false, refusal })
  })

  it('is found at its address', () => {
    expect(parseClamdAddress('clamav:3310')).toEqual({ host: 'clamav', port: 3310 })
    expect(parseClamdAddress('tcp://[::1]:3310')).toEqual({ host: '::1', port: 3310 })
    expect(parseClamdAddress('clamav')).toBeNull()
    expect(parseClamdAddress('clamav:99999')).toBeNull()
  })
})

it('a refusal of the owner after the content was stored takes the row back', async () => {
  const command = given(pdfFile(), 'a.pdf')
  const answer = await addAttachment(deps, command, {
    ask: async () => accept(null),
    hold: async () => refuse({ code: 'late' }),
  })
  expect(answer).toEqual({ ok: false, refusal: { code: 'late' } })
  expect((await inTransaction(database, async (tx) => accept(await listAttachments(tx, command.owner)))).ok).toBe(true)
  expect(await listAttachments(database, command.owner)).toEqual([])
})
