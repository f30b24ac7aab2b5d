import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeDocument } from '#modules/official-documents/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type FilingRule, fitsRule, type ProposalReason } from '../domain/index.ts'
import { isRecord } from '../store/documents-to-keep.ts'

export type ProposedDocument = {
  readonly id: string
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly authorName: string
}

export type FileProposals = {
  readonly file: { readonly id: string; readonly number: number; readonly notation: string; readonly title: string }
  readonly documents: readonly (ProposedDocument & { readonly why: ProposalReason })[]
}

type OpenFile = FileProposals['file'] & { readonly rule: FilingRule }
type Pair = { readonly fileId: string; readonly documentId: string }

/** Files and documents looked at: what an officer has open, and what came to him last. */
const most = { files: 100, documents: 300, perFile: 50, days: 400 }

const openFiles = async (reader: Reader, keeperId: string): Promise<readonly OpenFile[]> =>
  (
    await sql<OpenFile>`
      select id, number, notation, title, jsonb_build_object('types', rule_types, 'author', rule_author, 'words', rule_words) as rule
      from work_file where keeper_id = ${keeperId} and state = 'open' order by opened_at desc, id desc limit ${most.files}`.execute(
      reader,
    )
  ).rows

const columns = sql`d.id, d.type_code as "typeCode", d.subject, d.code_number as "codeNumber", d.code_notation as "codeNotation",
  d.document_date as "documentDate", coalesce(nullif(d.author_name, ''), a.name) as "authorName"`
const authors = sql`join agency a on a.id = coalesce(d.author_agency_id, d.agency_id)`

/** What is a record and was given to the officer himself; the whole registry of a clerk is not proposed to him. */
const ownDocuments = async (reader: Reader, actor: OfficerActor, now: Temporal.Instant) =>
  (
    await sql<ProposedDocument>`
      select ${columns} from official_document d ${authors}
      where d.secrecy = 0 and ${isRecord} and d.created_at > ${now.subtract({ hours: 24 * most.days })}
        and d.id in (select p.subject_id from participant p where p.subject_kind = 'official-document'
          and p.officer_id = ${actor.officerId} and (p.until_at is null or p.until_at > ${now}))
      order by d.created_at desc, d.id limit ${most.documents}`.execute(reader)
  ).rows

type Tied = ProposedDocument & { readonly fileId: string; readonly why: 'linked' | 'task' }

/** Documents that something inside answers or concerns, and those whose task is a part of one that came of something inside. */
const tiedDocuments = async (reader: Reader, actor: OfficerActor, now: Temporal.Instant) =>
  (
    await sql<Tied>`
      with inside as (
        select i.file_id, i.document_id from work_file_item i join work_file f on f.id = i.file_id
        where f.keeper_id = ${actor.officerId} and f.state = 'open' and i.removed_at is null and i.document_id is not null
      ), tied as (
        select i.file_id, l.to_id as id, 'linked' as why from inside i join document_link l on l.from_id = i.document_id
        union select i.file_id, l.from_id, 'linked' from inside i join document_link l on l.to_id = i.document_id
        union select i.file_id, other.source_id, 'task' from inside i
        join task own on own.source_kind = 'document' and own.source_id = i.document_id
        join task other on other.source_kind = 'document' and (other.parent_id = own.id or other.id = own.parent_id)
      )
      select tied.file_id as "fileId", tied.why, ${columns} from tied join official_document d on d.id = tied.id ${authors}
      where d.secrecy = 0 and ${isRecord} and ${maySeeDocument(actor, now)}
      order by d.created_at desc, d.id limit ${most.documents}`.execute(reader)
  ).rows

/** Pairs that need no proposal: inside already, or dismissed once. */
const settledPairs = async (reader: Reader, keeperId: string): Promise<readonly Pair[]> =>
  (
    await sql<Pair>`
      select i.file_id as "fileId", i.document_id as "documentId" from work_file_item i join work_file f on f.id = i.file_id
      where f.keeper_id = ${keeperId} and f.state = 'open' and i.removed_at is null and i.document_id is not null
      union all
      select s.file_id, s.document_id from work_file_dismissal s join work_file f on f.id = s.file_id
      where f.keeper_id = ${keeperId} and f.state = 'open'`.execute(reader)
  ).rows

/**
 * Documents that may belong into the open files of an officer, file by file: tied to something inside, or asked for by the rule of the
 * file. Nothing is put anywhere by itself.
 */
export const listProposals = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
): Promise<readonly FileProposals[]> => {
  const [files, own, tied, settled] = await Promise.all([
    openFiles(reader, actor.officerId),
    ownDocuments(reader, actor, now),
    tiedDocuments(reader, actor, now),
    settledPairs(reader, actor.officerId),
  ])
  const done = new Set(settled.map(({ fileId, documentId }) => `${fileId} ${documentId}`))
  return files.flatMap(({ rule, ...file }) => {
    const found = new Map<string, FileProposals['documents'][number]>()
    for (const { fileId, ...document } of tied)
      if (fileId === file.id && found.get(document.id)?.why !== 'linked') found.set(document.id, document)
    for (const document of own)
      if (!found.has(document.id) && fitsRule(rule, document)) found.set(document.id, { ...document, why: 'rule' })
    const documents = [...found.values()].filter(({ id }) => !done.has(`${file.id} ${id}`)).slice(0, most.perFile)
    return documents.length === 0 ? [] : [{ file, documents }]
  })
}
