import type { DossierFault, FileFault, SeriesFault } from '#modules/integrity/domain/index.ts'
import type { DossiersVerdict, FilesVerdict } from '#modules/integrity/index.ts'
import type { HeadFault, HeadsVerdict } from '#platform/action-log/day-heads.ts'
import type { LogFault, LogVerdict } from '#platform/action-log/verify-log.ts'

export type ProvinceVerdict = {
  readonly province: string
  readonly log: LogVerdict
  readonly heads: HeadsVerdict
  readonly dossiers: DossiersVerdict
  readonly series: readonly SeriesFault[]
  /** Null when files were not asked for. */
  readonly files: FilesVerdict | null
}

const number = (value: number): string => value.toLocaleString('vi-VN')

const logFault = ({ subjectKind, subjectId, seq, fault }: LogFault): string =>
  `${subjectKind} ${subjectId}, mục / entry ${seq}: ${fault}`

const headFaultTexts = {
  'day-missing': 'thiếu chữ ký của ngày này / this day has no head',
  'entries-differ': 'số mục nhật ký khác với lúc ký / not as many entries as were signed',
  'content-differs': 'nội dung nhật ký khác với lúc ký / the entries are not those that were signed',
  'signature-wrong': 'chữ ký không đúng / the signature is wrong',
  'key-foreign': 'khóa ký không phải của hệ thống này / signed by a key that is not of this installation',
} as const satisfies Record<HeadFault['fault'], string>

const dossierFault = (fault: DossierFault): string => {
  switch (fault.kind) {
    case 'status-differs':
      return `hồ sơ ${fault.code}: trạng thái là ${fault.status} nhưng nhật ký cho thấy ${fault.implied ?? '(không có)'} / the row says ${fault.status}, its log ${fault.implied ?? 'nothing'}`
    case 'deed-missing':
      return `hồ sơ ${fault.code}: nhật ký thiếu việc ${fault.type} / the log lacks ${fault.type}`
    case 'filing-without-dossier':
      return `lần nộp ${fault.filingId}: không có hồ sơ / a filing without a dossier`
    case 'dossier-without-filing':
      return `hồ sơ ${fault.code}: lần nộp chưa hoàn tất / its filing is not filed`
    case 'outcome-before-settling':
      return `hồ sơ ${fault.code}: kết quả đã có số nhưng hồ sơ chưa giải quyết xong / its outcome has a number, but it is not settled`
  }
}

const seriesNames = {
  register: 'sổ văn bản / register',
  slip: 'phiếu / slips',
  receipt: 'biên lai / receipts',
  'document-register': 'sổ đăng ký văn bản / document registers',
  'dossier-code': 'mã hồ sơ / dossier codes',
} as const satisfies Record<SeriesFault['series'], string>

const seriesFault = ({ series, key, counter, issued, highest, missing }: SeriesFault): string =>
  `${seriesNames[series]} ${key}: bộ đếm / counter ${counter}, đã cấp / issued ${issued}, cao nhất / highest ${highest}` +
  (missing.length === 0 ? '' : `, thiếu số / missing ${missing.join(', ')}`)

const fileFault = ({ sha256, fault }: FileFault): string =>
  `${sha256}: ${fault === 'missing' ? 'không đọc được / cannot be read' : 'nội dung đã bị thay đổi / its content was changed'}`

const section = (title: string, faults: readonly string[]): readonly string[] => [
  `  ${faults.length === 0 ? '✓' : '✗'} ${title}`,
  ...faults.map((fault) => `      ${fault}`),
]

const provinceLines = (verdict: ProvinceVerdict): readonly string[] => {
  const { log, heads, dossiers, series, files } = verdict
  const last = heads.lastDay === null ? '' : `, đến / until ${heads.lastDay.toString()}`
  return [
    verdict.province,
    ...section(
      `nhật ký: ${number(log.entries)} mục, ${number(log.subjects)} chuỗi / log: entries, chains`,
      log.faults.map(logFault),
    ),
    ...section(
      `chữ ký ngày: ${number(heads.heads)}${last} / signed days`,
      heads.faults.map(({ day, fault }) => `${day.toString()}: ${headFaultTexts[fault]}`),
    ),
    ...section(
      `hồ sơ khớp với nhật ký: ${number(dossiers.dossiers)} / dossiers agree with their log`,
      dossiers.faults.map(dossierFault),
    ),
    ...section('các dãy số liên tục / number series without gaps', series.map(seriesFault)),
    ...(files === null
      ? ['  – tệp: chưa kiểm tra (thêm --files) / files: not read (add --files)']
      : section(
          `tệp: ${number(files.files)}, ${number(Math.round(files.bytes / 1_048_576))} MiB / files`,
          files.faults.map(fileFault),
        )),
  ]
}

const faultCount = ({ log, heads, dossiers, series, files }: ProvinceVerdict): number =>
  log.faults.length + heads.faults.length + dossiers.faults.length + series.length + (files?.faults.length ?? 0)

/** The report for the terminal, and how many faults there are. */
export const verifyReport = (
  verdicts: readonly ProvinceVerdict[],
): { readonly text: string; readonly faults: number } => {
  const faults = verdicts.reduce((sum, verdict) => sum + faultCount(verdict), 0)
  const end =
    faults === 0
      ? 'Không có sai lệch nào. / No fault was found.'
      : `${number(faults)} SAI LỆCH; giữ nguyên hiện trạng và xem docs/vi/operating.md. / ${faults} FAULTS; leave everything as it is and see docs/operating.md.`
  return { text: [...verdicts.flatMap(provinceLines), end].join('\n'), faults }
}
