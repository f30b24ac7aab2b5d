import { sql } from 'kysely'
import { formatLegalDate, localDate, Temporal } from '#kernel/time.ts'
import { writtenFileCode } from '#modules/work-files/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { HandedFile, HandOverFacts } from '../domain/minutes.ts'
import { isRecordOfItem } from './file-contents.ts'

type FileRow = {
  readonly number: number
  readonly notation: string
  readonly year: number
  readonly title: string
  readonly retentionYears: number | null
  readonly from: Temporal.PlainDate | null
  readonly endedOn: Temporal.PlainDate
  readonly pages: number
  readonly records: number
}

const handedFiles = async (tx: Tx, handOverId: string): Promise<readonly HandedFile[]> => {
  const { rows } = await sql<FileRow>`
    select f.number, f.notation, f.year, f.title, f.retention_years as "retentionYears", f.ended_on as "endedOn",
      items.first as "from", coalesce(items.pages, 0)::int as pages, coalesce(items.records, 0)::int as records
    from hand_over_line l join work_file f on f.id = l.file_id
    left join lateral (
      select min(i.document_date) as first, sum(i.pages) as pages, sum(greatest(1, (select count(*) from attachment a where ${isRecordOfItem}))) as records
      from work_file_item i where i.file_id = f.id and i.removed_at is null
    ) items on true
    where l.hand_over_id = ${handOverId} and l.state = 'accepted' order by l.position`.execute(tx)
  return rows.map((row) => {
    const from = row.from ?? row.endedOn
    return {
      code: `${writtenFileCode(row)}/${row.year}`,
      title: row.title,
      from: Temporal.PlainDate.compare(from, row.endedOn) > 0 ? row.endedOn : from,
      to: row.endedOn,
      retentionYears: row.retentionYears,
      pages: row.pages,
      records: row.records,
      note: '',
    }
  })
}

type HeadRow = Omit<HandOverFacts, 'files' | 'on' | 'receiver' | 'condition' | 'giver' | 'listDecision'> & {
  readonly giverName: string
  readonly giverTitle: string
  readonly listYear: number | null
  readonly listCode: string | null
  readonly listDate: Temporal.PlainDate | null
}

/** Everything that list and minutes of a hand-over say, by the rows as they stand. */
export const handOverFacts = async (
  tx: Tx,
  handOverId: string,
  concluded: Pick<HandOverFacts, 'receiver' | 'condition'> & { readonly at: Temporal.Instant },
): Promise<HandOverFacts> => {
  const { rows } = await sql<HeadRow>`
    select coalesce(p.name, '') as "parentName", a.name as "agencyName", coalesce(u.name, '') as "unitName",
      coalesce(nullif(regexp_replace(split_part(a.address, ',', 1), '^(Xã|Phường|Đặc khu)\\s+', '', 'i'), ''), a.short_name) as place,
      h.number, h.year, h.title, o.full_name as "giverName", h.giver_title as "giverTitle",
      l.year as "listYear", l.decision_code as "listCode", l.decision_date as "listDate"
    from hand_over h join agency a on a.id = h.agency_id left join agency p on p.id = a.parent_id
    left join unit u on u.id = h.unit_id join officer o on o.id = h.giver_id
    left join lateral (select f.year from hand_over_line x join work_file f on f.id = x.file_id
      where x.hand_over_id = h.id order by x.position limit 1) file on true
    left join file_list l on l.agency_id = h.agency_id and l.year = file.year and l.state = 'issued'
    where h.id = ${handOverId}`.execute(tx)
  const [head] = rows
  if (head === undefined) throw new Error('the hand-over is not there')
  const { giverName, giverTitle, listYear, listCode, listDate, ...rest } = head
  const { receiver, condition, at } = concluded
  return {
    ...rest,
    on: localDate(at),
    receiver,
    condition,
    giver: { name: giverName, title: giverTitle },
    listDecision:
      listYear === null || listDate === null
        ? ''
        : `${listYear} ban hành kèm theo Quyết định số ${listCode} ${formatLegalDate(listDate)}`,
    files: await handedFiles(tx, handOverId),
  }
}
