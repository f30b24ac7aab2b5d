import { localDate } from '#kernel/time.ts'
import type { TrackedDossier } from '#modules/dossiers/index.ts'
import { giveRating, isRated, loadRatingQuestions } from '#modules/feedback/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import {
  type Answer,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  pageWithErrors,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { RatingPage } from '#web/ui/views/citizen/rating.tsx'
import { findOwn } from './own-dossier.ts'

/** The three answers of the page on the scale of five by which they are counted. */
const scores = { very: 5, good: 4, bad: 2 } as const

const scoreOf = (text: string): number | null =>
  Object.hasOwn(scores, text) ? scores[text as keyof typeof scores] : null

const overall = 'overall'

const show = async (request: PageRequest, dossier: TrackedDossier, error: string | undefined): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const questions = await loadRatingQuestions(database, localDate(request.now))
  const typed = (name: string) => fieldOf(request.form, name) || undefined
  const view = {
    code: dossier.code,
    procedureName: dossier.procedureName,
    backHref: `/ho-so/${dossier.code}`,
    target: { action: `/ho-so/${dossier.code}/danh-gia`, csrf: request.csrfToken },
    errors: error === undefined ? [] : [{ name: overall, text: error }],
    questions: [
      { name: overall, label: t.tracking.rateOverall, value: typed(overall), required: true },
      ...questions.map(({ key, text }) => ({ name: key, label: text, value: typed(key), required: false })),
    ],
    comment: { name: 'comment', value: typed('comment') },
    isDone: await isRated(database, dossier.id),
  }
  const document = citizenDocument(
    request,
    { title: t.tracking.rateTitle, section: 'account' },
    <RatingPage t={t} view={view} />,
  )
  return error === undefined ? page(document) : pageWithErrors(document)
}

const isRateable = (dossier: TrackedDossier): boolean => dossier.status === 'settled' || dossier.status === 'returned'

export const ratingPage: Route = {
  method: 'GET',
  path: '/ho-so/:code/danh-gia',
  access: 'citizen',
  statementBudget: 4,
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    if (isRateable(dossier)) return show(request, dossier, undefined)
    return redirect(`/ho-so/${dossier.code}`, {
      notice: { kind: 'attention', text: messages(request.locale).tracking.rateTooEarly },
    })
  },
}

export const sendRating: Route = {
  method: 'POST',
  path: '/ho-so/:code/danh-gia',
  access: 'citizen',
  handler: async (request) => {
    const { province, deps, actor, form } = request
    const dossier = await findOwn(request)
    if (dossier === null || !isRateable(dossier)) return notFound
    const score = scoreOf(fieldOf(form, overall))
    if (score === null) return show(request, dossier, messages(request.locale).tracking.rateMissing)
    const questions = await loadRatingQuestions(province.database, localDate(request.now))
    const answers = questions.flatMap(({ key }) => {
      const answer = scoreOf(fieldOf(form, key))
      return answer === null ? [] : [[key, answer] as const]
    })
    const given = await giveRating({ database: province.database, clock: deps.clock }, actor, {
      dossierId: dossier.id,
      score,
      answers: Object.fromEntries(answers),
      comment: fieldOf(form, 'comment').slice(0, 2_000),
    })
    if (!given.ok && given.refusal.code === 'rating.dossier-not-found') return notFound
    return redirect(`/ho-so/${dossier.code}/danh-gia`)
  },
}
