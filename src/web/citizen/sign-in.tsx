import { localDate } from '#kernel/time.ts'
import { localCitizenAccounts } from '#modules/identity/domain/index.ts'
import { SignIn, settingOn, signInCitizen, signOut } from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import type { NoticeView } from '#web/ui/parts/notice.tsx'
import { publicPaths } from '#web/ui/shell/paths.ts'
import { citizenDocument } from '../http/frames/citizen-frame.tsx'
import {
  answerSignIn,
  furtherDoorRoutes,
  passkeyAt,
  type SignInDoor,
  signInIslands,
} from '../http/frames/second-step-frame.tsx'
import {
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

const home = ({ locale }: PageRequest): string => publicPaths(locale).myDossiers

const door: SignInDoor = {
  audience: 'citizen',
  path: (locale) => publicPaths(locale).signIn,
  inEnglish: true,
  home,
  show: (request, problem) => showSignIn(request, { problem }),
}

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
      passkey: isLocalAllowed ? await passkeyAt(door, request) : undefined,
      forgotHref: publicPaths(request.locale).forgot,
      registerHref: isLocalAllowed ? accountPaths.register : undefined,
    },
    isLocalAllowed ? await demoAccounts(request, 'citizen') : undefined,
  )
  const view = citizenDocument(
    request,
    {
      title: t.account.signInTitle,
      section: 'account',
      isBilingual: request.kept === undefined,
      islands: signInIslands,
    },
    content,
  )
  return page(view, { status: problem?.status ?? 200 })
}

const openSignIn = async (request: PageRequest): Promise<Answer> =>
  request.session !== undefined && request.kept === undefined
    ? redirect(request.returnTo ?? (request.actor.kind === 'officer' ? '/can-bo/hom-nay' : home(request)))
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
  return answerSignIn({ ...door, show: (again, problem) => showSignIn(again, { login, problem }) }, request, result)
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
    whileDue: ['password', 'second-factor'],
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
  ...furtherDoorRoutes(door),
  {
    method: 'POST',
    path: accountPaths.signOut,
    access: 'signed-in',
    whileDue: ['password', 'second-factor'],
    handler: takeSignOut,
  },
]
