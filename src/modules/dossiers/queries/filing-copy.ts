import type { Temporal } from '#kernel/time.ts'
import { answersOf, FormDefinition, type FormValues } from '#modules/forms/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { TemplateData } from '#platform/pdf/template-data.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'

export type FilingCopyFacts = {
  readonly data: Omit<TemplateData['filing-copy'], 'submittedAt'>
  readonly filedAt: Temporal.Instant
}

const sizeText = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('vi')} kB`

/** Everything that was handed in, for the copy that the applicant keeps. */
export const loadFilingCopy = async (reader: Reader, sealing: Sealing, dossierId: string): Promise<FilingCopyFacts> => {
  const row = await reader
    .selectFrom('dossier as d')
    .innerJoin('agency as a', 'a.id', 'd.receiving_agency_id')
    .leftJoin('form_definition as f', 'f.id', 'd.form_definition_id')
    .select(['d.code', 'd.procedure_name', 'd.filed_at', 'd.form_sealed', 'd.owner_name', 'd.owner_identity_sealed'])
    .select(['d.owner_phone', 'd.owner_email', 'd.owner_address', 'a.name as agency', 'f.definition'])
    .where('d.id', '=', dossierId)
    .executeTakeFirstOrThrow()
  const files = await reader
    .selectFrom('attachment as t')
    .innerJoin('stored_file as s', 's.sha256', 't.sha256')
    .leftJoin('dossier_paper as p', (join) =>
      join.onRef('p.dossier_id', '=', 't.owner_id').onRef('p.code', '=', 't.purpose'),
    )
    .select(['t.name', 's.size_bytes', 'p.name as paper'])
    .where('t.owner_kind', '=', 'dossier')
    .where('t.owner_id', '=', dossierId)
    .where('t.added_by', 'is not', null)
    .where('t.removed_at', 'is', null)
    .orderBy('p.position')
    .execute()
  const groups =
    row.definition === null || row.form_sealed === null
      ? []
      : answersOf(FormDefinition.parse(row.definition), JSON.parse(sealing.open(row.form_sealed)) as FormValues)
  const person = {
    title: 'Người đứng tên hồ sơ',
    fields: [
      { label: 'Họ và tên', value: row.owner_name },
      {
        label: 'Số định danh',
        value: row.owner_identity_sealed === null ? '' : sealing.open(row.owner_identity_sealed),
      },
      { label: 'Số điện thoại', value: row.owner_phone },
      { label: 'Thư điện tử', value: row.owner_email },
      { label: 'Địa chỉ', value: row.owner_address },
    ].filter((field) => field.value !== ''),
  }
  return {
    filedAt: row.filed_at,
    data: {
      agency: row.agency,
      request: row.procedure_name,
      code: row.code,
      qrCaption: 'Quét để tra cứu',
      sections: [
        person,
        ...groups.flatMap((group) =>
          group.rows.map((rows) => ({
            title: rows.title === null ? group.title : `${group.title} · ${rows.title}`,
            fields: rows.answers.map((answer) => ({ label: answer.label, value: answer.text })),
          })),
        ),
      ],
      files: files.map((file) => ({ paper: file.paper ?? '', name: file.name, size: sizeText(file.size_bytes) })),
    },
  }
}
