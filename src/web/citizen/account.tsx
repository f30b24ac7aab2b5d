import { formatDate, localDate } from '#kernel/time.ts'
import { findOwnAccount, type OwnAccount } from '#modules/identity/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { Button } from '#web/ui/form/button.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { Badge } from '#web/ui/parts/badge.tsx'
import { Card } from '#web/ui/parts/card.tsx'
import { SummaryList } from '#web/ui/parts/summary-list.tsx'
import { publicPaths } from '#web/ui/shell/paths.ts'
import type { AccountPlace } from '../http/account/account-place.ts'
import { ownAccountRoutes } from '../http/account/account-routes.tsx'
import { citizenDocument } from '../http/frames/citizen-frame.tsx'
import { PasswordContent, type PasswordProblem, takeNewPassword } from '../http/frames/password-frame.tsx'
import { type Answer, notFound, type PageRequest, page, type Route, redirect } from '../http/route.ts'
import { accountPaths } from './account-paths.ts'

const Person = ({ t, account }: { readonly t: Messages; readonly account: OwnAccount }) => {
  const { access } = t
  const or = (text: string | null | undefined) =>
    text === null || text === undefined || text === '' ? <span class="soft">{access.accountUnknown}</span> : text
  return (
    <Card title={access.accountPerson}>
      <SummaryList
        rows={[
          { term: access.accountName, value: account.fullName },
          { term: access.accountIdentity, value: or(account.maskedIdentity) },
          {
            term: access.accountAssurance,
            value: (
              <Badge icon={account.assurance === 'declared' ? undefined : 'check'}>
                {access.assurance[account.assurance]}
              </Badge>
            ),
          },
          { term: access.accountBirth, value: or(account.birthDate === null ? null : formatDate(account.birthDate)) },
          { term: t.account.phone, value: or(account.phone) },
          { term: t.account.email, value: or(account.email) },
          { term: access.accountAddress, value: or(account.address) },
        ]}
      />
    </Card>
  )
}

type Props = {
  readonly t: Messages
  readonly account: OwnAccount
  readonly csrf: string
  readonly hasEid: boolean
}

const Eid = ({ t, account, csrf, hasEid }: Props) => {
  const [link] = account.links
  if (link === undefined && !hasEid) return null
  return (
    <Card title={t.access.eidTitle}>
      {link !== undefined ? (
        <p>{t.access.accountLinkedAt(formatDate(localDate(link.linkedAt)))}</p>
      ) : (
        <>
          <p>{t.access.accountLinkText}</p>
          <Form target={{ action: accountPaths.eidLink, csrf }}>
            <Button icon="lock">{t.access.accountLink}</Button>
          </Form>
        </>
      )}
    </Card>
  )
}

/** What the province knows of the person, above what keeps the account safe. */
const facts = async (request: PageRequest, t: Messages) => {
  const { actor, deps, province } = request
  if (actor.kind !== 'citizen') return null
  const account = await findOwnAccount(province.database, deps.sealing(province), actor)
  if (account === null) return null
  return (
    <>
      <Person t={t} account={account} />
      <Eid t={t} account={account} csrf={request.csrfToken} hasEid={deps.eid !== undefined} />
    </>
  )
}

const place: AccountPlace = {
  home: accountPaths.account,
  password: accountPaths.password,
  work: publicPaths('vi').myDossiers,
  access: 'citizen',
  document: (request, { title, islands = [] }, content) =>
    citizenDocument(request, { title, section: 'account', islands: ['islands/citizen.ts', ...islands] }, content),
  facts,
}

const showPassword = (request: PageRequest, problem: PasswordProblem | null): Answer => {
  const t = messages(request.locale)
  const content = (
    <PasswordContent
      t={t}
      action={accountPaths.password}
      csrf={request.csrfToken}
      login={request.session?.login ?? ''}
      isFirst={request.session?.mustChangePassword ?? false}
      problem={problem}
    />
  )
  const frame = { title: t.access.passwordTitle, section: 'account' } as const
  return page(citizenDocument(request, frame, content), { status: problem === null ? 200 : 422 })
}

const takePassword = async (request: PageRequest): Promise<Answer> => {
  const { actor, session, locale } = request
  if (actor.kind !== 'citizen' || session === undefined) return notFound
  const problem = await takeNewPassword(request, actor, session)
  if (problem !== null) return showPassword(request, problem)
  return redirect(accountPaths.account, { notice: { kind: 'done', text: messages(locale).access.passwordSaved } })
}

export const accountRoutes: readonly Route[] = [
  ...ownAccountRoutes(place, 2),
  {
    method: 'GET',
    path: accountPaths.password,
    access: 'citizen',
    whileDue: ['password', 'second-factor'],
    statementBudget: 0,
    handler: async (request) => showPassword(request, null),
  },
  {
    method: 'POST',
    path: accountPaths.password,
    access: 'citizen',
    whileDue: ['password', 'second-factor'],
    rateLimit: 'sign-in',
    handler: takePassword,
  },
]
