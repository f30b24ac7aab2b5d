import { formatInstant, localDate } from '#kernel/time.ts'
import type { AccountDeedRefusal } from '#modules/identity/domain/index.ts'
import {
  findOfficerAccount,
  IssueOneTimePassword,
  issueOneTimePassword,
  type OfficerAccountView,
  type RenewedPassword,
} from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import { Button, LinkButton } from '#web/ui/form/button.tsx'
import { CheckboxGroup } from '#web/ui/form/checkbox-group.tsx'
import { ErrorSummary } from '#web/ui/form/error-summary.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { TextInput } from '#web/ui/form/text-input.tsx'
import { Card } from '#web/ui/parts/card.tsx'
import { CopyCode } from '#web/ui/parts/copy-code.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { SummaryList } from '#web/ui/parts/summary-list.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import { identityDeps } from '../http/frames/sign-in-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route } from '../http/route.ts'
import { textOfAccountRefusal } from './account-refusals.ts'
import { administrators } from './administrators.ts'

const accountsPath = '/quan-tri/tai-khoan'
const names = { reason: 'reason', factors: 'factors' } as const

const pathOf = (accountId: string): string => `${accountsPath}/${accountId}/mat-khau`

/** The page that gives an account a new password, and where it leads back to. */
export const oneTimePasswordPath = (accountId: string, back: string): string =>
  `${pathOf(accountId)}?${new URLSearchParams({ tiep: back }).toString()}`

/** Back to where somebody came from: an officer's page, or the accounts. */
const backOf = (request: PageRequest): { readonly href: string; readonly text: string } => {
  const t = messages(request.locale)
  return request.returnTo === undefined
    ? { href: accountsPath, text: t.admin.officersTitle }
    : { href: request.returnTo, text: t.common.back }
}

const addressOf = ({ returnTo }: PageRequest, accountId: string): string =>
  returnTo === undefined ? pathOf(accountId) : oneTimePasswordPath(accountId, returnTo)

const describe = ({ post, agency }: OfficerAccountView): string =>
  [post, agency].filter((text) => text !== '').join(', ')

const show = (request: PageRequest, account: OfficerAccountView, error?: string): Answer => {
  const t = messages(request.locale)
  const target = { action: addressOf(request, account.accountId), csrf: request.csrfToken }
  const back = backOf(request)
  const content = (
    <div class="narrow stack">
      <PageHead t={t} title={t.admin.oneTimeTitle(account.fullName)} lead={t.admin.oneTimeLead} />
      <ErrorSummary t={t} errors={error === undefined ? [] : [{ name: names.reason, text: error }]} />
      <Card>
        <SummaryList
          rows={[
            { term: t.admin.officerUser, value: <code>{account.login}</code> },
            { term: t.admin.officerPost, value: describe(account) },
          ]}
        />
        <Form target={target} class="stack">
          <TextInput
            name={names.reason}
            label={t.admin.unlockReason}
            value={fieldOf(request.form, names.reason)}
            error={error}
            maxLength={300}
            required
          />
          {account.hasSecondFactor && (
            <CheckboxGroup
              name={names.factors}
              label={t.admin.oneTimeFactors}
              hint={t.admin.oneTimeFactorsHint}
              options={[{ value: 'remove', text: t.admin.oneTimeFactorsRemove }]}
              values={fieldOf(request.form, names.factors) === '' ? [] : ['remove']}
            />
          )}
          <Button>{t.admin.oneTimeIssue}</Button>
        </Form>
      </Card>
      <p>
        <a href={back.href}>{back.text}</a>
      </p>
    </div>
  )
  return page(officerDocument(request, { title: t.admin.oneTimeTitle(account.fullName) }, content), {
    status: error === undefined ? 200 : 422,
  })
}

/** The password, shown this once: the program keeps only its hash. */
const showIssued = (request: PageRequest, account: OfficerAccountView, issued: RenewedPassword): Answer => {
  const t = messages(request.locale)
  const title = t.admin.oneTimeIssued(account.fullName)
  const back = backOf(request)
  const content = (
    <div class="narrow stack">
      <PageHead t={t} title={title} lead={t.admin.oneTimeTell} />
      <Card>
        <SummaryList
          rows={[
            { term: t.admin.officerUser, value: <code>{issued.login}</code> },
            { term: t.account.password, value: <CopyCode t={t} code={issued.password} /> },
            { term: t.admin.oneTimeUntil, value: formatInstant(issued.until) },
          ]}
        />
        <LinkButton href={back.href}>{back.text}</LinkButton>
      </Card>
    </div>
  )
  return page(officerDocument(request, { title }, content))
}

const find = ({ province, actor, now, params }: PageRequest): Promise<OfficerAccountView | null> =>
  findOfficerAccount(province.database, actor, localDate(now), params.id ?? '')

const open = async (request: PageRequest): Promise<Answer> => {
  const account = await find(request)
  return account === null ? notFound : show(request, account)
}

const refuse = (request: PageRequest, account: OfficerAccountView, refusal: AccountDeedRefusal): Answer => {
  const text = textOfAccountRefusal(messages(request.locale), refusal)
  return text === null ? notFound : show(request, account, text)
}

const take = async (request: PageRequest): Promise<Answer> => {
  const account = await find(request)
  const command = IssueOneTimePassword.safeParse({
    accountId: request.params.id,
    reason: fieldOf(request.form, names.reason),
    withoutSecondFactor: fieldOf(request.form, names.factors) === 'remove',
  })
  if (account === null) return notFound
  if (!command.success) return show(request, account, messages(request.locale).access.unlockReasonMissing)
  const result = await issueOneTimePassword(identityDeps(request), request.actor, command.data)
  return result.ok ? showIssued(request, account, result.value) : refuse(request, account, result.refusal)
}

const path = pathOf(':id')

export const oneTimePasswordRoutes: readonly Route[] = [
  { method: 'GET', path, access: administrators, statementBudget: 1, handler: open },
  { method: 'POST', path, access: administrators, handler: take },
]
