import type { DoubtCode, PublishedField } from '#modules/procedures/domain/index.ts'
import type { ImportReport } from '#modules/procedures/index.ts'

const doubtNames: Readonly<Record<DoubtCode, string>> = {
  'limit-missing': 'không có thời hạn giải quyết',
  'limit-unit-unknown': 'thời hạn không rõ đơn vị tính, nên không tính hạn',
  'limit-odd': 'thời hạn bất thường',
  'limit-hours-taken-as-working': 'thời hạn tính bằng giờ, hiểu là giờ làm việc',
  'channel-unknown': 'hình thức nộp không nhận ra',
  'channel-repeated': 'một hình thức nộp có nhiều dòng',
  'channels-unread': 'bảng cách thức thực hiện không đọc được, giữ nguyên dạng chữ',
  'fee-in-note': 'phí, lệ phí nằm trong phần mô tả',
  'fee-odd': 'mức phí bất thường',
  'papers-missing': 'bảng thành phần hồ sơ không đọc được, giữ nguyên dạng chữ',
  'paper-count-odd': 'số bản giấy tờ bất thường',
  'outcomes-missing': 'không có kết quả thực hiện',
  'outcome-code-missing': 'kết quả không có mã',
  'law-number-missing': 'căn cứ pháp lý không có số hiệu',
  'law-number-cut': 'số hiệu văn bản bị cắt đôi',
  'level-unknown': 'cấp thực hiện không nhận ra',
  'ministry-unknown': 'bộ, ngành không nhận ra',
  'text-cut': 'đoạn chữ quá dài bị cắt bớt',
}

const fieldNames: Readonly<Record<PublishedField, string>> = {
  code: 'mã',
  name: 'tên',
  decision: 'quyết định công bố',
  ministry: 'bộ, ngành',
  field: 'lĩnh vực',
  kind: 'loại thủ tục',
  levels: 'cấp thực hiện',
  subjects: 'đối tượng',
  executingAgency: 'cơ quan thực hiện',
  competentAgency: 'cơ quan có thẩm quyền',
  coordinatingAgency: 'cơ quan phối hợp',
  delegatedAgency: 'cơ quan được ủy quyền',
  receivingAddress: 'địa chỉ tiếp nhận',
  steps: 'trình tự',
  channels: 'cách thức, thời hạn, phí',
  paperCases: 'thành phần hồ sơ',
  conditions: 'yêu cầu, điều kiện',
  outcomes: 'kết quả',
  legalBasis: 'căn cứ pháp lý',
  keywords: 'từ khóa',
  related: 'thủ tục liên quan',
  offeredOnline: 'nộp trực tuyến',
  sourceUrl: 'địa chỉ nguồn',
  unread: 'phần chưa đọc được',
}

const refusalNames: Readonly<Record<string, string>> = {
  'national-record.too-long': 'dòng quá dài',
  'national-record.not-json': 'không phải bản ghi JSON',
  'national-record.no-code': 'không có mã thủ tục hợp lệ',
  'national-record.no-name': 'không có tên thủ tục',
  'national-record.out-of-bounds': 'nội dung vượt giới hạn',
  'national-record.duplicate-code': 'mã đã có ở dòng trước',
}

const number = (value: number): string => value.toLocaleString('vi-VN')

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`

const some = <Item>(items: readonly Item[], shown: number, total: number, line: (item: Item) => string): string[] => [
  ...items.slice(0, shown).map(line),
  ...(total > Math.min(shown, items.length)
    ? [`    … và ${number(total - Math.min(shown, items.length))} mục nữa`]
    : []),
]

const doubtLines = (report: ImportReport): string[] =>
  report.doubts.flatMap((doubt) => [
    `    ${number(doubt.procedures).padStart(6)}  ${doubtNames[doubt.code]}`,
    ...doubt.examples
      .slice(0, 1)
      .map((example) => `            ví dụ ${example.procedureCode}: ${cut(example.text.replace(/\s+/g, ' '), 90)}`),
  ])

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines])

/** The report of an import for the terminal; `shown` lines of each list. */
export const importReportText = (report: ImportReport, source: string, shown: number): string =>
  [
    `Nhập danh mục thủ tục hành chính từ ${source}: ${number(report.lines)} bản ghi`,
    `  Nhập mới        ${number(report.imported).padStart(6)}`,
    `  Thay đổi        ${number(report.changed).padStart(6)}`,
    `  Không đổi       ${number(report.unchanged).padStart(6)}`,
    `  Không nhận      ${number(report.refused).padStart(6)}`,
    `  Có điểm ngờ     ${number(report.doubtful).padStart(6)}  (vẫn nhập, đã ghi kèm từng thủ tục để rà soát)`,
    `  Không có trong danh sách ${number(report.missing.length)}  (giữ nguyên, không gỡ)`,
    ...section(
      'Thủ tục thay đổi (phần công bố; quy trình, biểu mẫu, phí riêng của tỉnh không bị đụng tới):',
      some(
        report.changes,
        shown,
        report.changed,
        (change) =>
          `    ${change.code}  ${cut(change.name, 60)}: ${change.fields.map((one) => fieldNames[one.field]).join('; ')}`,
      ),
    ),
    ...section('Lý do ngờ, theo số thủ tục:', doubtLines(report)),
    ...section(
      'Dòng không nhận:',
      some(
        report.refusals,
        shown,
        report.refused,
        (refusal) =>
          `    dòng ${refusal.line}: ${refusalNames[refusal.code] ?? refusal.code} (${cut(refusal.text, 60)})`,
      ),
    ),
    ...section(
      'Đang có nhưng không nằm trong danh sách:',
      some(report.missing, shown, report.missing.length, (one) => `    ${one.code}  ${cut(one.name, 90)}`),
    ),
  ].join('\n')
