import type { Result } from '#kernel/result.ts'
import type { SecondStep, SignInRefusal } from '#modules/identity/domain/index.ts'
import {
  askPasskeyAtDoor,
  CompleteSecondStep,
  completeSecondStep,
  findSecondStep,
  type PasskeyDoor,
  type SignedIn,
  SignInWithPasskey,
  signInWithPasskey,
} from '#modules/identity/index.ts'
import { type Locale, messages } from '#web/messages/index.ts'
import { type PasskeyFormProps, passkeyIsland, passkeyNames } from '#web/ui/form/passkey-form.tsx'
import { SecondStepPage } from '#web/ui/views/citizen/second-step.tsx'
import { siteOf } from '../account/account-place.ts'
import { type Answer, fieldOf, type PageRequest, page, type Route, redirect } from '../route.ts'
import { citizenDocument } from './citizen-frame.tsx'
import {
  answerSignedIn,
  answerSignInRefusal,
  carried,
  codeName,
  identityDeps,
  type SignInProblem,
  signInFrom,
} from './sign-in-frame.tsx'

/** Where people of one kind come in. */
export type SignInDoor = {
  readonly audience: 'citizen' | 'officer'
  readonly path: (locale: Locale) => string
  readonly inEnglish: boolean
  readonly home: (request: PageRequest) => string
  /** The page with the password, saying what went wrong. */
  readonly show: (request: PageRequest, problem: SignInProblem) => Promise<Answer>
}

/** Scripts of a page that lets somebody in: those of every page, and the one that asks for a passkey. */
export const signInIslands = ['islands/citizen.ts', passkeyIsland] as const

const passkeyPath = (door: SignInDoor, locale: Locale): string => `${door.path(locale)}/khoa-truy-cap`
const stepPath = (door: SignInDoor, locale: Locale): string => `${door.path(locale)}/buoc-hai`

/** The passkey form of a door; nothing where no passkey can be. */
export const passkeyAt = async (
  door: SignInDoor,
  request: PageRequest,
  among: SecondStep['passkeys'] = [],
): Promise<Pick<PasskeyFormProps, 'target' | 'question'> | undefined> => {
  const site = siteOf(request)
  if (site === null) return undefined
  const question: PasskeyDoor = await askPasskeyAtDoor(identityDeps(request), site, among)
  const action = passkeyPath(door, request.locale)
  return { target: { action, csrf: request.csrfToken, hidden: carried(request) }, question }
}

/** The second step, with everything the first carried: where to go on, and what an ended session was about to post. */
export const showSecondStep = async (
  door: SignInDoor,
  request: PageRequest,
  step: SecondStep,
  problem?: SignInProblem,
): Promise<Answer> => {
  const t = messages(request.locale)
  const action = stepPath(door, request.locale)
  const hidden = { ...carried(request), pending: step.pending }
  const view = {
    audience: door.audience,
    code: step.takesCode ? { target: { action, csrf: request.csrfToken, hidden }, name: codeName } : undefined,
    passkey: step.passkeys.length === 0 ? undefined : await passkeyAt(door, request, step.passkeys),
    errors: problem?.errors ?? [],
    notice: problem?.notice,
    backHref: door.path(request.locale),
  }
  const frame = { title: t.security.stepTitle, section: 'account', hidden: true, islands: signInIslands } as const
  return page(citizenDocument(request, frame, <SecondStepPage t={t} view={view} />), { status: problem?.status ?? 200 })
}

/** In, a step further, or what went wrong at the page with the password. */
export const answerSignIn = (
  door: SignInDoor,
  request: PageRequest,
  result: Result<SignedIn, SignInRefusal>,
): Answer | Promise<Answer> => {
  if (result.ok) return answerSignedIn(request, result.value, door.home(request))
  const { refusal } = result
  if (refusal.code === 'sign-in.second-step') return showSecondStep(door, request, refusal)
  return door.show(request, answerSignInRefusal(messages(request.locale), refusal))
}

const takeStep = async (door: SignInDoor, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const posted = { pending: fieldOf(request.form, 'pending'), code: fieldOf(request.form, codeName) }
  const command = CompleteSecondStep.safeParse(posted)
  const deps = identityDeps(request)
  const again = async (problem: SignInProblem): Promise<Answer> => {
    const step = await findSecondStep(deps, posted.pending)
    return step === null
      ? door.show(request, answerSignInRefusal(t, { code: 'sign-in.second-step-over' }))
      : showSecondStep(door, request, step, problem)
  }
  if (posted.code === '') return again({ status: 422, errors: [{ name: codeName, text: t.security.stepCodeMissing }] })
  const result: Result<SignedIn, SignInRefusal> = command.success
    ? await completeSecondStep(deps, command.data, signInFrom(request))
    : { ok: false, refusal: { code: 'sign-in.code-wrong' } }
  if (result.ok) return answerSignIn(door, request, result)
  const { refusal } = result
  const staysHere = refusal.code === 'sign-in.code-wrong' || refusal.code === 'sign-in.wait'
  return staysHere ? again(answerSignInRefusal(t, refusal)) : answerSignIn(door, request, result)
}

const takePasskey = async (door: SignInDoor, request: PageRequest): Promise<Answer> => {
  const site = siteOf(request)
  const command = SignInWithPasskey.safeParse({
    answer: fieldOf(request.form, passkeyNames.answer),
    challenge: fieldOf(request.form, passkeyNames.challenge),
  })
  const result: Result<SignedIn, SignInRefusal> =
    command.success && site !== null
      ? await signInWithPasskey(identityDeps(request), door.audience, command.data, site, signInFrom(request))
      : { ok: false, refusal: { code: 'sign-in.passkey-wrong' } }
  return answerSignIn(door, request, result)
}

/** The other ways through a door. Asked for again in the address bar, they lead to its first page. */
export const furtherDoorRoutes = (door: SignInDoor): readonly Route[] => {
  const { inEnglish } = door
  const back = async (request: PageRequest): Promise<Answer> => redirect(door.path(request.locale))
  const [step, passkey] = [stepPath(door, 'vi'), passkeyPath(door, 'vi')]
  const shared = { access: 'public', inEnglish } as const
  return [
    { ...shared, method: 'GET', path: step, statementBudget: 0, handler: back },
    { ...shared, method: 'POST', path: step, rateLimit: 'sign-in', handler: (r) => takeStep(door, r) },
    { ...shared, method: 'GET', path: passkey, statementBudget: 0, handler: back },
    { ...shared, method: 'POST', path: passkey, rateLimit: 'sign-in', handler: (r) => takePasskey(door, r) },
  ]
}
