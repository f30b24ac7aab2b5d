import { SignIn, signInOfficer } from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import { citizenDocument } from '../http/frames/citizen-frame.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import { PasswordContent, type PasswordProblem, takeNewPassword } from '../http/frames/password-frame.tsx'
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
import { type Answer, empty, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '../http/route.ts'
import { officerPaths as paths } from './officer-paths.ts'

const door: SignInDoor = {
  audience: 'officer',
  path: () => paths.signIn,
  inEnglish: false,
  home: () => paths.home,
  show: (request, problem) => showSignIn(request, '', problem),
}

const showSignIn = async (request: PageRequest, login = '', problem?: SignInProblem): Promise<Answer> => {
  const t = messages(request.locale)
  const content = signInContent(
    request,
    {
      audience: 'officer',
      target: { action: paths.signIn, csrf: request.csrfToken, hidden: carried(request) },
      names: signInNames,
      user: login,
      errors: problem?.errors ?? [],
      notice: problem?.notice,
      isLocalAllowed: true,
      passkey: await passkeyAt(door, request),
    },
    await demoAccounts(request, 'officer'),
  )
  return page(
    citizenDocument(request, { title: t.account.officerTitle, hidden: true, islands: signInIslands }, content),
    {
      status: problem?.status ?? 200,
    },
  )
}

const openSignIn = async (request: PageRequest): Promise<Answer> =>
  request.actor.kind === 'officer' && request.kept === undefined
    ? redirect(request.returnTo ?? paths.home)
    : showSignIn(request)

const takeSignIn = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const login = fieldOf(request.form, signInNames.user)
  const typed = request.form[signInNames.password]
  const password = typeof typed === 'string' ? typed : ''
  const errors = missingFields(t, login, password)
  if (errors.length > 0) return showSignIn(request, login, { status: 422, errors })
  const command = SignIn.safeParse({ login, password })
  const result = command.success
    ? await signInOfficer(identityDeps(request), command.data, signInFrom(request))
    : ({ ok: false, refusal: { code: 'sign-in.wrong' } } as const)
  return answerSignIn({ ...door, show: (again, problem) => showSignIn(again, login, problem) }, request, result)
}

const showPassword = (request: PageRequest, problem: PasswordProblem | null): Answer => {
  const t = messages(request.locale)
  const content = (
    <PasswordContent
      t={t}
      action={paths.password}
      csrf={request.csrfToken}
      login={request.session?.login ?? ''}
      isFirst={request.session?.mustChangePassword ?? false}
      problem={problem}
    />
  )
  return page(officerDocument(request, { title: t.access.passwordTitle }, content), {
    status: problem === null ? 200 : 422,
  })
}

const takePassword = async (request: PageRequest): Promise<Answer> => {
  const { actor, session, locale } = request
  if (actor.kind !== 'officer' || session === undefined) return notFound
  const problem = await takeNewPassword(request, actor, session)
  if (problem !== null) return showPassword(request, problem)
  return redirect(paths.home, { notice: { kind: 'done', text: messages(locale).access.passwordSaved } })
}

const officers = { officer: 'any' } as const

export const officerSignInRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: paths.signIn,
    access: 'public',
    whileDue: ['password', 'second-factor'],
    statementBudget: 1,
    handler: openSignIn,
  },
  { method: 'POST', path: paths.signIn, access: 'public', rateLimit: 'sign-in', handler: takeSignIn },
  ...furtherDoorRoutes(door),
  {
    method: 'GET',
    path: paths.password,
    access: officers,
    whileDue: ['password', 'second-factor'],
    statementBudget: 0,
    handler: async (request) => showPassword(request, null),
  },
  {
    method: 'POST',
    path: paths.password,
    access: officers,
    whileDue: ['password', 'second-factor'],
    rateLimit: 'sign-in',
    handler: takePassword,
  },
  // The session has been prolonged when this is reached; there is nothing more to say.
  {
    method: 'GET',
    path: paths.stay,
    statementBudget: 1,
    access: officers,
    whileDue: ['password', 'second-factor'],
    handler: async () => empty(),
  },
]
