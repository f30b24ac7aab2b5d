import type { FormValues } from '#modules/forms/domain/index.ts'

/** A valid, believable answer to each e-form of the demo province. Every person and number is invented. */
const birth = {
  requester: {
    fullName: 'Nguyễn Văn Minh',
    birthDate: '1990-03-14',
    identityNumber: '025090000001',
    residence: 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
    phone: '0912000001',
    relation: 'Cha',
  },
  child: {
    fullName: 'Nguyễn Minh An',
    birthDate: '2026-08-20',
    gender: 'female',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    birthPlace: 'Bệnh viện Sản Nhi tỉnh Phú Thọ, phường Nông Trang, tỉnh Phú Thọ',
    hometown: 'Xã Hy Cương, tỉnh Phú Thọ',
    birthCertificateNumber: '0118/2026',
  },
  mother: {
    fullName: 'Lê Thị Thu Hằng',
    birthYear: '1993',
    identityNumber: '025193000011',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    residence: 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
  },
  father: {
    fullName: 'Nguyễn Văn Minh',
    birthYear: '1990-03-14',
    identityNumber: '025090000001',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    residence: 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
  },
  marriage: {
    registered: 'yes',
    certificateNumber: '27/2019',
    certificateDate: '2019-10-05',
    certificateBy: 'Ủy ban nhân dân xã Hy Cương',
  },
  copies: { wanted: 'yes', count: 2 },
}

const marriage = {
  bride: {
    fullName: 'Trần Thị Lan',
    birthDate: '1992-08-02',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    residence: 'Tổ 5, phường Việt Trì, tỉnh Phú Thọ',
    identityNumber: '025192000002',
    timesMarried: 1,
    phone: '0912000002',
  },
  groom: {
    fullName: 'Quách Đức Thắng',
    birthDate: '1985-11-21',
    ethnicity: 'Mường',
    nationality: 'Việt Nam',
    residence: 'Xóm 2, xã Mai Châu, tỉnh Phú Thọ',
    identityNumber: '017085000003',
    timesMarried: 2,
    endOfFormerMarriage: 'Quyết định số 12/2021/QĐST-HNGĐ ngày 04/05/2021',
  },
  declaration: { conditionsMet: true },
  copies: { wanted: 'no' },
}

const death = {
  requester: {
    fullName: 'Lê Thị Hoa',
    identityNumber: '026158000004',
    residence: 'Tổ 8, phường Vĩnh Yên, tỉnh Phú Thọ',
    phone: '0912000004',
    relation: 'Vợ',
  },
  deceased: {
    fullName: 'Phùng Văn Lợi',
    birthDate: '1951',
    gender: 'male',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    lastResidence: 'Tổ 8, phường Vĩnh Yên, tỉnh Phú Thọ',
  },
  death: { time: '04:30', date: '2026-08-11', place: 'Tại nhà riêng', cause: 'Bệnh tim' },
  notice: {
    kind: 'Giấy báo tử',
    number: '15/GBT',
    issuedBy: 'Ủy ban nhân dân phường Vĩnh Yên',
    issuedOn: '2026-08-11',
  },
  copies: { wanted: 'yes', count: 3 },
}

const householdBusiness = {
  owner: {
    fullName: 'Trần Thị Lan',
    birthDate: '1992-08-02',
    gender: 'female',
    identityNumber: '025192000002',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    permanentAddress: 'Tổ 5, phường Việt Trì, tỉnh Phú Thọ',
    currentAddress: 'Tổ 5, phường Việt Trì, tỉnh Phú Thọ',
    phone: '0912000002',
    email: 'lan@example.vn',
  },
  name: { vietnamese: 'Hộ kinh doanh Bánh tai Lan Việt Trì' },
  premises: {
    street: 'Số 18 đường Hùng Vương',
    commune: 'Phường Việt Trì',
    province: 'Tỉnh Phú Thọ',
    phone: '0912000002',
  },
  lines: [
    { name: 'Nhà hàng và các dịch vụ ăn uống phục vụ lưu động', code: '5610', main: 'yes' },
    { name: 'Bán lẻ thực phẩm trong các cửa hàng chuyên doanh', code: '4722', main: 'no' },
  ],
  capital: { amount: 150_000_000 },
  tax: { startDate: '2026-12-01', workers: 3, method: 'declaration' },
  founders: { kind: 'person' },
  vows: { entitled: true, premisesLawful: true },
}

const constructionPermit = {
  investor: {
    name: 'Quách Đức Thắng',
    number: '017085000003',
    street: 'Xóm 2',
    commune: 'Xã Mai Châu',
    province: 'Tỉnh Phú Thọ',
    phone: '0912000003',
  },
  site: {
    plot: 'Thửa 214, tờ bản đồ 12',
    area: 180.5,
    street: 'Xóm 2',
    commune: 'Xã Mai Châu',
    province: 'Tỉnh Phú Thọ',
    certificateNumber: 'DA 114 233',
  },
  design: {
    name: 'Công ty TNHH Kiến trúc Tây Bắc',
    certificate: 'HOB-00001234',
    chiefs: 'Bùi Văn Kiên, HOB-00005678',
  },
  work: {
    kind: 'house',
    grade: '3',
    groundArea: 96,
    floorArea: 262.4,
    floorAreaDetail: 'Tầng 1: 96 m²; tầng 2: 96 m²; tum: 70,4 m²',
    height: 11.2,
    storeys: 3,
  },
  schedule: { months: 10 },
  enclosures: { list: 'Bản vẽ thiết kế; Giấy chứng nhận quyền sử dụng đất' },
}

const landChange = {
  user: {
    name: 'QUÁCH ĐỨC THẮNG',
    identity: '017085000003',
    address: 'Xóm 2, xã Mai Châu, tỉnh Phú Thọ',
    phone: '0912000003',
  },
  certificate: {
    bookNumber: 'CH 00412',
    issueNumber: 'DA 114 233',
    issuedOn: '2020-03-18',
    issuedBy: 'Ủy ban nhân dân huyện Mai Châu',
    plot: '214',
    sheet: '12',
    address: 'Xóm 2, xã Mai Châu, tỉnh Phú Thọ',
    area: 180.5,
  },
  change: {
    kind: 'rename',
    before: 'Ông Quách Đức Thắng, CMND số 113456789',
    after: 'Ông Quách Đức Thắng, số định danh 017085000003',
    reason: 'Cập nhật số định danh cá nhân',
  },
  wish: { certificate: 'note' },
}

const socialAssistance = {
  person: {
    fullName: 'Lê Thị Hoa',
    birthDate: '1948-01-09',
    gender: 'female',
    ethnicity: 'Kinh',
    identityNumber: '026148000014',
    permanentAddress: 'Tổ 8, phường Vĩnh Yên, tỉnh Phú Thọ',
    livesWith: 'Sống một mình tại tổ 8, phường Vĩnh Yên',
    phone: '0912000004',
  },
  need: { category: 'elderly', requests: 'monthly' },
  situation: { healthInsurance: 'yes', poverty: 'poor', pension: 'no', merit: 'no', otherAid: 'no' },
  disability: {
    has: 'yes',
    certificate: 'Số 45 ngày 02/06/2023, phường Vĩnh Yên',
    kinds: ['movement', 'sight'],
    degree: 'heavy',
    selfCare: 'Cần người giúp khi đi lại',
  },
  household: { marital: 'widowed', supporters: 'no' },
  payment: { method: 'bank', account: '0123456789', bank: 'Agribank chi nhánh Vĩnh Yên', holder: 'LE THI HOA' },
  deputy: { used: 'no' },
}

const certifiedCopy = {
  requester: { fullName: 'Hà Bảo Ngọc', identityNumber: '025304000005', phone: '0912000005' },
  documents: [
    { name: 'Bằng tốt nghiệp trung học phổ thông', issuedBy: 'Sở Giáo dục và Đào tạo', pages: 1, copies: 3 },
    { name: 'Học bạ trung học phổ thông', pages: 24, copies: 1 },
  ],
}

const general = {
  requester: {
    fullName: 'Hà Bảo Ngọc',
    identityNumber: '025304000005',
    address: 'Khu 7, phường Phú Thọ, tỉnh Phú Thọ',
    phone: '0912000005',
    email: 'ngoc@example.vn',
  },
  request: {
    subject: 'Cấp lại giấy phép lái xe hạng A1 bị mất',
    content: 'Tôi bị mất giấy phép lái xe hạng A1 ngày 02/08/2026 tại bến xe.\nĐề nghị cấp lại.',
  },
}

/** By the key of the form. */
export const formAnswers: Readonly<Record<string, FormValues>> = {
  birth,
  marriage,
  death,
  'household-business': householdBusiness,
  'construction-permit': constructionPermit,
  'land-change': landChange,
  'social-assistance': socialAssistance,
  'certified-copy': certifiedCopy,
  general,
}
