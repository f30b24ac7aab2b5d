import type { ProblemStatus } from './answer.ts'
import type { Locale } from './locale.ts'

const texts: Readonly<Record<Locale, Readonly<Record<ProblemStatus, readonly [string, string]>>>> = {
  vi: {
    400: ['Yêu cầu không đọc được', 'Hãy quay lại trang trước và thử lại.'],
    403: [
      'Bạn không có quyền làm việc này',
      'Hãy tải lại trang trước rồi thử lại, hoặc đăng nhập bằng tài khoản khác.',
    ],
    404: ['Không tìm thấy trang', 'Hãy kiểm tra lại địa chỉ, hoặc bắt đầu từ trang chủ.'],
    405: ['Không thể gửi yêu cầu kiểu này tới đây', 'Hãy bắt đầu từ trang chủ.'],
    409: ['Nội dung vừa được người khác thay đổi', 'Hãy tải lại trang để xem bản mới nhất.'],
    410: ['Nội dung này không còn nữa', 'Hãy bắt đầu từ trang chủ.'],
    413: ['Nội dung gửi lên quá lớn', 'Hãy bớt tệp hoặc chia nhỏ nội dung rồi gửi lại.'],
    415: ['Không đọc được kiểu nội dung này', 'Hãy gửi lại bằng biểu mẫu trên trang.'],
    429: ['Quá nhiều yêu cầu trong thời gian ngắn', 'Hãy chờ một phút rồi thử lại.'],
    500: ['Hệ thống gặp lỗi', 'Lỗi đã được ghi lại. Hãy thử lại sau ít phút.'],
    503: ['Hệ thống đang bận', 'Hãy thử lại sau ít phút.'],
  },
  en: {
    400: ['The request could not be read', 'Go back to the page before and try again.'],
    403: ['You may not do this', 'Reload the page before and try again, or sign in with another account.'],
    404: ['Page not found', 'Check the address, or start from the home page.'],
    405: ['This kind of request is not taken here', 'Start from the home page.'],
    409: ['Somebody has just changed this', 'Reload the page to see what is new.'],
    410: ['This is no longer here', 'Start from the home page.'],
    413: ['What was sent is too large', 'Send fewer or smaller files.'],
    415: ['This kind of content cannot be read', 'Send it again with the form on the page.'],
    429: ['Too many requests in a short time', 'Wait a minute and try again.'],
    500: ['Something went wrong', 'The fault has been recorded. Try again in a few minutes.'],
    503: ['The system is busy', 'Try again in a few minutes.'],
  },
}

export type ProblemPageProps = {
  readonly status: ProblemStatus
  readonly locale: Locale
  readonly requestId: string
  readonly stylesheet: string
}

/** What is shown when a page cannot be: what happened, what to do, and the number by which the fault is found in the log. */
export const ProblemPage = ({ status, locale, requestId, stylesheet }: ProblemPageProps) => {
  const [title, advice] = texts[locale][status]
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <main id="main" class="page">
          <h1>{title}</h1>
          <p>{advice}</p>
          {status >= 500 && <p>{requestId}</p>}
          <p>
            <a href={locale === 'vi' ? '/' : '/en'}>{locale === 'vi' ? 'Về trang chủ' : 'Home page'}</a>
          </p>
        </main>
      </body>
    </html>
  )
}
