import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { type FileVerdict, KeptReport } from '../domain/judged-file.ts'

export type JudgedFile = {
  readonly attachmentId: string
  readonly verdict: FileVerdict
  readonly report: KeptReport
  readonly judgedAt: Temporal.Instant
}

/** A PDF of an owner, and what was found of it; null while nobody has looked. */
export type FileToJudge = {
  readonly attachmentId: string
  readonly name: string
  readonly sha256: string
  readonly verdict: FileVerdict | null
}

type Owner = { readonly kind: string; readonly id: string }

/** Every PDF of an owner that is there, in the order in which they came. */
export const listJudgeable = async (reader: Reader, owner: Owner): Promise<readonly FileToJudge[]> => {
  const { rows } = await sql<FileToJudge>`
    select f.id as "attachmentId", f.name, f.sha256, j.verdict
    from attachment f join stored_file s on s.sha256 = f.sha256 left join judged_file j on j.attachment_id = f.id
    where f.owner_id = ${owner.id} and f.owner_kind = ${owner.kind} and f.removed_at is null and s.media_type = 'application/pdf'
    order by f.added_at, f.id`.execute(reader)
  return rows
}

/** What was found of the files of an owner. Whose files may be seen is decided by the owner's module. */
export const listJudged = async (reader: Reader, owner: Owner): Promise<readonly JudgedFile[]> => {
  const rows = await reader
    .selectFrom('judged_file')
    .innerJoin('attachment', 'attachment.id', 'judged_file.attachment_id')
    .select(['judged_file.attachment_id', 'judged_file.verdict', 'judged_file.report', 'judged_file.judged_at'])
    .where('attachment.owner_id', '=', owner.id)
    .where('attachment.owner_kind', '=', owner.kind)
    .where('attachment.removed_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    attachmentId: row.attachment_id,
    verdict: row.verdict as FileVerdict,
    report: KeptReport.parse(row.report),
    judgedAt: row.judged_at,
  }))
}

/** The newest look at a file stands. A file that is gone meanwhile keeps nothing. */
export const saveJudged = async (reader: Reader, judged: JudgedFile): Promise<void> => {
  const report = JSON.stringify(judged.report)
  await sql`
    insert into judged_file (attachment_id, verdict, report, judged_at)
    select f.id, ${judged.verdict}, ${report}::jsonb, ${judged.judgedAt} from attachment f
    where f.id = ${judged.attachmentId} and f.destroyed_at is null
    on conflict (attachment_id) do update
      set verdict = excluded.verdict, report = excluded.report, judged_at = excluded.judged_at`.execute(reader)
}

/** What was found of files that are about to be destroyed names who signed them: it goes with them. */
export const forgetJudged = async (tx: Tx, attachmentIds: readonly string[]): Promise<void> => {
  await sql`delete from judged_file where attachment_id = any(${[...attachmentIds]}::uuid[])`.execute(tx)
}
