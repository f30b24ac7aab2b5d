import type { PackageFault, PackageFaultKind } from './open-package.ts'
import type { PackageVerdict } from './verify-package.ts'

const faultTexts: Readonly<Record<PackageFaultKind, string>> = {
  'not-readable': 'không đọc được',
  'unsafe-name': 'tên tệp trỏ ra ngoài gói',
  'too-large': 'giải nén ra quá lớn',
  'foreign-folder': 'nằm ngoài thư mục của gói',
  missing: 'thiếu tệp',
  'not-named': 'METS.xml không kê tệp này',
  'digest-differs': 'mã băm không khớp',
  'size-differs': 'dung lượng không khớp',
  'xml-broken': 'XML hỏng',
  'pointer-broken': 'tham chiếu không có đích',
  'description-broken': 'mô tả sai quy định',
  'count-differs': 'số tài liệu không khớp',
}

const mostFaultsShown = 200

const lineOf = ({ kind, path, detail }: PackageFault): string =>
  `  - ${path === '' ? 'gói' : path}: ${faultTexts[kind]}${detail === undefined ? '' : ` (${detail})`}`

/** The verdict on a package for whoever runs the command. */
export const packageReport = (verdict: PackageVerdict, isWhole: boolean): string => {
  const { objectId, kind, description, records, files, bytes, faults } = verdict
  const hidden = faults.length - mostFaultsShown
  return [
    `Gói ${kind} ${objectId}`,
    `Hồ sơ: ${description.title?.[0] ?? ''}`,
    `${records.length} tài liệu, ${files} tệp, ${bytes.toLocaleString('vi')} byte`,
    ...(isWhole ? [] : ['SAI: mã băm của cả gói không phải mã đã ghi']),
    ...(faults.length === 0 ? ['Không thấy chỗ sai nào.'] : [`SAI ${faults.length} chỗ:`]),
    ...faults.slice(0, mostFaultsShown).map(lineOf),
    ...(hidden > 0 ? [`  … và ${hidden} chỗ nữa`] : []),
  ].join('\n')
}
