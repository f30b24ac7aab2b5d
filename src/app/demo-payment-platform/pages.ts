import { formatDong } from '#kernel/money.ts'
import type { Failures } from './failures.ts'
import type { DemoOrder } from './order-book.ts'
import { daysOfStatements } from './statement.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

const style = `
  :root { color-scheme: light; --ink: #1c2b33; --soft: #5b6b73; --line: #d5dee2; --deep: #0b5568; --paper: #fff }
  * { box-sizing: border-box }
  body { margin: 0; background: #eef3f5; color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
  .note { margin: 0; background: #fff4d6; border-bottom: 1px solid #e8d28f; padding: .5rem 1rem; text-align: center; font-size: .9375rem }
  main { max-width: 34rem; margin: 2rem auto; padding: 0 1rem }
  main.wide { max-width: 64rem }
  .card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem }
  h1 { font-size: 1.375rem; margin: 0 0 .25rem }
  .sum { font-size: 2rem; font-weight: 700; color: var(--deep); margin: .75rem 0 }
  dl { margin: 1rem 0 } dl > div { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1rem; padding: .3125rem 0 }
  dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
  ul.lines { list-style: none; margin: 0; padding: .5rem 0; border-block: 1px solid var(--line) }
  ul.lines li { display: flex; justify-content: space-between; gap: 1rem } ul.lines b { white-space: nowrap }
  [role=alert] { background: #fdecea; border: 1px solid #e4a59c; border-radius: .5rem; padding: .625rem .875rem; margin: .75rem 0 }
  @media (max-width: 30rem) { main { margin: 1rem auto } .card { padding: 1.125rem } dl > div { grid-template-columns: 1fr } }
  fieldset { border: 0; padding: 0; margin: 1rem 0 } legend { font-weight: 600; padding: 0; margin-bottom: .5rem }
  label.pick { display: flex; gap: .625rem; align-items: center; min-height: 2.75rem; border: 1px solid var(--line);
    border-radius: .5rem; padding: .375rem .75rem; margin-bottom: .5rem; cursor: pointer }
  label.pick:has(:checked) { border-color: var(--deep); background: #eef7f9 }
  .deeds { display: grid; gap: .625rem }
  button, a.button { font: inherit; font-weight: 600; min-height: 2.875rem; padding: .5rem 1rem; border-radius: .5rem; text-align: center;
    border: 1px solid var(--deep); background: var(--deep); color: #fff; cursor: pointer; text-decoration: none; display: block }
  button.quiet { background: transparent; color: var(--deep) }
  :focus-visible { outline: 3px solid #f2a900; outline-offset: 2px }
  table { border-collapse: collapse; width: 100% } th, td { text-align: start; padding: .5rem; border-bottom: 1px solid var(--line) }
  .scroll { overflow-x: auto } .state { font-weight: 600 }`

const page = (title: string, body: string, isWide = false): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title><style>${style}</style></head>
<body><p class="note">Nền tảng thanh toán mẫu để chạy thử. Không có tiền thật nào được chuyển.</p>
<main${isWide ? ' class="wide"' : ''}>${body}</main></body></html>`

export const banks = {
  VCB: 'Vietcombank',
  BIDV: 'BIDV',
  AGRIBANK: 'Agribank',
  CTG: 'VietinBank',
  MB: 'MB Bank',
} as const

const bankName = (bank: string): string => (bank in banks ? banks[bank as keyof typeof banks] : bank)

const pick = (bank: string, at: number): string =>
  `<label class="pick"><input type="radio" name="bank" value="${bank}"${at === 0 ? ' checked' : ''}>${safe(bankName(bank))}</label>`

const fact = (name: string, value: string): string =>
  value === '' ? '' : `<div><dt>${name}</dt><dd>${safe(value)}</dd></div>`

const summary = (order: DemoOrder): string => `
  <p class="sum">${formatDong(order.amount)}</p>
  <ul class="lines">${order.lines
    .map((line) => `<li><span>${safe(line.name)}</span><b>${formatDong(Number(line.amount))}</b></li>`)
    .join('')}</ul>
  <dl>${fact('Đơn vị thu', order.agencyName)}${fact('Mã hồ sơ', order.dossierCode)}
  ${fact('Thủ tục', order.procedureName)}${fact('Người nộp', order.payerName)}
  ${fact('Mã tham chiếu', order.reference)}${fact('Ngân hàng', bankName(order.state === 'paid' ? order.bank : ''))}
  ${fact('Mã giao dịch', order.transactionId)}</dl>`

/** Where the payer chooses a bank and pays, gives up, or has too little money. */
export const payPage = (order: DemoOrder): string =>
  page(
    'Thanh toán phí, lệ phí',
    `<div class="card"><h1>Thanh toán phí, lệ phí</h1>${
      order.state === 'failed'
        ? '<p role="alert">Tài khoản không đủ số dư. Mời chọn ngân hàng khác hoặc thử lại.</p>'
        : ''
    }${summary(order)}
    <form method="post"><fieldset><legend>Chọn ngân hàng</legend>${Object.keys(banks).map(pick).join('')}</fieldset>
    <div class="deeds"><button name="deed" value="pay">Xác nhận thanh toán</button>
    <button class="quiet" name="deed" value="lack">Thử trường hợp không đủ số dư</button>
    <button class="quiet" name="deed" value="cancel">Hủy giao dịch</button></div></form></div>`,
  )

/** What became of the order, and the way back. */
export const donePage = (order: DemoOrder, backUrl: string): string =>
  page(
    order.state === 'paid' ? 'Đã thanh toán' : 'Giao dịch đã hủy',
    `<div class="card"><h1>${order.state === 'paid' ? 'Thanh toán thành công' : 'Giao dịch đã hủy'}</h1>${summary(order)}
    <a class="button" href="${safe(backUrl)}">Quay lại hồ sơ</a></div>`,
  )

export const unknownPage = (): string =>
  page(
    'Không tìm thấy giao dịch',
    '<div class="card"><h1>Không tìm thấy giao dịch</h1><p>Mời quay lại hồ sơ và bấm thanh toán lần nữa.</p></div>',
  )

const noticeWords: Readonly<Record<Failures['notice'], string>> = {
  normal: 'Bình thường',
  lost: 'Thông báo bị mất',
  double: 'Thông báo gửi hai lần',
  'wrong-amount': 'Thông báo sai số tiền',
  'wrong-hash': 'Thông báo sai mã xác thực',
}
const serviceWords: Readonly<Record<Failures['service'], string>> = {
  normal: 'Bình thường',
  slow: 'Trả lời rất chậm',
  down: 'Ngừng hoạt động',
}
const stateWords: Readonly<Record<DemoOrder['state'], string>> = {
  open: 'Chờ thanh toán',
  paid: 'Đã thanh toán',
  failed: 'Không đủ số dư',
  cancelled: 'Đã hủy',
}

const choices = (name: string, words: Readonly<Record<string, string>>, chosen: string): string =>
  Object.entries(words)
    .map(
      ([value, label]) =>
        `<label class="pick"><input type="radio" name="${name}" value="${value}"${value === chosen ? ' checked' : ''}>${label}</label>`,
    )
    .join('')

const orderRow = (order: DemoOrder): string => `<tr><td>${safe(order.reference)}</td><td>${safe(order.dossierCode)}</td>
  <td>${formatDong(order.amount)}</td><td class="state">${stateWords[order.state]}</td>
  <td>${order.state === 'open' ? '' : order.isTold ? 'Đã báo' : 'Chưa báo được'}</td><td>${
    order.state === 'open'
      ? ''
      : `<form method="post" action="/dieu-khien/bao-lai"><input type="hidden" name="reference" value="${safe(order.reference)}">
        <button class="quiet">Báo lại</button></form>`
  }</td></tr>`

/** What was paid on each day, as the partner fetches it. */
const statementLinks = (orders: readonly DemoOrder[]): string => {
  const days = daysOfStatements(orders).map(
    ({ partner, day }) =>
      `<li><a href="/dieu-khien/sao-ke/${safe(encodeURIComponent(partner))}/${day}">${safe(partner)}, ${day}</a></li>`,
  )
  return days.length === 0
    ? ''
    : `<div class="card" style="margin-top:1rem"><h1>Sao kê theo ngày</h1><ul>${days.join('')}</ul></div>`
}

/** Where whoever shows the demo makes things go wrong. */
export const controlPage = (failures: Failures, orders: readonly DemoOrder[]): string =>
  page(
    'Điều khiển nền tảng mẫu',
    `<div class="card"><h1>Điều khiển nền tảng mẫu</h1><form method="post">
    <fieldset><legend>Thông báo kết quả</legend>${choices('notice', noticeWords, failures.notice)}</fieldset>
    <fieldset><legend>Dịch vụ</legend>${choices('service', serviceWords, failures.service)}</fieldset>
    <button>Áp dụng</button></form></div>
    <div class="card scroll" style="margin-top:1rem"><h1>Giao dịch</h1>${
      orders.length === 0
        ? '<p>Chưa có giao dịch nào.</p>'
        : `<table><thead><tr><th>Mã tham chiếu</th><th>Hồ sơ</th><th>Số tiền</th><th>Trạng thái</th><th>Thông báo</th>
          <th>Việc</th></tr></thead><tbody>${orders.slice(0, 100).map(orderRow).join('')}</tbody></table>`
    }</div>${statementLinks(orders)}`,
    true,
  )
