import type { VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import { HomePage } from '#web/ui/views/citizen/home.tsx'
import { ProcedurePage } from '#web/ui/views/citizen/procedure.tsx'
import { ProcedureSearchPage } from '#web/ui/views/citizen/procedure-search.tsx'

const t = messages('vi')

const home = (
  <HomePage
    t={t}
    view={{
      searchAction: '/thu-tuc',
      suggestHref: '/thu-tuc/goi-y',
      often: ['Khai sinh', 'Kết hôn', 'Hộ kinh doanh', 'Giấy phép lái xe', 'Sổ đỏ', 'Chứng thực bản sao'].map(
        (text) => ({ text, href: `/thu-tuc?q=${encodeURIComponent(text)}` }),
      ),
      trackHref: '/tra-cuu',
      browseHref: '/thu-tuc',
      verifyHref: '/kiem-tra-van-ban',
      figuresHref: '/minh-bach',
      updatedAt: '16:20 22/11/2026',
      figures: [
        { value: '98,7 %', label: 'hồ sơ tháng này trả trước và đúng hạn' },
        { value: '2 ngày 3 giờ', label: 'thời gian giải quyết thường gặp' },
        { value: '3.412', label: 'hồ sơ đang giải quyết' },
        { value: '41', label: 'hồ sơ trễ, xem lý do', href: '/minh-bach' },
      ],
    }}
  />
)

const hit = (name: string, code: string, agency: string, time: string, fee: string | undefined, isOnline = true) => ({
  href: `/thu-tuc/${code}`,
  name,
  code,
  agency,
  time,
  fee,
  isOnline,
})

const searchView = {
  action: '/thu-tuc',
  suggestHref: '/thu-tuc/goi-y',
  allHref: '/thu-tuc',
  query: 'cap lai bang lai xe',
  count: '3',
  hits: [
    hit('Cấp lại giấy phép lái xe', '1.002809', 'Công an tỉnh', '5 ngày làm việc', '135.000 đ'),
    hit('Đổi giấy phép lái xe do ngành Công an cấp', '1.002796', 'Công an tỉnh', '5 ngày làm việc', '135.000 đ'),
    hit(
      'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
      '2.000635',
      'Ủy ban nhân dân cấp xã',
      'Trong ngày',
      undefined,
      false,
    ),
  ],
  filters: [
    { name: 'linh-vuc', label: 'Lĩnh vực', options: [{ value: 'ho-tich', text: 'Hộ tịch' }] },
    { name: 'cap', label: 'Nơi làm', options: [{ value: 'xa', text: 'Cấp xã' }] },
  ],
  suggestion: { href: '/thu-tuc?q=giay+phep+lai+xe', text: 'giấy phép lái xe' },
  pages: { nextHref: '/thu-tuc?sau=1', position: '1–3' },
}

const procedure = (
  <ProcedurePage
    t={t}
    view={{
      name: 'Đăng ký khai sinh',
      sourceLanguage: undefined,
      isOfficialName: true,
      crumbs: [
        { href: '/thu-tuc', text: 'Thủ tục' },
        { href: '/thu-tuc?linh-vuc=ho-tich', text: 'Hộ tịch' },
      ],
      everydayWords: 'Làm giấy khai sinh cho con. Làm trong 60 ngày sau khi sinh thì không mất phí.',
      time: { value: 'Trong ngày làm việc', note: 'Nhận sau 15 giờ thì trả ngày làm việc tiếp theo' },
      cost: { value: 'Không mất phí', note: 'Đăng ký quá hạn: theo nghị quyết của HĐND tỉnh' },
      decides: { value: 'Chủ tịch UBND cấp xã' },
      where: { value: 'Bộ phận một cửa xã bất kỳ', note: 'Hoặc nộp trên mạng' },
      fileHref: '/nop-ho-so/1.001193',
      paperCases: [
        {
          papers: [
            {
              name: 'Tờ khai đăng ký khai sinh theo mẫu',
              originals: 1,
              copies: 0,
              form: { href: '/mau', text: 'Mẫu' },
              note: 'Nộp trên mạng thì điền luôn trong biểu mẫu.',
            },
            { name: 'Giấy chứng sinh', originals: 1, copies: 0 },
            {
              name: 'Giấy chứng nhận kết hôn của cha mẹ',
              originals: 0,
              copies: 1,
              replacedBy: 'Cơ sở dữ liệu hộ tịch',
            },
          ],
        },
        {
          title: 'Trẻ sinh ra do mang thai hộ',
          papers: [{ name: 'Văn bản xác nhận về việc đã thực hiện kỹ thuật hỗ trợ sinh sản', originals: 1, copies: 1 }],
        },
      ],
      setCount: '01 bộ',
      steps:
        'Bước 1. Người có yêu cầu nộp hồ sơ tại Bộ phận một cửa hoặc trên mạng.\n\nBước 2. Cán bộ kiểm tra giấy tờ. Thiếu thì hướng dẫn bổ sung một lần, đầy đủ.\n\nBước 3. Công chức tư pháp - hộ tịch ghi vào sổ, trình Chủ tịch UBND cấp xã ký.',
      ways: [
        { channel: 'Trực tuyến', time: '1 ngày làm việc', fee: 'Không' },
        {
          channel: 'Trực tiếp',
          time: '1 ngày làm việc',
          fee: 'Không',
          note: 'Ngay trong ngày tiếp nhận hồ sơ; trường hợp nhận hồ sơ sau 15 giờ mà không giải quyết được ngay thì trả kết quả trong ngày làm việc tiếp theo.',
        },
      ],
      outcomes: [{ name: 'Giấy khai sinh (bản chính)', code: 'KQ.G15.000129' }],
      agencies: {
        does: 'Ủy ban nhân dân cấp xã',
        decides: 'Ủy ban nhân dân cấp xã',
        receives: 'Trung tâm Phục vụ hành chính công cấp xã',
      },
      audiences: ['Công dân Việt Nam', 'Người Việt Nam định cư ở nước ngoài'],
      legalBases: [
        { name: 'Luật Hộ tịch', number: '60/2014/QH13' },
        { name: 'Nghị định quy định chi tiết một số điều của Luật Hộ tịch', number: '123/2015/NĐ-CP' },
      ],
      formal: {
        code: '1.001193',
        decisionNumber: '1872/QĐ-BTP',
        field: 'Hộ tịch',
        level: 'Cấp xã',
        kind: 'TTHC được giao luật quy định chi tiết',
        keywords: 'khai sinh, giấy khai sinh',
      },
      related: [{ href: '/thu-tuc/1', text: 'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con' }],
      qr: { src: 'qr.svg', alt: 'Mã QR của trang này', caption: 'Quét để mở trang này trên điện thoại' },
    }}
  />
)

/** How a citizen finds a procedure: the front page, the search, a procedure. */
export const findingSamples: Readonly<Record<string, VNode>> = {
  home,
  search: <ProcedureSearchPage t={t} view={searchView} />,
  'search-empty': <ProcedureSearchPage t={t} view={{ ...searchView, hits: [], count: '0', pages: {} }} />,
  procedure,
}
