import type { ComponentChildren } from 'preact'
import { unreachable } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { DoorRefusal } from '#modules/identity/domain/index.ts'
import {
  type DemoAccount,
  listDemoAccounts,
  type SignedIn,
  type SignInDeps,
  type SignInFrom,
} from '#modules/identity/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { Button, LinkButton } from '#web/ui/form/button.tsx'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { Form, HiddenFields } from '#web/ui/form/form.tsx'
import { Card } from '#web/ui/parts/card.tsx'
import { Notice, type NoticeView } from '#web/ui/parts/notice.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { SummaryList } from '#web/ui/parts/summary-list.tsx'
import { SessionExpiredPage } from '#web/ui/views/citizen/session-expired.tsx'
import { SignInPage, type SignInView } from '#web/ui/views/citizen/sign-in.tsx'
import { type Answer, page, redirect } from '../answer.ts'
import { type KeptForm, openKeptForm } from '../body/kept-form.ts'
import { deviceOf } from '../device.ts'
import { maskToken } from '../guard/csrf.ts'
import type { PageRequest } from '../route.ts'
import { doorDocument } from './door-frame.tsx'

/** Names of the fields of every sign-in form; limits are counted by the first. */
export const signInNames = { user: 'login', password: 'password' } as const

export const identityDeps = ({ province, deps }: PageRequest): SignInDeps => ({
  database: province.database,
  sealing: deps.sealing(province),
  clock: deps.clock,
})

export const signInFrom = ({ sourceHash, session, header }: PageRequest): SignInFrom => ({
  source: sourceHash,
  device: deviceOf(header('user-agent')),
  ...(session === undefined ? {} : { replaces: session.tokenHash }),
})

export type DemoDoor = { readonly password: string; readonly accounts: readonly DemoAccount[] }

export type SignInProblem = {
  readonly status: number
  readonly errors: readonly FieldErrorView[]
  readonly notice?: NoticeView
}

/** The field of the second step. */
export const codeName = 'code'

const attention = (title: string, text: string): NoticeView => ({ kind: 'attention', title, text })

/** Every refusal of a sign-in, as the page tells it; a right password that leaves a second step is no refusal to tell. */
export const answerSignInRefusal = (t: Messages, refusal: DoorRefusal): SignInProblem => {
  const { access, account, security } = t
  switch (refusal.code) {
    case 'sign-in.wrong':
      return { status: 422, errors: [{ name: signInNames.password, text: access.wrong }] }
    case 'sign-in.wait':
      return { status: 429, errors: [], notice: attention(account.waitTitle, account.waitText(refusal.seconds)) }
    case 'sign-in.locked':
      return { status: 403, errors: [], notice: attention(access.lockedTitle, access.lockedText) }
    case 'sign-in.busy':
      return { status: 409, errors: [], notice: attention(access.busyTitle, access.busyText) }
    case 'sign-in.disabled':
      return { status: 403, errors: [], notice: attention(access.disabledTitle, access.disabledText) }
    case 'sign-in.local-accounts-off':
      return { status: 403, errors: [], notice: attention(access.localOffTitle, access.localOffText) }
    case 'sign-in.one-time-over':
      return { status: 403, errors: [], notice: attention(security.oneTimeOverTitle, security.oneTimeOverText) }
    case 'sign-in.code-wrong':
      return { status: 422, errors: [{ name: codeName, text: security.stepCodeWrong }] }
    case 'sign-in.second-step-over':
      return { status: 422, errors: [], notice: attention(security.stepOverTitle, security.stepOverText) }
    case 'sign-in.passkey-wrong':
      return { status: 422, errors: [], notice: attention(security.passkeyWrongTitle, security.passkeyWrongText) }
    case 'sign-in.passkey-over':
      return { status: 422, errors: [], notice: attention(security.passkeyWrongTitle, security.passkeyOver) }
    default:
      return unreachable(refusal)
  }
}

/** What is missing before anything is tried. */
export const missingFields = (t: Messages, login: string, password: string): readonly FieldErrorView[] => [
  ...(login === '' ? [{ name: signInNames.user, text: t.access.loginMissing }] : []),
  ...(password === '' ? [{ name: signInNames.password, text: t.access.passwordMissing }] : []),
]

/** What a sign-in form carries unseen: where to go afterwards, and what an ended session was about to post. */
export const carried = ({ returnTo, kept }: PageRequest): Readonly<Record<string, string>> => ({
  ...(returnTo === undefined ? {} : { _tiep: returnTo }),
  ...(kept === undefined ? {} : { _kept: kept.sealed }),
})

/** The accounts of the demonstration with their one password, or nothing where there is no demonstration. */
export const demoAccounts = async (
  request: PageRequest,
  kind: 'citizen' | 'officer',
): Promise<DemoDoor | undefined> => {
  const { deps, province, now } = request
  const { demoPassword: password } = deps
  if (!deps.isDemo || password === undefined) return undefined
  return { password, accounts: await listDemoAccounts(province.database, kind, localDate(now)) }
}

const DemoAccounts = ({ t, door }: { readonly t: Messages; readonly door: DemoDoor }) => (
  <div class="sign-in">
    <Card title={t.account.demoTitle}>
      <p>
        {t.account.demoPassword}: <code>{door.password}</code>
      </p>
      <SummaryList rows={door.accounts.map(({ login, about }) => ({ term: login, value: about }))} />
    </Card>
  </div>
)

/** The sign-in page; when a session has ended under somebody's hands, with the word that nothing is lost. */
export const signInContent = (request: PageRequest, view: SignInView, door: DemoDoor | undefined) => {
  const t = messages(request.locale)
  return (
    <div class="stack">
      {request.kept === undefined ? (
        <SignInPage t={t} view={view} />
      ) : (
        <SessionExpiredPage t={t} view={{ signIn: view, hadFiles: request.kept.hadFiles, kept: [] }} />
      )}
      {door !== undefined && <DemoAccounts t={t} door={door} />}
    </div>
  )
}

const HiddenLists = ({ fields }: { readonly fields: KeptForm['fields'] }) => (
  <>
    {Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string'
        ? []
        : value.map((one, index) => <input key={`${name}${String(index)}`} type="hidden" name={name} value={one} />),
    )}
  </>
)

const ContinueContent = ({
  t,
  kept,
  csrf,
}: {
  readonly t: Messages
  readonly kept: KeptForm
  readonly csrf: string
}) => {
  const single = Object.entries(kept.fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return (
    <div class="sign-in">
      <div class="card stack">
        <PageHead t={t} title={t.access.continueTitle} lead={t.access.continueText} />
        {kept.hadFiles && <Notice kind="attention" text={t.access.continueFiles} />}
        <Form target={{ action: kept.path, csrf }} class="stack">
          <HiddenFields target={{ action: kept.path, hidden: Object.fromEntries(single) }} />
          <HiddenLists fields={kept.fields} />
          <Button wide>{t.access.continueSend}</Button>
        </Form>
        <LinkButton href={kept.path.startsWith('/can-bo') ? '/can-bo' : '/'} variant="tertiary">
          {t.access.continueDrop}
        </LinkButton>
      </div>
    </div>
  )
}

/** In: on to what was about to be posted, to the page one came from, or home. */
export const answerSignedIn = (
  request: PageRequest,
  signedIn: SignedIn,
  home: string,
  sealed = request.kept?.sealed,
): Answer => {
  const session = { kind: 'start', token: signedIn.token } as const
  const { deps, province, now, returnTo } = request
  if (sealed !== undefined) {
    const form = openKeptForm(deps.sealing(province), sealed, signedIn.accountId, now)
    const t = messages(request.locale)
    const csrf = maskToken(signedIn.csrfSecret)
    const isDone = !signedIn.mustChangePassword && !signedIn.mustSetUpSecondFactor
    if (form !== null && isDone) {
      const content: ComponentChildren = <ContinueContent t={t} kept={form} csrf={csrf} />
      return page(doorDocument(request, t.access.continueTitle, content), { session })
    }
  }
  return redirect(returnTo ?? home, { session })
}
