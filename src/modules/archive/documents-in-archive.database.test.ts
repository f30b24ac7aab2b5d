import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { copyDocument, copyFileForOfficer, recallDocument } from '#modules/official-documents/index.ts'
import { findWorkFile } from '#modules/work-files/index.ts'
import { verifyPackage } from '#platform/archive-package/verify-package.ts'
import type { SweptFileStore } from '#platform/files/file-store.ts'
import { archiveFile, closedFileOf, issueFromWord, registeredOnPaper } from '#test/support/archived-documents.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import { destroyFiles, handOutPackage, listArchived, packWorkFile } from './index.ts'

let scene: IssuingScene

beforeAll(async () => {
  scene = await openIssuingScene()
})

describe('a file of official documents', () => {
  it('goes to the archive with what was issued, not the steps to it, and with paper by its description', async () => {
    const { house, clerk } = scene
    const fileId = await closedFileOf(scene, [
      await issueFromWord(scene, 'lịch tiếp dân'),
      await registeredOnPaper(scene),
    ])
    await archiveFile(scene, fileId)
    expect((await findWorkFile(house.open.database, clerk, fileId))?.state).toBe('archived')
    const keeper = await house.officer('hycuong.luutru')
    const [kept] = (await listArchived(house.open.database, keeper, 'tiếp công dân', 10, null)).lines
    const bytes = await house.deps.files.read(kept?.sha256 ?? '')
    const { faults, records } = await verifyPackage(new Blob([new Uint8Array(bytes)]))
    expect(faults).toEqual([])
    expect(records.map(({ path, description }) => [path?.slice(-4), description.description?.[0]])).toEqual([
      ['.pdf', undefined],
      [undefined, 'Bản giấy, giao kèm gói. Chưa đếm số trang.'],
    ])
  })

  it('takes the kept forms of signatures along, by which they are judged when certificates have ended', async () => {
    const { house } = scene
    const documentId = await issueFromWord(scene, 'lịch trực bão')
    const form = await keepForm(documentId)
    const fileId = await closedFileOf(scene, [documentId])
    const made = acceptedValue(await packWorkFile(house.deps, scene.clerk, fileId))
    const { faults, records } = await verifyPackage(new Blob([new Uint8Array(await buffer(made.content))]))
    expect([faults, records.map(({ sha256 }) => sha256)]).toEqual([[], [form]])
    await sql`delete from signature_archive`.execute(house.open.database)
  })

  it('is destroyed with its drafts, wordings, certified copies and kept forms: no row and no byte has a word of it', async () => {
    const { house, clerk, leader, agencyId } = scene
    const { deps, open } = house
    const documentId = await issueFromWord(scene, wordOfDocument)
    const copied = {
      ...({ documentId, copyId: newId(), kind: 'TrS', target: 'electronic', extract: wordingOfDocument } as const),
      ...{ signerPostId: leader.posts[0]?.postId ?? '', recipients: ['Các thôn'], copies: 1 },
    }
    acceptedValue(await copyDocument(deps, clerk, copied))
    // The letter that a document came in bears its id.
    await sql`insert into mailed_letter (id, agency_id, mailbox, digest, subject, body, fetched_at, size_bytes, taken_at)
      select id, agency_id, 'vanthu@example.vn', sha256(id::text::bytea), ${wordOfDocument}, ${wordOfDocument}, now(), 1, now()
      from official_document where id = ${documentId}`.execute(scene.house.open.database)
    await keepForm(documentId)
    const fileId = await closedFileOf(scene, [documentId])
    await archiveFile(scene, fileId)
    const contents = await contentsAbout(documentId)
    expect(contents.length).toBeGreaterThan(5)
    expect(await tablesWith(wordOfDocument)).toEqual(['document_copy', 'document_version', 'mailed_letter'])
    const destructionId = await order(agencyId, leader.officerId, fileId)
    house.setClock('2037-01-02T01:00:00Z')
    await destroyFiles({ ...deps, files: deps.files as SweptFileStore }, destructionId)
    house.setClock('2026-09-07T01:00:00Z')
    expect((await findWorkFile(open.database, clerk, fileId))?.state).toBe('destroyed')
    expect(await tablesWith(wordOfDocument)).toEqual([])
    for (const sha256 of contents) await expect(deps.files.read(sha256)).rejects.toThrow()
    const { rows } = await sql<{ sha256: string }>`select sha256 from destroyed_content
      where destruction_id = ${destructionId}`.execute(open.database)
    expect(rows.map(({ sha256 }) => sha256)).toEqual(expect.arrayContaining([...contents]))
    // Wordings too: the first, and the one from the file.
    expect(rows.length).toBe(contents.length + 2)
    const kept = await sql`select from signature_archive`.execute(open.database)
    expect(kept.rows).toEqual([])
  })

  it('lets nobody read what its sender took back: no file, certified copy, package or copy from the archive', async () => {
    const { house, leader, inside, issued } = scene
    const { deps, open } = house
    const receiver = await house.officer('snv.vanthu')
    const agencyId = receiver.posts[0]?.agencyId ?? ''
    const sent = await issued({ recipients: [{ ...inside, name: 'Sở Nội vụ', agencyId }] })
    const { rows } = await sql<{
      id: string
      number: number
    }>`select r.received_document_id as id from document_recipient r
      where r.document_id = ${sent} and r.received_document_id is not null`.execute(open.database)
    const documentId = rows[0]?.id ?? ''
    const copyId = newId()
    const copied = await sql<{
      id: string
    }>`insert into document_copy (id, document_id, agency_id, kind, target, number, year, made_by, made_at, attachment_id)
      select ${copyId}, d.id, d.agency_id, 'SY', 'paper', 900, 2026, ${receiver.officerId}, now(), a.id
      from official_document d join attachment a on a.owner_id = d.id where d.id = ${documentId} returning id`.execute(
      open.database,
    )
    expect(copied.rows).toHaveLength(1)
    const now = deps.clock.now()
    const copyOf = () => copyFileForOfficer(open.database, receiver, { documentId, copyId }, now)
    expect(await copyOf()).not.toBeNull()
    const fileId = await closedFileOf({ ...scene, clerk: receiver }, [documentId])
    const packed = async () => {
      const made = acceptedValue(await packWorkFile(deps, receiver, fileId))
      const { faults, records } = await verifyPackage(new Blob([new Uint8Array(await buffer(made.content))]))
      expect(faults).toEqual([])
      return records.map(({ path, description }) => [path !== null, description.description?.[0]])
    }
    expect(await packed()).toEqual([[true, undefined]])
    await archiveFile({ ...scene, clerk: receiver }, fileId, 'snv.luutru')
    const archivist = await house.officer('snv.luutru')
    const [kept] = (await listArchived(open.database, archivist, 'tiếp công dân', 10, null)).lines
    const takenOut = () => handOutPackage(deps, archivist, kept?.packageId ?? '')
    expect((await takenOut()).ok).toBe(true)
    acceptedValue(await recallDocument(deps, leader, { documentId: sent, reason: 'Nhầm nơi nhận' }))
    expect(await copyOf()).toBeNull()
    expect(await takenOut()).toMatchObject({ refusal: { code: 'archive.recalled-inside' } })
    expect((await packed()).map(([hasBytes]) => hasBytes)).toEqual([false])
  })
})

/** Nothing else says it. */
const wordOfDocument = 'khuyenhocso'
const wordingOfDocument = `Ủy ban nhân dân xã thông báo ${wordOfDocument}.`

/** The form in which the issued file is kept for checking later, as a job of the night makes it. */
let forms = 0
/** Each of other bytes: what two documents share is destroyed with the last of them. */
const keepForm = async (documentId: string): Promise<string> => {
  const { deps, open } = scene.house
  const { rows } = await sql<{ id: string; sha256: string }>`select id, sha256 from attachment
    where owner_id = ${documentId} and purpose = 'issued'`.execute(open.database)
  const [issued] = rows
  forms += 1
  const content = await storeMadeBytes(deps.files, pdfFile(3_000 + forms))
  await open.database.transaction().execute(async (tx) => {
    const owner = { kind: 'signature-archive', id: issued?.id ?? '' }
    const made = { owner, purpose: 'signature-archive', name: 'a.pdf', mediaType: 'application/pdf', content } as const
    await keepMadeFile(tx, { ...made, madeAt: deps.clock.now() })
    await sql`insert into signature_archive (original_sha256, archived_sha256, level, stamped_at, holds_until)
      values (${issued?.sha256 ?? ''}, ${content.sha256}, 'B-LTA', now(), now() + interval '1 day')`.execute(tx)
  })
  return content.sha256
}

/** Digests of everything stored about a document: its files, its copies, what is kept of them, and the package of its file. */
const contentsAbout = async (documentId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ sha256: string }>`
    with own as (select id, sha256 from attachment where owner_id = ${documentId}
      or owner_id in (select id from document_copy where document_id = ${documentId})
      or id in (select attachment_id from document_copy where document_id = ${documentId}))
    select sha256 from own union select sha256 from attachment where owner_id in (select id from own)
    union select p.sha256 from archived_package p join work_file_item i on i.file_id = p.file_id
      where i.document_id = ${documentId}`.execute(scene.house.open.database)
  return rows.map(({ sha256 }) => sha256)
}

/** Tables of which a row says this anywhere. */
const tablesWith = async (word: string): Promise<readonly string[]> => {
  const { database } = scene.house.open
  const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace order by 1`.execute(database)
  const found: string[] = []
  for (const { name } of rows) {
    const hit = await sql`select from ${sql.table(name)} as t where t::text ilike ${`%${word}%`} limit 1`.execute(
      database,
    )
    if (hit.rows.length > 0) found.push(name)
  }
  return found
}

/** A destruction that was decided and ordered. */
const order = async (agencyId: string, officerId: string, fileId: string): Promise<string> => {
  const { database } = scene.house.open
  const id = newId()
  const at = scene.house.deps.clock.now()
  const decided = {
    decision_code: '09/QĐ-UBND',
    decision_date: Temporal.PlainDate.from('2037-01-01'),
    decided_by: officerId,
  }
  await database
    .insertInto('destruction')
    .values({
      ...{ id, agency_id: agencyId, year: 2037, number: 1, state: 'carrying-out', made_by: officerId, made_at: at },
      ...{ ...decided, judged_at: at, decided_at: at, ordered_at: at, carried_out_by: officerId },
    })
    .execute()
  await database.insertInto('destruction_line').values({ destruction_id: id, file_id: fileId, position: 1 }).execute()
  return id
}
