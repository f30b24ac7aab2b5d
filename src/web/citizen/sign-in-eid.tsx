import { z } from 'zod'
import { unreachable } from '#kernel/result.ts'
import { type EidRefusal, parseEidClaims } from '#modules/identity/domain/index.ts'
import {
  type EidPerson,
  keepForm,
  linkEidToOwnAccount,
  linkExternalLogin,
  openEidAccount,
  SignIn,
  signInWithEid,
  takeKeptForm,
} from '#modules/identity/index.ts'
import { type OpenIdProvider, openOpenIdProvider } from '#platform/open-id/open-id-provider.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { citizenDocument } from '../http/frames/citizen-frame.tsx'
import {
  answerSignedIn,
  answerSignInRefusal,
  identityDeps,
  type SignInProblem,
  signInFrom,
  signInNames,
} from '../http/frames/sign-in-frame.tsx'
import {
  type Answer,
  type EidSettings,
  fieldOf,
  type PageRequest,
  page,
  type Route,
  redirect,
  type WebDeps,
} from '../http/route.ts'
import { accountPaths } from './account-paths.ts'
import { EidChoiceContent } from './sign-in-eid-choice.tsx'

const flowCookie = 'dinh-danh'
const personCookie = 'dinh-danh-cho'
const flowSeconds = 600

const Flow = z.object({
  question: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
  returnTo: z.string().nullable(),
  /** Under what the form of an ended session waits. */
  keptId: z.string().nullable(),
  /** Set when somebody signed in links the identity to his own account. */
  linkTo: z.string().nullable(),
})

const Person = z.object({
  issuer: z.string(),
  subject: z.string(),
  claims: z.record(z.string(), z.unknown()),
  returnTo: z.string().nullable(),
})

const providers = new WeakMap<EidSettings, OpenIdProvider>()

/** What does not leave the machine needs no TLS. */
const isOnThisMachine = (issuer: string): boolean =>
  /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(issuer)

/** One for the life of the settings: what the provider publishes of itself is asked once. */
const providerOf = (settings: EidSettings, { log }: WebDeps): OpenIdProvider => {
  const mayBeInsecure = settings.isLocalTwin || isOnThisMachine(settings.issuer)
  const known = providers.get(settings) ?? openOpenIdProvider({ ...settings, mayBeInsecure }, log)
  providers.set(settings, known)
  return known
}

const textOfRefusal = ({ access, security }: Messages, { code }: EidRefusal): string => {
  switch (code) {
    case 'eid.not-set-up':
      return access.eidNotSetUp
    case 'eid.unreachable':
      return access.eidUnreachable
    case 'eid.cancelled':
      return access.eidCancelled
    case 'eid.answer-invalid':
      return access.eidInvalid
    case 'eid.nobody':
      return access.eidNobody
    case 'eid.linked-elsewhere':
      return access.eidElsewhere
    case 'eid.other-person':
      return access.eidOtherPerson
    case 'eid.second-step-first':
      return security.eidSecondFirst
    case 'eid.account-disabled':
      return access.disabledText
    default:
      return unreachable(code)
  }
}

const forget = (name: string) => ({ name, value: null, maxAgeSeconds: 0 })

const turnAway = (request: PageRequest, refusal: EidRefusal): Answer => {
  const t = messages(request.locale)
  return redirect(request.session === undefined ? accountPaths.signIn : accountPaths.account, {
    notice: { kind: 'attention', title: t.access.eidTitle, text: textOfRefusal(t, refusal) },
    cookies: [forget(flowCookie)],
  })
}

/** What an ended session was about to post is too much for a cookie; it waits in the house. */
const setAside = async ({ kept, province, now }: PageRequest): Promise<string | null> =>
  kept === undefined || kept.accountId === null
    ? null
    : keepForm(province.database, kept.accountId, Buffer.from(kept.sealed, 'base64url'), now)

const begin = async (request: PageRequest): Promise<Answer> => {
  const { eid } = request.deps
  if (eid === undefined) return turnAway(request, { code: 'eid.not-set-up' })
  const asked = await providerOf(eid, request.deps).ask(request.origin + accountPaths.eidAnswer)
  if (asked === null) return turnAway(request, { code: 'eid.unreachable' })
  const flow: z.infer<typeof Flow> = {
    question: asked.question,
    returnTo: request.returnTo ?? null,
    keptId: await setAside(request),
    linkTo: request.actor.kind === 'citizen' ? request.actor.accountId : null,
  }
  return redirect(asked.address, {
    cookies: [{ name: flowCookie, value: JSON.stringify(flow), maxAgeSeconds: flowSeconds }],
  })
}

const readSealed = <Schema extends z.ZodType>(text: string | undefined, schema: Schema): z.output<Schema> | null => {
  if (text === undefined) return null
  const parsed = schema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

const linkOwn = async (request: PageRequest, person: EidPerson): Promise<Answer> => {
  if (request.actor.kind !== 'citizen') return turnAway(request, { code: 'eid.answer-invalid' })
  const linked = await linkEidToOwnAccount(identityDeps(request), request.actor, person)
  if (!linked.ok) return turnAway(request, linked.refusal)
  const text = messages(request.locale).access.eidLinked
  return redirect(accountPaths.account, { notice: { kind: 'done', text }, cookies: [forget(flowCookie)] })
}

const enter = async (
  request: PageRequest,
  person: EidPerson,
  claims: Readonly<Record<string, unknown>>,
  { returnTo, keptId }: z.infer<typeof Flow>,
): Promise<Answer> => {
  const result = await signInWithEid(identityDeps(request), person, signInFrom(request))
  if (!result.ok) return turnAway(request, result.refusal)
  if (result.value.kind === 'choose') {
    const waiting = { issuer: person.issuer, subject: person.subject, claims, returnTo }
    const value = JSON.stringify(waiting)
    const cookies = [forget(flowCookie), { name: personCookie, value, maxAgeSeconds: flowSeconds }]
    return redirect(accountPaths.eidChoose, { cookies })
  }
  const { accountId } = result.value
  const kept = keptId === null ? null : await takeKeptForm(request.province.database, keptId, accountId)
  const home = returnTo ?? accountPaths.account
  const answer = answerSignedIn(request, result.value, home, kept?.toString('base64url'))
  return answer.kind === 'redirect' || answer.kind === 'page' ? { ...answer, cookies: [forget(flowCookie)] } : answer
}

const receive = async (request: PageRequest): Promise<Answer> => {
  const { eid } = request.deps
  const flow = readSealed(request.cookie(flowCookie), Flow)
  if (eid === undefined) return turnAway(request, { code: 'eid.not-set-up' })
  if (flow === null) return turnAway(request, { code: 'eid.answer-invalid' })
  const answer = await providerOf(eid, request.deps).readAnswer(
    new URL(request.origin + request.address),
    flow.question,
  )
  if (answer.kind === 'cancelled') return turnAway(request, { code: 'eid.cancelled' })
  if (answer.kind === 'unreachable') return turnAway(request, { code: 'eid.unreachable' })
  if (answer.kind === 'invalid') return turnAway(request, { code: 'eid.answer-invalid' })
  const identity = parseEidClaims(answer.claims)
  if (identity === null) return turnAway(request, { code: 'eid.nobody' })
  const person = { issuer: answer.issuer, subject: answer.subject, identity }
  if (flow.linkTo === null) return enter(request, person, answer.claims, flow)
  const isSame = request.actor.kind === 'citizen' && request.actor.accountId === flow.linkTo
  return isSame ? linkOwn(request, person) : turnAway(request, { code: 'eid.answer-invalid' })
}

const waitingPerson = (request: PageRequest): { person: EidPerson; returnTo: string | null } | null => {
  const waiting = readSealed(request.cookie(personCookie), Person)
  const identity = waiting === null ? null : parseEidClaims(waiting.claims)
  if (waiting === null || identity === null) return null
  const { issuer, subject, returnTo } = waiting
  return { person: { issuer, subject, identity }, returnTo }
}

const showChoice = (request: PageRequest, login = '', problem?: SignInProblem): Answer => {
  const t = messages(request.locale)
  const target = { action: accountPaths.eidChoose, csrf: request.csrfToken }
  const content = <EidChoiceContent t={t} target={target} login={login} problem={problem} />
  const view = citizenDocument(request, { title: t.access.eidTitle, section: 'account', hidden: true }, content)
  return page(view, { status: problem?.status ?? 200 })
}

const openChoice = async (request: PageRequest): Promise<Answer> =>
  waitingPerson(request) === null ? turnAway(request, { code: 'eid.answer-invalid' }) : showChoice(request)

const takeChoice = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const waiting = waitingPerson(request)
  if (waiting === null) return turnAway(request, { code: 'eid.answer-invalid' })
  const { person, returnTo } = waiting
  const home = returnTo ?? accountPaths.account
  const cookies = [forget(personCookie)]
  if (fieldOf(request.form, 'way') === 'apart') {
    const opened = await openEidAccount(identityDeps(request), person, signInFrom(request))
    if (!opened.ok) return turnAway(request, opened.refusal)
    if (opened.value.kind === 'choose') return showChoice(request)
    return redirect(home, { session: { kind: 'start', token: opened.value.token }, cookies })
  }
  const login = fieldOf(request.form, signInNames.user)
  const typed = request.form[signInNames.password]
  const proof = SignIn.safeParse({ login, password: typeof typed === 'string' ? typed : '' })
  if (!proof.success) return showChoice(request, login, answerSignInRefusal(t, { code: 'sign-in.wrong' }))
  const linked = await linkExternalLogin(identityDeps(request), person, proof.data, signInFrom(request))
  if (linked.ok) {
    const notice = { kind: 'done', text: t.access.eidLinked } as const
    const answer = answerSignedIn(request, linked.value, home)
    return answer.kind === 'redirect' ? { ...answer, cookies, notice } : answer
  }
  const { refusal } = linked
  return isEidRefusal(refusal)
    ? showChoice(request, login, { status: 409, errors: [{ name: 'login', text: textOfRefusal(t, refusal) }] })
    : showChoice(request, login, answerSignInRefusal(t, refusal))
}

const isEidRefusal = <Other extends { readonly code: string }>(refusal: EidRefusal | Other): refusal is EidRefusal =>
  refusal.code.startsWith('eid.')

export const eidRoutes: readonly Route[] = [
  { method: 'POST', path: accountPaths.eidBegin, access: 'public', rateLimit: 'sign-in', handler: begin },
  { method: 'POST', path: accountPaths.eidLink, access: 'citizen', rateLimit: 'sign-in', handler: begin },
  // Whoever comes for the first time gets an account, in one transaction.
  {
    method: 'GET',
    path: accountPaths.eidAnswer,
    access: 'public',
    rateLimit: 'sign-in',
    statementBudget: 20,
    handler: receive,
  },
  { method: 'GET', path: accountPaths.eidChoose, access: 'public', statementBudget: 2, handler: openChoice },
  { method: 'POST', path: accountPaths.eidChoose, access: 'public', rateLimit: 'sign-in', handler: takeChoice },
]
