import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { maskIdentityNumber } from '#kernel/vietnamese-text.ts'
import type { DemoCitizen } from './demo-citizen.ts'

export const stylePath = '/kieu.css'

/** The look of the twin: kin to the portal, and plainly another house. */
export const styleSheet = `
:root { color-scheme: light; --ink: #16222b; --soft: #55636c; --line: #d7dfe3; --deep: #7a1f2b; --paper: #fff }
* { box-sizing: border-box }
body { margin: 0; background: #f4f1ee; color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
.note { margin: 0; background: #fff4d6; border-bottom: 1px solid #e8d28f; padding: .5rem 1rem; text-align: center; font-size: .9375rem }
main { max-width: 30rem; margin: 2rem auto; padding: 0 1rem }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem; display: grid; gap: 1rem }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0 }
p { margin: 0 } .soft { color: var(--soft) }
[role=alert] { background: #fdecea; border: 1px solid #e4a59c; border-radius: .5rem; padding: .625rem .875rem }
fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: .5rem } legend { font-weight: 600; padding: 0; margin-bottom: .5rem }
label.pick { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; align-items: center; min-height: 3.25rem; border: 1px solid var(--line);
  border-radius: .5rem; padding: .375rem .875rem; cursor: pointer }
label.pick small { grid-column: 2; text-wrap: balance; color: var(--soft) } label.pick input { grid-row: span 2; width: 1.125rem; height: 1.125rem }
label.pick:has(:checked) { border-color: var(--deep); background: #fbf3f2 }
.field { display: grid; gap: .25rem } .field label { font-weight: 600 }
.field input { font: inherit; padding: .5rem .75rem; min-height: 2.875rem; border: 1px solid #6d7b83; border-radius: .5rem; width: 10rem; letter-spacing: .125em }
.deeds { display: grid; gap: .625rem }
button { font: inherit; font-weight: 600; min-height: 2.875rem; padding: .5rem 1rem; border-radius: .5rem; border: 1px solid var(--deep);
  background: var(--deep); color: #fff; cursor: pointer }
button.quiet { background: transparent; color: var(--deep) }
ul { margin: 0; padding-left: 1.25rem } li { padding: .125rem 0 }
:focus-visible { outline: 3px solid #f2a900; outline-offset: 2px }
`

const whole = (title: string, body: ComponentChildren): string =>
  `<!doctype html>${renderToString(
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={stylePath} />
      </head>
      <body>
        <p class="note">Hệ thống định danh mẫu để chạy thử. Những người ở đây không có thật.</p>
        <main>
          <div class="card">{body}</div>
        </main>
      </body>
    </html>,
  )}`

const kindNames = { citizen: 'Công dân', business: 'Doanh nghiệp', organisation: 'Tổ chức' } as const

const aboutOf = ({ kind, identityNumber, level }: DemoCitizen): string =>
  `${kindNames[kind]} · ${maskIdentityNumber(identityNumber)} · mức ${level}`

export type SignInPageView = {
  readonly action: string
  readonly cancelAction: string
  readonly citizens: readonly DemoCitizen[]
  readonly chosen: string
  readonly code: string
  readonly isCodeWrong: boolean
}

const Cancel = ({ action, text }: { readonly action: string; readonly text: string }) => (
  <form method="post" action={action} class="deeds">
    <button type="submit" class="quiet">
      {text}
    </button>
  </form>
)

export const signInPage = (view: SignInPageView): string =>
  whole(
    'Đăng nhập định danh điện tử mẫu',
    <>
      <h1>Đăng nhập định danh điện tử</h1>
      {view.isCodeWrong && (
        <p role="alert" id="code-error">
          Mã chưa đúng. Mã của bản chạy thử là {view.code}.
        </p>
      )}
      <form method="post" action={view.action} class="deeds">
        <fieldset>
          <legend>Bạn là ai?</legend>
          {view.citizens.map((citizen, index) => (
            <label key={citizen.login} class="pick">
              <input
                type="radio"
                name="login"
                value={citizen.login}
                checked={view.chosen === '' ? index === 0 : citizen.login === view.chosen}
              />
              <span>{citizen.fullName}</span>
              <small>{aboutOf(citizen)}</small>
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="code">Mã xác nhận trên điện thoại</label>
          <p class="soft" id="code-hint">
            Bản chạy thử luôn dùng mã {view.code}.
          </p>
          <input
            id="code"
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={6}
            aria-describedby={view.isCodeWrong ? 'code-hint code-error' : 'code-hint'}
            aria-invalid={view.isCodeWrong}
            required
          />
        </div>
        <button type="submit">Đăng nhập</button>
      </form>
      <Cancel action={view.cancelAction} text="Thôi, quay lại" />
    </>,
  )

export type ConsentPageView = {
  readonly action: string
  readonly cancelAction: string
  readonly citizen: DemoCitizen
  readonly siteName: string
}

export const consentPage = (view: ConsentPageView): string =>
  whole(
    'Đồng ý chia sẻ thông tin',
    <>
      <h1>{view.siteName} muốn biết bạn là ai</h1>
      <p>{view.citizen.fullName} sẽ chia sẻ:</p>
      <ul>
        <li>Họ và tên, số định danh cá nhân</li>
        <li>Ngày sinh, giới tính</li>
        <li>Nơi ở, số điện thoại, thư điện tử (nếu có)</li>
        <li>Mức định danh: {view.citizen.level}</li>
      </ul>
      <form method="post" action={view.action} class="deeds">
        <button type="submit">Đồng ý</button>
      </form>
      <Cancel action={view.cancelAction} text="Không đồng ý" />
    </>,
  )

export const troublePage = (): string =>
  whole(
    'Không đăng nhập được',
    <>
      <h1>Lần đăng nhập này không còn hiệu lực</h1>
      <p>Hãy quay lại cổng dịch vụ công và bắt đầu lại.</p>
    </>,
  )
