import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { compileForm } from '#platform/pdf/compile-pdf.ts'
import type { OfficialPage } from '#platform/pdf/official-page.ts'
import { checkAnnexOne } from '#test/support/annex-one/check-annex-one.ts'
import { type DocumentType, documentTypes, findDocumentType, printedNumber } from '../document-type.ts'
import type { DraftHead } from './draft-head.ts'
import { type IssuingAgency, officialPageOf, usualAuthority } from './official-page.ts'
import { readText } from './read-text.ts'

const options = {
  title: 'Văn bản',
  createdAt: Temporal.Instant.from('2026-11-20T02:20:00Z'),
  qrText: 'https://dichvucong.example.vn/kiem-tra',
}

const department: IssuingAgency = {
  kind: 'department',
  name: 'Sở Nông nghiệp và Môi trường',
  parentName: 'Ủy ban nhân dân tỉnh Phú Thọ',
  notation: 'SNNMT',
  place: 'Phú Thọ',
}
const committee: IssuingAgency = {
  kind: 'peoples-committee',
  name: 'Ủy ban nhân dân phường Việt Trì',
  parentName: null,
  notation: 'UBND',
  place: 'Việt Trì',
}

const head: DraftHead = {
  typeCode: 'TB',
  subject: 'Về việc bảo đảm cấp nước sạch và vệ sinh môi trường trong mùa mưa bão năm 2026 trên địa bàn',
  addressees: [],
  recipients: ['Như Điều 3', 'Chủ tịch, các Phó Chủ tịch', 'Cổng thông tin điện tử'].map((name) => ({
    name,
    agencyId: null,
    purpose: 'to-know',
    channel: 'electronic',
  })),
  unitNotation: 'VX',
  decider: '',
  signerPostId: null,
  authority: 'own',
  urgency: 0,
  circulation: '',
  drafterMark: 'PL',
  copies: 30,
  contact: [],
  secretary: 'Nguyễn Thị Hạnh',
}

const articles = `Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
Theo đề nghị của Chánh Văn phòng.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của cơ quan, áp dụng từ ngày 01 tháng 12 năm 2026 đối với mọi đơn vị trực thuộc.
1. Các đơn vị phân công người chịu trách nhiệm, lập kế hoạch và báo cáo kết quả trước ngày 15 hàng tháng qua hệ thống quản lý văn bản.
a) Văn phòng tổng hợp;
b) Các phòng chuyên môn phối hợp.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.`

const prose = `Thực hiện ý kiến chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh về phòng, chống thiên tai, cơ quan thông báo các nội dung sau đây để các đơn vị biết và thực hiện:
I. TÌNH HÌNH
1. Mực nước các sông đang lên; **các xã ven sông** đã bố trí lực lượng trực hai mươi bốn giờ mỗi ngày và chuẩn bị vật tư, phương tiện theo phương châm bốn tại chỗ.
- Đã kiểm tra 12 trạm bơm;
| STT | Đơn vị | Việc phải làm |
| --- | --- | --- |
| 1 | Văn phòng | Tổng hợp báo cáo hằng ngày gửi cơ quan cấp trên |
| 2 | Phòng Kinh tế | Rà soát vật tư |
Đề nghị các đơn vị thực hiện nghiêm túc./.`

const isLawful = (type: DocumentType): boolean => type.layout === 'decision' || type.layout === 'resolution'

const pageOf = (type: DocumentType, changed: Partial<DraftHead> = {}, agency = department, more = ''): OfficialPage =>
  officialPageOf({
    agency,
    documentType: type,
    head: {
      ...head,
      typeCode: type.code,
      addressees: ['letter', 'telegram'].includes(type.layout)
        ? ['Phòng Kinh tế các xã, phường', 'Chi cục Thủy lợi']
        : [],
      authority: usualAuthority(agency, 'Phó Giám đốc'),
      ...changed,
    },
    blocks: readText(`${isLawful(type) ? articles : prose}\n${more}`),
    signer: { name: 'Trần Văn Bình', title: agency === department ? 'Phó Giám đốc' : 'Phó Chủ tịch' },
  })

const faultsOf = async (page: OfficialPage): Promise<readonly string[]> => {
  const { pdf, fields } = await compileForm('official-document', page, options)
  return checkAnnexOne(pdf, page, fields)
}

describe('the page of annex I', () => {
  it('knows the 29 types', () => {
    expect(documentTypes).toHaveLength(29)
    expect(new Set(documentTypes.map((type) => type.code)).size).toBe(29)
    expect([1, 9, 10, 1234].map(printedNumber)).toEqual(['01', '09', '10', '1234'])
  })

  it.each(documentTypes)('$name keeps its form, measured on the file', async (type) => {
    expect(await faultsOf(pageOf(type))).toEqual([])
  })

  it.each([1, 2, 3])('urgency %i has its stamp, with address and circulation', async (urgency) => {
    const type = findDocumentType('TB') as DocumentType
    const contact = [
      'Số 12, đường Trần Phú, phường Việt Trì, tỉnh Phú Thọ',
      'ĐT: 0210 3846 123; thư điện tử: vanthu@example.vn',
    ]
    expect(await faultsOf(pageOf(type, { urgency, contact, circulation: 'LƯU HÀNH NỘI BỘ' }))).toEqual([])
  })

  it.each(['QC', 'NQ', 'QĐ', 'KH'])('%s keeps it with chapters, sections, and two appendices', async (code) => {
    const type = findDocumentType(code) as DocumentType
    const parts = [
      'Chương I',
      'Quy định chung',
      'Mục 1',
      'Phạm vi và đối tượng',
      'Điều 3. Phạm vi',
      '1. Quy chế này quy định nguyên tắc, chế độ trách nhiệm, lề lối làm việc và trình tự giải quyết công việc của cơ quan.',
      'Phụ lục I',
      'Danh mục trạm bơm',
      'Danh mục này được cập nhật hằng năm theo đề nghị của các đơn vị trực thuộc và của Ủy ban nhân dân các xã, phường.',
      'Phụ lục II',
      'Biểu mẫu',
      'Biểu mẫu này dùng chung cho các đơn vị trực thuộc, được lập hai bản, một bản lưu tại văn thư và một bản gửi đơn vị.',
    ]
    expect(await faultsOf(pageOf(type, {}, department, parts.join('\n')))).toEqual([])
  })

  it('one addressee stands on the line of the words', async () => {
    const type = findDocumentType('CV') as DocumentType
    expect(await faultsOf(pageOf(type, { addressees: ['Ủy ban nhân dân tỉnh Phú Thọ'] }))).toEqual([])
  })

  it('a long letter of a committee numbers its pages, and its appendix from 1 again', async () => {
    const type = findDocumentType('CV') as DocumentType
    const long = Array.from(
      { length: 40 },
      (_, at) => `${at + 1}. ${'Các đơn vị rà soát số liệu và báo cáo. '.repeat(5)}`,
    ).join('\n')
    const page = pageOf(type, { authority: 'TM-KT' }, committee, `${long}\nPhụ lục I\nDanh mục trạm bơm\n${long}`)
    expect(await faultsOf(page)).toEqual([])
  })
})
