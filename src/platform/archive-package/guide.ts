import { formatDate, localTime, Temporal } from '#kernel/time.ts'
import { element, type XmlElement, xmlBytes } from '../xml/build-xml.ts'
import { codeText } from './code-lists.ts'
import { type Description, type Field, fileFields, recordFields } from './description.ts'
import type { PackageContent, PackagedRecord } from './package-content.ts'

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2733}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #b8c4cf;padding:.4rem .6rem;text-align:left;vertical-align:top}
th{background:#eef3f7}code{word-break:break-all}`

const shown = ({ kind, codes }: Field, value: string): string => {
  if (kind === 'code' && codes !== undefined) return codeText(codes, value)
  return kind === 'date' ? formatDate(Temporal.PlainDate.from(value)) : value
}

const rowsOf = (fields: readonly Field[], description: Description): readonly XmlElement[] =>
  fields
    .filter(({ name }) => (description[name] ?? []).length > 0)
    .map((field) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, field.label),
        element('td', {}, (description[field.name] ?? []).map((value) => shown(field, value)).join('; ')),
      ),
    )

const explanation = [
  'Gói này đọc được mà không cần phần mềm nào khác ngoài trình duyệt và trình đọc PDF.',
  'Tài liệu nằm trong thư mục representations/rep1/data. Mô tả của hồ sơ: metadata/descriptive/EAD.xml; của từng tài liệu: representations/rep1/metadata/descriptive.',
  'METS.xml kê mọi tệp của gói cùng dung lượng và mã băm SHA-256. Để kiểm tra một tệp: tính SHA-256 của tệp và so với METS.xml hoặc bảng dưới đây.',
]

const titleOf = ({ description }: PackagedRecord, path: string | null): XmlElement | string => {
  const subject = description.subject?.[0] ?? ''
  return path === null ? subject : element('a', { href: `../${path}` }, subject)
}

const digestRow = (sha256: string): XmlElement =>
  element('tr', {}, element('th', { scope: 'row' }, 'SHA-256'), element('td', {}, element('code', {}, sha256)))

/** The package told to a person who has it alone: what is in it, where, and how to see that nothing was changed. */
export const guideBytes = (content: PackageContent, paths: readonly (string | null)[]): Buffer => {
  const title = content.description.title?.[0] ?? ''
  const madeAt = localTime(content.madeAt).toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })
  return xmlBytes(
    element(
      'html',
      { lang: 'vi' },
      element(
        'head',
        {},
        element('meta', { charset: 'utf-8' }),
        element('title', {}, title),
        element('style', {}, style),
      ),
      element(
        'body',
        {},
        element('h1', {}, title),
        element('p', {}, `${content.agencyName}. ${content.kind}, ${madeAt}, ${content.software}.`),
        ...explanation.map((line) => element('p', {}, line)),
        element('table', {}, element('tbody', {}, ...rowsOf(fileFields(content.kind !== 'SIP'), content.description))),
        ...content.records.flatMap((record, index) => [
          element('h2', {}, `${index + 1}. `, titleOf(record, paths[index] ?? null)),
          element(
            'table',
            {},
            element(
              'tbody',
              {},
              ...rowsOf(recordFields, record.description),
              ...(record.data === null ? [] : [digestRow(record.data.sha256)]),
            ),
          ),
        ]),
      ),
    ),
    { '': 'http://www.w3.org/1999/xhtml' },
  )
}
