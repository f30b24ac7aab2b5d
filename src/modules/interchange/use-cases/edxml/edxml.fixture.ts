import type { Correspondent, DocumentMessage, StatusMessage } from '../../domain/edxml/index.ts'

const correspondent = (code: string, name: string): Correspondent => ({
  ...{ code, name, inCharge: '', address: '', email: '', telephone: '', fax: '', website: '' },
})

export const sender = {
  ...{ department: 'Văn thư', departmentCode: '', name: 'Lê Thị Hoa', nameCode: '' },
  ...{ email: 'vanthu@phutho.example.vn', mobile: '0900000000' },
} as const

/** A letter to two agencies, with whatever a message can hold. */
export const letter: DocumentMessage = {
  kind: 'document',
  from: {
    ...correspondent('H44.12', 'Sở Nội vụ'),
    inCharge: 'Ủy ban nhân dân tỉnh Phú Thọ',
    address: 'Đường Trần Phú, Việt Trì',
    email: 'vanthu@phutho.example.vn',
    telephone: '02103000000',
    fax: '02103000001',
    website: 'phutho.example.vn',
  },
  to: [correspondent('000.00.00.G22', 'Văn phòng Chính phủ'), correspondent('H37.DN.001', 'Sở Tư pháp')],
  documentId: 'H44.12,2026/11/20,241/SNV-TCCC',
  code: { number: '241', notation: 'SNV-TCCC' },
  place: 'Phú Thọ',
  date: '2026-11-20',
  type: { code: 1, detail: 0, name: 'Công văn' },
  subject: 'V/v góp ý dự thảo "Đề án" & kế hoạch <2027>',
  content: 'Gửi dự thảo để góp ý',
  signer: { competence: 'KT. GIÁM ĐỐC', position: 'Phó Giám đốc', fullName: 'Nguyễn Văn An' },
  dueDate: '2026-12-04',
  priority: 1,
  sphere: 'Liên thông văn bản',
  drafterMark: 'NVA',
  copies: 70,
  pages: 2,
  direction: false,
  appendices: ['Phụ lục I', 'Phụ lục II'],
  answers: [
    {
      agencyCode: '000.00.00.G22',
      code: '7816/VPCP-TTĐT',
      documentId: '000.00.00.G22,2026/10/02,7816/VPCP-TTĐT',
      date: '2026-10-02',
    },
  ],
  steering: 1,
  taskCodes: ['NV-2026-118'],
  applicationType: '',
  places: ['Như trên', 'Lưu: VT, TCCC'],
  business: {
    ...{
      documentId: '',
      purpose: 'new',
      reason: 'Văn bản điện tử mới',
      isOnPaper: false,
      change: null,
      replaced: [],
      sender,
    },
  },
  hops: [{ code: 'H44.12', at: '2026-11-20T15:04:05' }],
  attachments: [
    { contentId: 'cid:tep-1', name: '241-SNV.pdf', description: 'Toàn văn', contentType: 'application/pdf' },
    { contentId: 'cid:tep-2', name: 'phu-luc.xlsx', description: 'Phụ lục', contentType: 'application/zip' },
  ],
}

export const arrival: StatusMessage = {
  kind: 'status',
  from: correspondent('000.00.00.H41', 'UBND tỉnh Nghệ An'),
  regarding: {
    agencyCode: 'H44.12',
    code: '241/SNV-TCCC',
    documentId: 'H44.12,2026/11/20,241/SNV-TCCC',
    date: '2026-11-20',
  },
  sender,
  status: '01',
  description: 'Đã đến - phần mềm đã nhận, văn thư chưa xử lý',
  at: '2026-11-20T15:06:00',
}

export const contents: readonly Uint8Array[] = [
  Buffer.from('%PDF-1.7 toàn văn\n'),
  Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7) % 256)),
]
