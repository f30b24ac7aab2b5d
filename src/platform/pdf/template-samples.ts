import { archiveMinutesSample, archiveTableSample, fileCoverSample } from './archive-samples.ts'
import { auditReportSample } from './audit-report-sample.ts'
import { documentRegisterSample, handlingSlipSample, incomingStampSample } from './incoming-samples.ts'
import { copySheetSample, envelopesSample } from './issuing-samples.ts'
import type { TemplateData } from './template-data.ts'
import { weeklyPlanSample } from './weekly-plan-sample.ts'

const head = {
  parentAgency: 'UBND tỉnh Phú Thọ',
  agency: 'Trung tâm Phục vụ hành chính công',
  place: 'Việt Trì',
  date: 'ngày 28 tháng 8 năm 2026',
  code: 'H44.12-260828-0001',
  request: 'Cấp giấy phép xây dựng mới đối với công trình nhà ở riêng lẻ',
  footnote: 'Giấy lập trên hệ thống thông tin giải quyết thủ tục hành chính tỉnh Phú Thọ',
} as const

const applicant = {
  name: 'Nguyễn Thị Hương Giang',
  identity: '025190001234',
  address: 'Số 12, phố Đoàn Kết, phường Việt Trì, tỉnh Phú Thọ',
  phone: '0912 345 678',
  email: 'huonggiang@example.vn',
} as const

const signer = { name: 'Trần Văn Đức', digital: true } as const
const desk = 'Bộ phận Tiếp nhận và Trả kết quả phường Việt Trì'

const outcome = {
  parentAgency: 'UBND tỉnh Phú Thọ',
  agency: 'Ủy ban nhân dân phường Việt Trì',
  place: 'Việt Trì',
  signer: { lines: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch', 'Phó Chủ tịch'], name: 'Lê Thị Ánh Tuyết' },
} as const

const slips = {
  'slip-01': {
    ...head,
    number: '15/TTPVHCC',
    desk,
    applicant,
    papers: [
      { name: 'Đơn đề nghị cấp giấy phép xây dựng', original: 1 },
      { name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất', certified: 1 },
      {
        name: 'Bản vẽ thiết kế xây dựng kèm theo Giấy chứng nhận thẩm duyệt thiết kế về phòng cháy, chữa cháy',
        copy: 2,
      },
    ],
    timeLimit: '15 ngày làm việc',
    receivedAt: '09 giờ 20 phút, ngày 28 tháng 8 năm 2026',
    dueAt: '16 giờ 30 phút, ngày 21 tháng 9 năm 2026',
    returnPlace: 'Bộ phận Một cửa phường Việt Trì',
    fee: '75.000 đ (đã nộp trực tuyến)',
    book: { volume: '02', entry: '118' },
    submitterName: applicant.name,
    signer,
  },
  'slip-02': {
    ...head,
    number: '03/PBS-TTPVHCC',
    applicant,
    items: [
      'Bổ sung bản vẽ mặt bằng móng tỷ lệ 1/50 – 1/200 có chữ ký của người thiết kế.',
      'Nộp bản cam kết bảo đảm an toàn đối với công trình liền kề.',
    ],
    reason: 'Thành phần hồ sơ chưa đủ theo quy định về cấp giấy phép xây dựng nhà ở riêng lẻ.',
    deadline: 'ngày 15 tháng 9 năm 2026',
    contact: { name: 'Trần Văn Đức', phone: '0210 3846 000' },
    signer,
  },
  'slip-03': {
    ...head,
    number: '02/PTC-TTPVHCC',
    desk,
    applicant,
    reasons: ['Thửa đất nằm trong hành lang an toàn lưới điện cao áp, không thuộc trường hợp được cấp giấy phép.'],
    guidance: 'Liên hệ Phòng Kinh tế, Hạ tầng và Đô thị để được hướng dẫn điều chỉnh vị trí xây dựng.',
    submitterName: applicant.name,
    signer,
  },
  'slip-04': {
    ...head,
    agency: 'Ủy ban nhân dân phường Việt Trì',
    number: '01/PXL',
    applicant,
    receivedOn: 'Ngày 28 tháng 8 năm 2026',
    dueAt: '16 giờ 30 phút, ngày 21 tháng 9 năm 2026',
    newDueAt: '16 giờ 30 phút, ngày 25 tháng 9 năm 2026',
    reason: 'Cơ quan được lấy ý kiến về đấu nối hạ tầng trả lời chậm 03 ngày làm việc.',
    signer: { position: 'Chủ tịch', name: 'Phạm Quốc Khánh', digital: true },
  },
  'slip-05': {
    ...head,
    agency: 'Ủy ban nhân dân phường Việt Trì',
    number: '01/TB-UBND',
    applicant,
    receivedAt: '09 giờ 20 phút, ngày 28 tháng 8 năm 2026',
    withdrawnAt: '10 giờ 05 phút, ngày 07 tháng 9 năm 2026',
    stoppedAt: 'ngày 07 tháng 9 năm 2026',
    reason: 'Người nộp hồ sơ đề nghị rút hồ sơ để thay đổi thiết kế.',
    confirmation: 'Đến thời điểm đề nghị dừng, cơ quan chưa ban hành quyết định hoặc kết quả giải quyết hồ sơ.',
    signer: { position: 'Chủ tịch', name: 'Phạm Quốc Khánh', digital: true },
  },
  'slip-06': {
    ...head,
    number: '15/PKS-TTPVHCC',
    consulted: 'Công ty Điện lực Phú Thọ',
    receivedAt: '09:20 28/08/2026',
    dueAt: '16:30 21/09/2026',
    handovers: [
      {
        fromUnit: desk,
        fromPerson: 'Trần Văn Đức',
        toUnit: 'Phòng Kinh tế, Hạ tầng và Đô thị',
        toPerson: 'Vũ Minh Hải',
        at: '10:05 28/08/2026',
        result: 'trước hạn',
      },
      {
        fromUnit: 'Phòng Kinh tế, Hạ tầng và Đô thị',
        fromPerson: 'Vũ Minh Hải',
        toUnit: 'Lãnh đạo Ủy ban nhân dân phường',
        toPerson: 'Lê Thị Ánh Tuyết',
        at: '15:40 16/09/2026',
        result: 'đúng hạn',
        note: 'Đã kiểm tra thực địa ngày 10/9',
      },
    ],
  },
  'slip-07': {
    parentAgency: 'UBND tỉnh Phú Thọ',
    agency: desk,
    field: 'Hoạt động xây dựng',
    volume: '02',
    from: '01/08/2026',
    to: '31/08/2026',
    footnote: head.footnote,
    rows: Array.from({ length: 60 }, (_, index) => ({
      code: `H44.12-260828-${String(index + 1).padStart(4, '0')}`,
      procedure: head.request,
      person: index % 2 === 0 ? applicant.name : 'Công ty TNHH Xây dựng Hùng Vương',
      contact: 'Phường Việt Trì; 0912 345 678',
      agency: 'Ủy ban nhân dân phường Việt Trì',
      receivedAt: '09:20 28/08/2026',
      dueAt: '16:30 21/09/2026',
      returnedAt: index % 3 === 0 ? '' : '10:00 18/09/2026',
      returnWay: index % 3 === 0 ? '' : 'Bưu chính công ích',
    })),
  },
  receipt: {
    ...head,
    number: '0000123',
    collector: 'Trung tâm Phục vụ hành chính công tỉnh Phú Thọ',
    taxCode: '2600123456',
    payer: { name: applicant.name, address: applicant.address },
    items: [{ name: 'Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ', amount: '75.000 đ' }],
    total: '75.000 đ',
    totalInWords: 'Bảy mươi lăm nghìn đồng',
    way: 'Chuyển khoản qua nền tảng thanh toán',
    paidAt: '09:25 28/08/2026',
    reference: 'PP260828000123',
    signer: { name: 'Đỗ Thị Thu Hằng', digital: true },
  },
  'filing-copy': {
    agency: outcome.agency,
    request: head.request,
    code: head.code,
    submittedAt: '21:14 27/08/2026',
    channel: 'Nộp trực tuyến toàn trình',
    footnote: head.footnote,
    sections: [
      {
        title: 'Thông tin về chủ đầu tư',
        fields: [
          { label: 'Họ và tên', value: applicant.name },
          { label: 'Số định danh cá nhân', value: applicant.identity },
          { label: 'Nơi cư trú', value: applicant.address },
          { label: 'Thư điện tử' },
        ],
      },
      {
        title: 'Thông tin công trình',
        fields: [
          { label: 'Địa điểm xây dựng', value: 'Thửa đất số 118, tờ bản đồ số 24, phường Việt Trì' },
          { label: 'Diện tích xây dựng tầng 1', value: '86,5 m²' },
          { label: 'Tổng diện tích sàn', value: '241,0 m² (3 tầng, chiều cao 11,7 m)' },
        ],
      },
    ],
    files: [
      { paper: 'Bản vẽ thiết kế xây dựng', name: 'ban-ve-mat-bang.pdf', size: '2,4 MB' },
      { paper: 'Giấy chứng nhận quyền sử dụng đất', name: 'so-do-mat-1.jpg', size: '812 kB' },
    ],
  },
} as const satisfies Partial<TemplateData>

const birthEntry = {
  registeredAt: outcome.agency,
  registeredOn: 'ngày 28 tháng 8 năm 2026',
} as const

const outcomes = {
  'outcome-birth-extract': {
    ...outcome,
    ...birthEntry,
    form: 'certificate',
    child: {
      name: 'NGUYỄN MINH KHÔI',
      birthDate: '21/8/2026',
      birthDateInWords: 'Ngày hai mươi mốt, tháng tám, năm hai nghìn không trăm hai mươi sáu',
      sex: 'Nam',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      birthPlace: 'Bệnh viện Sản Nhi tỉnh Phú Thọ, phường Nông Trang, tỉnh Phú Thọ',
      homeTown: 'Phường Việt Trì, tỉnh Phú Thọ',
      identity: '025226001234',
    },
    mother: {
      name: 'NGUYỄN THỊ HƯƠNG GIANG',
      birthYear: '1990',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      residence: applicant.address,
    },
    father: {
      name: 'NGUYỄN QUỐC BẢO',
      birthYear: '1988',
      ethnicity: 'Mường',
      nationality: 'Việt Nam',
      residence: applicant.address,
    },
    declarant: {
      name: 'Nguyễn Quốc Bảo',
      document: 'Căn cước số 025088004321, Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày 12/3/2023',
    },
  },
  'outcome-marriage': {
    ...outcome,
    ...birthEntry,
    husband: {
      name: 'NGUYỄN QUỐC BẢO',
      birthDate: '04/5/1998',
      ethnicity: 'Mường',
      nationality: 'Việt Nam',
      residence: 'Phường Việt Trì, tỉnh Phú Thọ',
      document: 'Căn cước số 025098004321',
    },
    wife: {
      name: 'TRẦN NGỌC ÁNH',
      birthDate: '17/11/2000',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      residence: 'Phường Thanh Miếu, tỉnh Phú Thọ',
      document: 'Căn cước số 025300001122',
    },
  },
  'outcome-death-extract': {
    ...outcome,
    ...birthEntry,
    notation: 'TLKT',
    deceased: {
      name: 'PHẠM VĂN THỌ',
      birthDate: '02/9/1941',
      sex: 'Nam',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      residence: 'Phường Việt Trì, tỉnh Phú Thọ',
      document: 'Căn cước số 025041000007',
    },
    diedAt: '04 giờ 10 phút, ngày 25 tháng 8 năm 2026',
    diedAtInWords: 'Bốn giờ mười phút, ngày hai mươi lăm, tháng tám, năm hai nghìn không trăm hai mươi sáu',
    diedIn: 'Nhà riêng, phường Việt Trì, tỉnh Phú Thọ',
    cause: 'Tuổi cao',
    notice: 'Giấy báo tử số 12/GBT do Trạm Y tế phường Việt Trì cấp ngày 25/8/2026',
    declarant: 'Phạm Quốc Khánh (con)',
  },
  'outcome-household-business': {
    ...outcome,
    businessCode: '025190001234',
    registration: ['Đăng ký lần đầu, ngày 28 tháng 8 năm 2026'],
    name: 'HỘ KINH DOANH BÁNH TAI HƯƠNG GIANG',
    address: applicant.address,
    phone: applicant.phone,
    email: applicant.email,
    trades: [
      { name: 'Sản xuất các loại bánh từ bột', code: '1071' },
      { name: 'Bán lẻ lương thực, thực phẩm trong các cửa hàng kinh doanh tổng hợp', code: '4711' },
    ],
    capital: '200.000.000 đ (Hai trăm triệu đồng)',
    owner: {
      name: 'NGUYỄN THỊ HƯƠNG GIANG',
      sex: 'Nữ',
      birthDate: '08/3/1990',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      identity: applicant.identity,
      residence: applicant.address,
    },
  },
  'outcome-construction-permit': {
    ...outcome,
    notation: 'GPXD',
    usage: 'Sử dụng cho công trình nhà ở riêng lẻ',
    grantee: { name: 'Bà Nguyễn Thị Hương Giang', identity: applicant.identity, address: applicant.address },
    work: 'Nhà ở gia đình',
    design: 'Hồ sơ thiết kế do Công ty TNHH Tư vấn xây dựng Hùng Vương lập, kèm theo giấy phép này',
    particulars: [
      { label: 'Vị trí xây dựng', value: 'Thửa đất số 118, tờ bản đồ số 24, phường Việt Trì, tỉnh Phú Thọ' },
      { label: 'Cốt nền xây dựng công trình', value: '+0,45 m so với mặt đường' },
      { label: 'Mật độ xây dựng', value: '72 %; hệ số sử dụng đất: 2,0' },
      { label: 'Chỉ giới đường đỏ, chỉ giới xây dựng', value: 'trùng nhau, cách tim đường 7,5 m' },
      { label: 'Diện tích xây dựng tầng 1', value: '86,5 m²' },
      { label: 'Tổng diện tích sàn', value: '241,0 m²' },
      { label: 'Chiều cao công trình', value: '11,7 m; số tầng: 03' },
    ],
    landRight: 'Giấy chứng nhận quyền sử dụng đất số CT 123456 cấp ngày 05/6/2021.',
    validity:
      'Giấy phép này có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; quá thời hạn trên thì phải đề nghị gia hạn giấy phép xây dựng.',
    recipients: ['Như mục 1', 'Phòng Kinh tế, Hạ tầng và Đô thị', 'Lưu: VT, KTHT'],
  },
  'outcome-decision': {
    ...outcome,
    notation: 'QĐ-UBND',
    subject: 'Về việc trợ cấp xã hội hàng tháng đối với người cao tuổi',
    decider: 'CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG VIỆT TRÌ',
    bases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
      'Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội',
      'Theo đề nghị của Trưởng phòng Văn hóa – Xã hội',
    ],
    articles: [
      'Trợ cấp xã hội hàng tháng cho ông Phạm Văn Thọ, sinh năm 1941, cư trú tại phường Việt Trì, tỉnh Phú Thọ, mức 500.000 đồng/tháng, kể từ ngày 01 tháng 9 năm 2026.',
      'Quyết định này có hiệu lực kể từ ngày ký.',
      'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường, Trưởng phòng Văn hóa – Xã hội và ông Phạm Văn Thọ chịu trách nhiệm thi hành Quyết định này.',
    ],
    recipients: ['Như Điều 3', 'Sở Y tế', 'Lưu: VT, VHXH'],
  },
  'outcome-letter': {
    ...outcome,
    notation: 'UBND-KTHT',
    subject: 'V/v trả lời đề nghị cung cấp thông tin quy hoạch',
    addressees: ['Bà Nguyễn Thị Hương Giang'],
    paragraphs: [
      'Ngày 28 tháng 8 năm 2026, Ủy ban nhân dân phường Việt Trì nhận được đề nghị cung cấp thông tin quy hoạch của bà đối với thửa đất số 118, tờ bản đồ số 24.',
      'Sau khi xem xét, Ủy ban nhân dân phường thông tin như sau: thửa đất nêu trên thuộc quy hoạch đất ở đô thị, chiều cao tối đa 05 tầng, mật độ xây dựng tối đa 80 %.',
      'Ủy ban nhân dân phường Việt Trì trả lời để bà được biết./.',
    ],
    recipients: ['Như trên', 'Phòng Kinh tế, Hạ tầng và Đô thị', 'Lưu: VT, KTHT'],
  },
} as const satisfies Partial<TemplateData>

const officialDocument: TemplateData['official-document'] = {
  parentAgency: 'Ủy ban nhân dân tỉnh Phú Thọ',
  agency: 'Sở Xây dựng',
  notation: 'SXD-QLHĐXD',
  place: 'Việt Trì',
  hasDate: true,
  subject: 'hướng dẫn cấp giấy phép xây dựng nhà ở riêng lẻ',
  isLetter: true,
  addressed: { words: 'Kính gửi', names: ['Ủy ban nhân dân phường Việt Trì', 'Ủy ban nhân dân phường Nông Trang'] },
  blocks: [
    { kind: 'paragraph', text: [{ text: 'Sở Xây dựng ' }, { text: 'hướng dẫn', bold: true }, { text: ' như sau:' }] },
    { kind: 'clause', label: '1.', text: [{ text: 'Thành phần hồ sơ theo bảng dưới đây.' }] },
    {
      kind: 'table',
      aligns: ['center'],
      hasHeader: true,
      rows: [
        [[{ text: 'STT' }], [{ text: 'Giấy tờ' }]],
        [[{ text: '1' }], [{ text: 'Đơn đề nghị cấp giấy phép xây dựng' }]],
      ],
    },
    { kind: 'paragraph', text: [{ text: 'Đề nghị các đơn vị thực hiện./.' }] },
  ],
  recipients: ['Như trên', 'Lưu: VT, QLHĐXD'],
  signer: { lines: ['KT. Giám đốc', 'Phó Giám đốc'], name: 'Trần Văn Bình' },
  urgency: { words: 'KHẨN', widthMm: 20 },
  contact: [],
  qrCaption: 'Quét để kiểm tra',
}

/** Believable data for every template, for tests, pictures and measurements. */
export const templateSamples: TemplateData = {
  ...slips,
  ...outcomes,
  'official-document': officialDocument,
  envelopes: envelopesSample,
  'copy-sheet': copySheetSample,
  'document-register': documentRegisterSample,
  'weekly-plan': weeklyPlanSample,
  'audit-report': auditReportSample,
  'incoming-stamp': incomingStampSample,
  'handling-slip': handlingSlipSample,
  'archive-table': archiveTableSample,
  'archive-minutes': archiveMinutesSample,
  'file-cover': fileCoverSample,
}
