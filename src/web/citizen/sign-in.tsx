import { localDate } from '#kernel/time.ts'
import { localCitizenAccounts } from '#modules/identity/domain/index.ts'
import { SignIn, settingOn, signInCitizen, signOut } from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import type { NoticeView } from '#web/ui/parts/notice.tsx'
import { publicPaths } from '#web/ui/shell/paths.ts'
import { citizenDocument } from '../http/frames/citizen-frame.tsx'
import {
  answerSignedIn,
  answerSignInRefusal,
  carried,
  demoAccounts,
  identityDeps,
  missingFields,
  type SignInProblem,
  signInContent,
  signInFrom,
  signInNames,
} from '../http/frames/sign-in-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page, type Route, redirect } from '../http/route.ts'
import { accountPaths } from './account-paths.ts'

const isLocalOpen = ({ province, now }: PageRequest): Promise<boolean> =>
  settingOn(province.database, localCitizenAccounts, localDate(now))

type Shown = { readonly login?: string; readonly problem?: SignInProblem; readonly notice?: NoticeView }

const showSignIn = async (request: PageRequest, { login, problem, notice }: Shown = {}): Promise<Answer> => {
  const t = messages(request.locale)
  const paths = publicPaths(request.locale)
  const { csrfToken: csrf, deps } = request
  const isLocalAllowed = await isLocalOpen(request)
  const said = problem?.notice ?? notice
  const content = signInContent(
    request,
    {
      audience: 'citizen',
      target: { action: paths.signIn, csrf, hidden: carried(request) },
      names: signInNames,
      user: login,
      errors: problem?.errors ?? [],
      notice: said,
      federated: deps.eid === undefined ? undefined : { action: accountPaths.eidBegin, csrf, hidden: carried(request) },
      isLocalAllowed,
      registerHref: isLocalAllowed ? accountPaths.register : undefined,
    },
    isLocalAllowed ? await demoAccounts(request, 'citizen') : undefined,
  )
  const view = citizenDocument(
    request,
    { title: t.account.signInTitle, section: 'account', isBilingual: request.kept === undefined },
    content,
  )
  return page(view, { status: problem?.status ?? 200 })
}

const home = ({ locale }: PageRequest): string => publicPaths(locale).myDossiers

const openSignIn = async (request: PageRequest): Promise<Answer> =>
  request.session !== undefined && request.kept === undefined
    ? redirect(request.returnTo ?? (request.actor.kind === 'officer' ? '/can-bo' : home(request)))
    : showSignIn(request)

const takeSignIn = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const login = fieldOf(request.form, signInNames.user)
  // A password is taken as typed, spaces included.
  const typed = request.form[signInNames.password]
  const password = typeof typed === 'string' ? typed : ''
  const errors = missingFields(t, login, password)
  if (errors.length > 0) return showSignIn(request, { login, problem: { status: 422, errors } })
  const command = SignIn.safeParse({ login, password })
  const result = command.success
    ? await signInCitizen(identityDeps(request), command.data, signInFrom(request))
    : ({ ok: false, refusal: { code: 'sign-in.wrong' } } as const)
  if (result.ok) return answerSignedIn(request, result.value, home(request))
  return showSignIn(request, { login, problem: answerSignInRefusal(t, result.refusal) })
}

const takeSignOut = async (request: PageRequest): Promise<Answer> => {
  const { session, actor, locale } = request
  if (session !== undefined) await signOut(identityDeps(request), session.tokenHash)
  const text = messages(locale).access.signedOut
  return redirect(actor.kind === 'officer' ? '/can-bo/dang-nhap' : publicPaths(locale).home, {
    session: { kind: 'end' },
    notice: { kind: 'done', text },
  })
}

export const signInRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: accountPaths.signIn,
    access: 'public',
    inEnglish: true,
    whilePasswordIsDue: true,
    statementBudget: 2,
    handler: openSignIn,
  },
  {
    method: 'POST',
    path: accountPaths.signIn,
    access: 'public',
    inEnglish: true,
    rateLimit: 'sign-in',
    handler: takeSignIn,
  },
  {
    method: 'POST',
    path: accountPaths.signOut,
    access: 'signed-in',
    whilePasswordIsDue: true,
    handler: takeSignOut,
  },
]
