import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Temporal } from '#kernel/time.ts'
import { type DueStep, dueStepOf, type LoadedSession, noSession } from '#modules/identity/domain/index.ts'
import { type ApiCaller, loadActor } from '#modules/identity/index.ts'
import { countingStatements } from '#platform/database/connection.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { type Answer, json, problem, redirect, text } from './answer.ts'
import { sealKeptForm } from './body/kept-form.ts'
import { type ReadForm, readForm } from './body/read-form.ts'
import { type AccessVerdict, decideAccess } from './guard/access.ts'
import { callerByKey, judgeKey } from './guard/api-key.ts'
import { readCookie } from './guard/cookies.ts'
import { comesFromHere, isTokenOf } from './guard/csrf.ts'
import { localeOfPath } from './guard/locale.ts'
import { safeReturnTo, signInAddress } from './guard/return-to.ts'
import type { House } from './house.ts'
import { type Arrival, formSecretOf, makePageRequest } from './page-request.ts'
import { fieldOf, type Route } from './route.ts'
import { problemDetails, problemMediaType } from './send/problem-json.ts'
import { type SendContext, sendAnswer, sendProblem } from './send/send-answer.tsx'

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

const sessionOf = (
  { deps }: House,
  route: Route,
  request: FastifyRequest,
  { database }: OpenProvince,
  now: Temporal.Instant,
): Promise<LoadedSession> | LoadedSession => {
  const token = route.caller === 'machine' ? undefined : readCookie(request, 'phien', deps.isSecure)
  return token === undefined ? noSession : loadActor(database, token, now, { prolong: route.isPassive !== true })
}

const sessionByKey = (caller: ApiCaller): LoadedSession => (caller.kind === 'person' ? caller.session : noSession)

const arrive = async (
  house: House,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Arrival | null> => {
  const { deps } = house
  const province = deps.provinces.byHost(request.host)
  if (province === undefined) return null
  const now = deps.clock.now()
  const byKey = await callerByKey(request, route, province, now)
  const session = byKey === null ? await sessionOf(house, route, request, province, now) : sessionByKey(byKey)
  request.visit.province = province.province.key
  request.visit.provinceName = province.province.name
  request.visit.session = session.kind === 'open' ? session : undefined
  request.visit.actor =
    route.caller === 'machine' || byKey?.kind === 'machine'
      ? 'machine'
      : session.kind === 'open'
        ? session.actor.kind
        : 'anonymous'
  // The session is not the page's business: what it may spend is counted from here.
  request.visit.budget =
    route.statementBudget === undefined ? undefined : route.statementBudget + request.visit.count.statements
  return { house, request, reply, province, sealing: deps.sealing(province), session, byKey, now }
}

const secondsToWait = async ({ house, request, session }: Arrival, route: Route): Promise<number | null> => {
  const kind = route.rateLimit ?? 'page'
  const rates = house.rates()
  return session.kind === 'open'
    ? rates.ofAccount(request, kind, session.actor.accountId)
    : rates.ofSource(request, kind)
}

const tooMany = (reply: FastifyReply, seconds: number): Answer => {
  reply.header('retry-after', String(Math.max(1, seconds)))
  return problem(429)
}

/** A script of ours asks, not a person: it gets a word it can act on instead of a page. */
const isScript = (request: FastifyRequest): boolean =>
  headerOf(request, 'sec-fetch-dest') === 'empty' || (headerOf(request, 'accept') ?? '').startsWith('application/json')

const pathOfReferer = (request: FastifyRequest): string | undefined => {
  try {
    const url = new URL(headerOf(request, 'referer') ?? '')
    return url.host === request.host ? safeReturnTo(url.pathname + url.search) : undefined
  } catch {
    return undefined
  }
}

const problemAnswer = (status: number, code: string): Answer =>
  text(JSON.stringify(problemDetails(status, code)), problemMediaType, status)

/** Somebody must sign in first. What was about to be posted is carried along; otherwise one comes back to the page afterwards. */
const askToSignIn = async (arrival: Arrival, as: 'citizen' | 'officer', read: ReadForm): Promise<Answer> => {
  const { house, request, session, sealing, now } = arrival
  if (isScript(request)) return json({ code: 'session.needed' }, 401)
  if (request.method !== 'POST') return redirect(signInAddress(as, request.url))
  const accountId = session.kind === 'expired' ? session.accountId : null
  const attempt = { path: request.url, form: read.form, accountId, hadFiles: read.files.length > 0 }
  const kept = sealKeptForm(sealing, attempt, now)
  const signIn = house.signInPages[as]
  if (signIn === undefined || kept === null) return redirect(signInAddress(as, pathOfReferer(request) ?? '/'))
  const answer = await signIn.handler(makePageRequest(arrival, { ...read, form: {}, files: [] }, kept))
  return answer.kind === 'page' ? { ...answer, status: 401 } : answer
}

const isForged = (arrival: Arrival, read: ReadForm): boolean => {
  const secret = formSecretOf(arrival)
  const token = fieldOf(read.form, '_csrf') || (headerOf(arrival.request, 'x-csrf-token') ?? '')
  return secret === undefined || !isTokenOf(secret, token)
}

/** Where an officer does what comes before everything else. */
const duePages: Readonly<Record<DueStep, string>> = {
  password: '/can-bo/doi-mat-khau',
  'second-factor': '/can-bo/tai-khoan/ung-dung',
}

const askForDue = (request: FastifyRequest, route: Route, due: DueStep): Answer => {
  const code = `${due}.due`
  if (route.caller === 'api') return problemAnswer(403, code)
  return isScript(request) ? json({ code }, 403) : redirect(duePages[due])
}

/** A form that somebody fills in with a session behind it; a program that shows its key cannot be tricked into sending it. */
const isFromPerson = ({ byKey }: Arrival, route: Route): boolean =>
  route.method === 'POST' && route.caller !== 'machine' && byKey === null

const refuseForged = (route: Route): Answer =>
  route.caller === 'api' ? problemAnswer(403, 'form-token.missing') : problem(403)

const answerAllowed = async (arrival: Arrival, route: Route, read: ReadForm): Promise<Answer> => {
  const { session, request, house } = arrival
  if (isFromPerson(arrival, route) && isForged(arrival, read)) return refuseForged(route)
  const due = session.kind === 'open' && route.access !== 'public' ? dueStepOf(session) : null
  if (due !== null && route.whileDue?.includes(due) !== true) return askForDue(request, route, due)
  if (route.rateLimit === 'sign-in' && route.method === 'POST') {
    const login = fieldOf(read.form, 'login')
    // A second step names nobody: its tries are counted with the account.
    const seconds = login === '' ? null : await house.rates().ofLogin(request, login)
    if (seconds !== null) return tooMany(arrival.reply, seconds)
  }
  return route.handler(makePageRequest(arrival, read))
}

const answerVerdict = async (
  arrival: Arrival,
  route: Route,
  verdict: AccessVerdict,
  read: ReadForm,
): Promise<Answer> => {
  switch (verdict.kind) {
    case 'allowed':
      return answerAllowed(arrival, route, read)
    case 'sign-in':
      return askToSignIn(arrival, verdict.as, read)
    case 'forbidden':
      return problem(403)
  }
}

const decideAnswer = async (arrival: Arrival, route: Route): Promise<Answer> => {
  const { request, reply } = arrival
  const seconds = await secondsToWait(arrival, route)
  if (seconds !== null) return tooMany(reply, seconds)
  const key = judgeKey(arrival.byKey, route)
  if (key !== 'fine')
    return key === 'unknown' ? problemAnswer(401, 'api-key.unknown') : problemAnswer(403, 'grant.missing')
  const fromPerson = isFromPerson(arrival, route)
  const origin = { host: request.host, origin: request.headers.origin, fetchSite: headerOf(request, 'sec-fetch-site') }
  if (fromPerson && !comesFromHere(origin)) return problem(403)
  if (request.isMultipart() && route.upload !== true) return problem(415)
  const verdict = decideAccess(route.access, arrival.session, arrival.byKey?.kind === 'machine')
  if (verdict.kind === 'forbidden') return problem(403)
  // Nothing that was typed has to be kept for a program: it sends again, so not even its files are read.
  if (verdict.kind === 'sign-in' && route.caller === 'api') return problemAnswer(401, 'session.needed')
  const read = await readForm(request, route.maxFileBytes)
  request.visit.typed = read.form
  try {
    return await answerVerdict(arrival, route, verdict, read)
  } finally {
    await Promise.all(read.files.map((file) => file.discard()))
  }
}

export const sendContextOf = (
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  arrival: Arrival | null,
  isMachine = false,
): SendContext => ({
  request,
  reply,
  isSecure: house.deps.isSecure,
  sealing: arrival?.sealing,
  locale: localeOfPath(request.url.split('?', 1)[0] ?? '/'),
  assets: house.assets,
  session: request.visit.session,
  provinceName: request.visit.provinceName || (house.deps.provinces.byHost(request.host)?.province.name ?? ''),
  isMachine: isMachine || isScript(request),
})

/** The way of every request: whose province, who, how often, whether at all, what was posted, the page's own work, the answer. */
export const answerRequest = (house: House, route: Route) => (request: FastifyRequest, reply: FastifyReply) =>
  countingStatements(request.visit.count, async () => {
    const arrival = await arrive(house, route, request, reply)
    const context = sendContextOf(house, request, reply, arrival, route.caller === 'machine')
    if (arrival === null) await sendProblem(context, 404)
    else await sendAnswer(context, await decideAnswer(arrival, route))
    return reply
  })
