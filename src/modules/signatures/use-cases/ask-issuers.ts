import { createHash, X509Certificate } from 'node:crypto'
import { type Clock, instantOf } from '#kernel/time.ts'
import type { Database } from '#platform/database/connection.ts'
import type { FetchBounds } from '#platform/http-client/fetch-bytes.ts'
import type { RevocationSource } from '#platform/signing/long-term/gather-evidence.ts'
import { certificateServices } from '#platform/signing/revocation/certificate-services.ts'
import { fetchCrl, fetchOcsp, usualBounds } from '#platform/signing/revocation/fetch-answer.ts'
import { type RevocationAnswer, revocationState } from '#platform/signing/revocation/revocation-state.ts'
import { type AnswerKey, findFreshAnswers, keepAnswer } from '../store/revocation-answers.ts'

export type AskDeps = {
  readonly database: Database
  readonly clock: Clock
  /** Null: nobody is asked, and only the stock counts. */
  readonly fetchBounds?: FetchBounds | null
}

/** A certificate with that of its issuer, whose chain leads to a trusted root: only then are the addresses in it to be believed. */
export type Pair = { readonly certificate: X509Certificate; readonly issuer: X509Certificate }

const keysOf = ({ certificate, issuer }: Pair): readonly AnswerKey[] => {
  const digest = createHash('sha256').update(issuer.raw).digest('hex')
  return [
    { kind: 'ocsp', issuer: digest, about: certificate.serialNumber.toLowerCase() },
    ...certificateServices(certificate).crl.map((about): AnswerKey => ({ kind: 'crl', issuer: digest, about })),
  ]
}

const isSameKey = (left: AnswerKey, right: AnswerKey): boolean =>
  left.kind === right.kind && left.issuer === right.issuer && left.about === right.about

/**
 * What the issuers say of certificates: from the stock as long as the issuer has not announced a newer answer, else fetched, by OCSP
 * first and by list where nobody answers. Several that are missing are fetched side by side. Whoever stays silent is left out.
 */
export const askIssuers = async (deps: AskDeps, pairs: readonly Pair[]): Promise<readonly RevocationAnswer[]> => {
  const now = deps.clock.now()
  const kept = await findFreshAnswers(deps.database, pairs.flatMap(keysOf), now)
  const answers = await Promise.all(
    pairs.map(async (pair) => {
      const keys = keysOf(pair)
      const known = kept.find((each) => keys.some((key) => isSameKey(key, each)) && speaksOf(each.answer, pair, now))
      return known?.answer ?? (await fetchAnswer(deps, pair, now))
    }),
  )
  return [...new Set(answers.filter((answer) => answer !== undefined))]
}

type Now = ReturnType<Clock['now']>

const speaksOf = (answer: RevocationAnswer, { certificate, issuer }: Pair, now: Now): boolean =>
  revocationState(certificate, issuer, [answer], now.epochMilliseconds).status !== 'unknown'

/** A revoked certificate stays so: such an answer is kept for a day before it is asked for again. */
const revokedHours = 24

const fetchAnswer = async (deps: AskDeps, pair: Pair, now: Now): Promise<RevocationAnswer | undefined> => {
  const { certificate, issuer } = pair
  if (deps.fetchBounds === null) return undefined
  const bounds = deps.fetchBounds ?? usualBounds
  for (const fetching of [() => fetchOcsp(certificate, issuer, bounds), () => fetchCrl(certificate, bounds)]) {
    const fetched = await fetching()
    if (fetched === undefined) continue
    const answer: RevocationAnswer = { kind: fetched.kind, der: fetched.der }
    const state = revocationState(certificate, issuer, [answer], now.epochMilliseconds)
    const key = keysOf(pair).find(
      (each) => each.kind === fetched.kind && (each.kind === 'ocsp' || each.about === fetched.from),
    )
    if (state.status === 'unknown' || key === undefined) continue
    const nextUpdate =
      state.status === 'good' ? instantOf(new Date(state.nextUpdate)) : now.add({ hours: revokedHours })
    const thisUpdate = instantOf(new Date(state.thisUpdate))
    await keepAnswer(deps.database, { ...key, answer, thisUpdate, nextUpdate, fetchedAt: now })
    return answer
  }
  return undefined
}

/** The stock and the issuers behind one question at a time, for whoever gathers evidence. */
export const revocationSource =
  (deps: AskDeps): RevocationSource =>
  async (certificate, issuer) =>
    (await askIssuers(deps, [{ certificate: new X509Certificate(certificate.raw), issuer }]))[0]
