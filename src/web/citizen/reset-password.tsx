import { unreachable } from '#kernel/result.ts'
import type { ResetRefusal } from '#modules/identity/domain/index.ts'
import {
  AskPasswordReset,
  askPasswordReset,
  isResetOpen,
  ResetPassword,
  resetPassword,
} from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import { Button, LinkButton } from '#web/ui/form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { TextInput } from '#web/ui/form/text-input.tsx'
import { Notice } from '#web/ui/parts/notice.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { publicPaths } from '#web/ui/shell/paths.ts'
import { typedAs } from '../http/account/account-place.ts'
import { citizenDocument } from '../http/frames/citizen-frame.tsx'
import { answerPasswordRefusal } from '../http/frames/password-frame.tsx'
import { identityDeps, signInNames } from '../http/frames/sign-in-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page, type Route, redirect } from '../http/route.ts'

const tokenName = 'ma'
const newPasswordName = 'newPassword'

type Shown = { readonly status?: number; readonly errors?: readonly FieldErrorView[]; readonly notice?: string }

const showAsk = (request: PageRequest, { status = 200, errors = [], notice }: Shown = {}): Answer => {
  const t = messages(request.locale)
  const paths = publicPaths(request.locale)
  const content = (
    <div class="sign-in">
      <div class="card stack">
        <PageHead t={t} title={t.security.forgotTitle} lead={t.security.forgotLead} />
        {notice !== undefined && <Notice kind="attention" text={notice} />}
        <ErrorSummary t={t} errors={errors} />
        <Form target={{ action: paths.forgot, csrf: request.csrfToken }} class="stack">
          <TextInput
            name={signInNames.user}
            label={t.account.user}
            value={fieldOf(request.form, signInNames.user)}
            error={errors.find(({ name }) => name === signInNames.user)?.text}
            autocomplete="username"
            spellcheck={false}
            required
          />
          <Button wide>{t.security.forgotSend}</Button>
        </Form>
        <p class="hint">{t.security.forgotSentOther}</p>
        <p>
          <a href={paths.signIn}>{t.account.signInTitle}</a>
        </p>
      </div>
    </div>
  )
  return page(
    citizenDocument(request, { title: t.security.forgotTitle, section: 'account', isBilingual: true }, content),
    {
      status,
    },
  )
}

/** The same whoever was asked for: nobody learns here who has an account. */
const showAsked = (request: PageRequest): Answer => {
  const t = messages(request.locale)
  const content = (
    <div class="sign-in">
      <div class="card stack">
        <PageHead t={t} title={t.security.forgotSentTitle} lead={t.security.forgotSentText} />
        <p>{t.security.forgotSentOther}</p>
        <LinkButton href={publicPaths(request.locale).signIn} variant="secondary">
          {t.account.signInTitle}
        </LinkButton>
      </div>
    </div>
  )
  return page(citizenDocument(request, { title: t.security.forgotSentTitle, section: 'account' }, content))
}

const takeAsk = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = AskPasswordReset.safeParse({ login: fieldOf(request.form, signInNames.user) })
  if (!command.success)
    return showAsk(request, { status: 422, errors: [{ name: signInNames.user, text: t.access.loginMissing }] })
  const asked = await askPasswordReset(identityDeps(request), command.data, request.sourceHash)
  return asked.ok
    ? showAsked(request)
    : showAsk(request, { status: 429, notice: t.security.forgotWait(asked.refusal.seconds) })
}

const over = (request: PageRequest): Answer => {
  const t = messages(request.locale)
  const content = (
    <div class="sign-in">
      <div class="card stack">
        <PageHead t={t} title={t.security.resetOverTitle} lead={t.security.resetOverText} />
        <LinkButton href={publicPaths(request.locale).forgot}>{t.security.forgotTitle}</LinkButton>
      </div>
    </div>
  )
  const frame = { title: t.security.resetOverTitle, section: 'account', hidden: true } as const
  return page(citizenDocument(request, frame, content), { status: 410 })
}

const showReset = (request: PageRequest, token: string, errors: readonly FieldErrorView[] = []): Answer => {
  const t = messages(request.locale)
  const target = { action: publicPaths(request.locale).reset, csrf: request.csrfToken, hidden: { [tokenName]: token } }
  const content = (
    <div class="sign-in">
      <div class="card stack">
        <PageHead t={t} title={t.security.resetTitle} lead={t.security.resetLead} />
        <ErrorSummary t={t} errors={errors} />
        <Form target={target} class="stack">
          <TextInput
            name={newPasswordName}
            type="password"
            label={t.access.passwordNew}
            hint={t.access.passwordRules}
            error={errors.find(({ name }) => name === newPasswordName)?.text}
            autocomplete="new-password"
            required
          />
          <Button wide>{t.access.passwordSave}</Button>
        </Form>
      </div>
    </div>
  )
  return page(citizenDocument(request, { title: t.security.resetTitle, section: 'account', hidden: true }, content), {
    status: errors.length === 0 ? 200 : 422,
  })
}

const openReset = async (request: PageRequest): Promise<Answer> => {
  const token = fieldOf(request.query, tokenName)
  return (await isResetOpen(identityDeps(request), token)) ? showReset(request, token) : over(request)
}

const answerRefusal = (request: PageRequest, token: string, refusal: ResetRefusal): Answer => {
  switch (refusal.code) {
    case 'reset.over':
      return over(request)
    case 'password.weak':
    case 'password.used-before':
      return showReset(request, token, answerPasswordRefusal(messages(request.locale), refusal).errors)
    default:
      return unreachable(refusal)
  }
}

const takeReset = async (request: PageRequest): Promise<Answer> => {
  const token = fieldOf(request.form, tokenName)
  const command = ResetPassword.safeParse({ token, newPassword: typedAs(request, newPasswordName) })
  if (!command.success) return answerRefusal(request, token, { code: 'password.weak', faults: ['too-long'] })
  const result = await resetPassword(identityDeps(request), command.data, request.sourceHash)
  if (!result.ok) return answerRefusal(request, token, result.refusal)
  const text = messages(request.locale).security.resetDone
  return redirect(publicPaths(request.locale).signIn, { notice: { kind: 'done', text } })
}

const { forgot, reset } = publicPaths('vi')
const shared = { access: 'public', inEnglish: true } as const

/** A citizen gets back in by a letter; officers ask their administrator. */
export const resetPasswordRoutes: readonly Route[] = [
  { ...shared, method: 'GET', path: forgot, statementBudget: 0, handler: async (request) => showAsk(request) },
  { ...shared, method: 'POST', path: forgot, rateLimit: 'sign-in', handler: takeAsk },
  { ...shared, method: 'GET', path: reset, statementBudget: 1, rateLimit: 'sign-in', handler: openReset },
  { ...shared, method: 'POST', path: reset, rateLimit: 'sign-in', handler: takeReset },
]
