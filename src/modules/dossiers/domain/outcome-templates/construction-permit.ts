import { linesOf, type OutcomeSource, type OutcomeTemplate } from '../outcome-template.ts'
import { answer, joined, lineField, listed, listField, shown, textField, textIn, wordFor } from './answer-text.ts'

const usages: Readonly<Record<string, string>> = {
  house: 'Sử dụng cho nhà ở riêng lẻ',
  'non-linear': 'Sử dụng cho công trình không theo tuyến',
  religious: 'Sử dụng cho công trình tín ngưỡng, tôn giáo',
  monument: 'Sử dụng cho công trình tượng đài, tranh hoành tráng',
  linear: 'Sử dụng cho công trình theo tuyến trong đô thị',
  staged: 'Sử dụng cho công trình cấp phép theo giai đoạn',
  project: 'Sử dụng cho dự án',
  repair: 'Sử dụng cho sửa chữa, cải tạo công trình',
  relocation: 'Sử dụng cho di dời công trình',
}

const grades: Readonly<Record<string, string>> = { special: 'đặc biệt', 1: 'I', 2: 'II', 3: 'III', 4: 'IV' }

const addressOf = ({ form }: OutcomeSource, key: 'investor' | 'site'): string => {
  const house = answer(form, `${key}.houseNumber`)
  const parts = ['street', 'commune', 'province'].map((part) => answer(form, `${key}.${part}`))
  return joined([house === '' ? '' : `số nhà ${house}`, ...parts])
}

const workText = ({ form }: OutcomeSource): string => {
  const own = answer(form, 'work.type') || answer(form, 'work.projectName')
  const grade = wordFor(grades, answer(form, 'work.grade'))
  const what = own === '' ? (answer(form, 'work.kind') === 'house' ? 'Nhà ở riêng lẻ' : 'Công trình') : own
  return grade === '' ? what : `${what}, công trình cấp ${grade}`
}

const designText = ({ form }: OutcomeSource): string => {
  const by = answer(form, 'design.name')
  if (by === '') return ''
  const certificate = answer(form, 'design.certificate')
  return `Hồ sơ thiết kế do ${by}${certificate === '' ? '' : ` (mã số chứng chỉ ${certificate})`} lập, kèm theo giấy phép này`
}

const measured = (label: string, value: string, unit = ''): string =>
  value === '' ? '' : `${label}: ${value}${unit === '' ? '' : ` ${unit}`}`

const withDetail = (value: string, detail: string): string => (detail === '' ? value : joined([value, detail], '; '))

/** In the order of the permit; what the e-form does not ask for the officer adds from the plan of the area. */
const particularLines = (source: OutcomeSource): string => {
  const { form } = source
  const at = (name: string): string => answer(form, `work.${name}`)
  const square = (name: string): string => (at(name) === '' ? '' : `${at(name)} m²`)
  const area = answer(form, 'site.area')
  return [
    measured('Vị trí xây dựng', joined([answer(form, 'site.plot'), addressOf(source, 'site')])),
    measured('Diện tích lô đất', area, 'm²'),
    measured('Cốt nền xây dựng công trình', at('elevation')),
    measured('Diện tích xây dựng tầng 1', square('groundArea') || square('monumentArea')),
    measured('Tổng diện tích sàn', withDetail(square('floorArea'), at('floorAreaDetail'))),
    measured('Chiều cao công trình', withDetail(at('height') === '' ? '' : `${at('height')} m`, at('heightDetail'))),
    measured('Số tầng', withDetail(at('storeys') || at('relocationStoreys'), at('storeysDetail'))),
    measured('Tổng chiều dài công trình', at('linearLength') === '' ? '' : `${at('linearLength')} m`),
    measured('Tuyến công trình', at('linearSection')),
    measured('Nội dung sửa chữa, cải tạo', at('repairContent')),
    measured('Nội dung các giai đoạn', at('stages')),
    measured('Công trình di dời', at('relocationFrom')),
    measured('Địa điểm di dời đến', at('relocationTo')),
    measured('Các công trình của dự án', at('projectWorks')),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

const particularOf = (line: string) => {
  const at = line.indexOf(':')
  const clean = line.replace(/[.;]+$/u, '')
  return at < 0 ? { label: clean, value: '' } : { label: clean.slice(0, at).trim(), value: clean.slice(at + 1).trim() }
}

const validity =
  'Giấy phép này có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; quá thời hạn trên thì phải đề nghị gia hạn giấy phép xây dựng.'

/** @legal ND-175-2024 Phụ lục II */
export const constructionPermit: OutcomeTemplate<'outcome-construction-permit'> = {
  key: 'outcome-construction-permit',
  title: 'Giấy phép xây dựng',
  notation: '{year}/GPXD',
  fields: [
    lineField('usage', 'Loại giấy phép (Sử dụng cho …)'),
    lineField('grantee', 'Cấp cho'),
    lineField('granteeIdentity', 'Số định danh cá nhân hoặc mã số doanh nghiệp', { optional: true }),
    lineField('granteeAddress', 'Địa chỉ'),
    lineField('work', 'Được phép xây dựng công trình'),
    lineField('design', 'Theo thiết kế', { optional: true }),
    listField('particulars', 'Nội dung xây dựng', {
      help: 'Mỗi chỉ tiêu một dòng, “nhãn: giá trị”: vị trí, cốt nền, mật độ, chỉ giới đường đỏ, chỉ giới xây dựng, diện tích, chiều cao, số tầng.',
    }),
    lineField('landRight', 'Giấy tờ về quyền sử dụng đất'),
    lineField('begun', 'Ghi nhận công trình đã khởi công', { optional: true }),
    textField('validity', 'Hiệu lực của giấy phép'),
    listField('recipients', 'Nơi nhận', { help: 'Mỗi nơi nhận một dòng.' }),
  ],
  prefill: (source) => {
    const { form } = source
    const certificate = answer(form, 'site.certificateNumber')
    return {
      usage: wordFor(usages, answer(form, 'work.kind')),
      grantee: answer(form, 'investor.name') || source.ownerName,
      granteeIdentity: answer(form, 'investor.number') || source.ownerIdentity,
      granteeAddress: addressOf(source, 'investor') || source.ownerAddress,
      work: workText(source),
      design: designText(source),
      particulars: particularLines(source),
      landRight: certificate === '' ? '' : `Giấy chứng nhận quyền sử dụng đất số ${certificate}.`,
      begun: 'Không',
      validity,
      recipients: 'Như mục 1\nLưu: VT',
    }
  },
  render: (values, head) => {
    const text = textIn(values)
    return {
      ...head,
      usage: text('usage'),
      grantee: {
        name: text('grantee'),
        ...shown('identity', text('granteeIdentity')),
        address: text('granteeAddress').replace(/\.+$/u, ''),
      },
      work: text('work').replace(/\.+$/u, ''),
      ...shown('design', text('design').replace(/\.+$/u, '')),
      particulars: linesOf(values.particulars).map(particularOf),
      landRight: text('landRight'),
      ...shown('begun', text('begun')),
      validity: text('validity'),
      recipients: listed(values.recipients),
    }
  },
}
