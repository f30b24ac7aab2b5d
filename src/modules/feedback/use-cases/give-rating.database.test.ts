import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { anonymous, type CitizenActor } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { countingStatements, type Database } from '#platform/database/connection.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { type DossierRows, insertAgencyRows, insertDossierRow } from '#test/support/dossier-rows.ts'
import { recordReferenceSettings } from '#test/support/reference-settings.ts'
import { type FeedbackDeps, findRating, GiveRating, giveRating, ratingsByAgency } from '../index.ts'

const now = Temporal.Instant.from('2026-09-07T02:00:00Z')
let database: Database
let rows: DossierRows
let deps: FeedbackDeps
let owner: CitizenActor

beforeAll(async () => {
  const province = (await openTestDatabase()).provinces.all[0]
  if (province === undefined) throw new Error('no province')
  database = province.database
  await recordReferenceSettings(database, 'settings-feedback.json')
  rows = await insertAgencyRows(database)
  deps = { database, clock: stoppedClock(now) }
  owner = { kind: 'citizen', accountId: rows.accountId, fullName: 'Giang', assurance: 'eid-2' }
})

const rating = (dossierId: string, changed: Record<string, unknown> = {}) =>
  GiveRating.parse({ dossierId, score: 5, ...changed })

describe('rating the service', () => {
  it('is done once by the owner, however often it is pressed', async () => {
    const dossier = await insertDossierRow(database, rows, { status: 10 })
    const words = { answers: { officer: 4, unknown: 1 }, comment: '  Rất nhanh\u0000\u202e\ncảm ơn  ' }
    const answers = await Promise.all([1, 2, 3].map(() => giveRating(deps, owner, rating(dossier.id, words))))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, refusal: { code: 'rating.given-already' } })
    expect(await findRating(database, dossier.id)).toEqual({
      score: 5,
      answers: { officer: 4 },
      comment: 'Rất nhanh  \ncảm ơn',
      ratedAt: now,
    })
    expect(await verifyLog(database)).toMatchObject({ faults: [] })
  })

  it('is done with the key of the dossier too, and by nobody else', async () => {
    const dossier = await insertDossierRow(database, rows, { status: 9 })
    const unknown = { ok: false, refusal: { code: 'rating.dossier-not-found' } }
    expect(await giveRating(deps, anonymous, rating(dossier.id))).toEqual(unknown)
    expect(await giveRating(deps, anonymous, rating(dossier.id, { trackingKey: 'guess' }))).toEqual(unknown)
    expect(await giveRating(deps, { ...owner, accountId: newId() }, rating(dossier.id))).toEqual(unknown)
    expect(await giveRating(deps, rows.officer, rating(dossier.id))).toEqual(unknown)
    expect(await giveRating(deps, owner, rating(newId()))).toEqual(unknown)
    const { trackingKey } = dossier
    acceptedValue(await giveRating(deps, anonymous, rating(dossier.id, { trackingKey })))
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('waits for the settlement: not at status %i', async (status) => {
    const dossier = await insertDossierRow(database, rows, { status })
    const answer = await giveRating(deps, owner, rating(dossier.id))
    expect(answer).toEqual({ ok: false, refusal: { code: 'rating.not-settled-yet' } })
    expect(await findRating(database, dossier.id)).toBeNull()
  })

  it.each([{ score: 0 }, { score: 6 }, { score: 4.5 }, { answers: { officer: 9 } }, { comment: 'x'.repeat(2_001) }])(
    'refuses %j before it is read',
    (changed) => expect(GiveRating.safeParse({ dossierId: newId(), score: 5, ...changed }).success).toBe(false),
  )
})

it('the ratings of agencies are counted in one statement', async () => {
  const other = await insertAgencyRows(database)
  const citizen = { ...owner, accountId: other.accountId }
  for (const score of [1, 3, 4, 5]) {
    const dossier = await insertDossierRow(database, other, { status: 10 })
    acceptedValue(await giveRating(deps, citizen, rating(dossier.id, { score })))
  }
  const count = { statements: 0 }
  const period = { from: now, until: now.add({ hours: 1 }), side: 'deciding' } as const
  const all = await countingStatements(count, () => ratingsByAgency(database, period))
  expect(count.statements).toBe(1)
  expect(all.find((one) => one.agencyId === other.agencyId)).toEqual({
    agencyId: other.agencyId,
    agencyName: 'Ủy ban nhân dân phường Việt Trì',
    ratings: 4,
    average: 3.25,
    satisfied: 2,
    byScore: [1, 0, 1, 1, 1],
  })
  expect(await ratingsByAgency(database, { ...period, until: now })).toEqual([])
})
