import { isUuid } from '#kernel/ids.ts'
import { formatDong } from '#kernel/money.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { acceptDossier, listToAccept, type ToAccept } from '#modules/dossiers/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, fieldsOf, type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { BulkAcceptPage, type BulkAcceptView } from '#web/ui/views/officer/bulk-accept.tsx'
import { answerDossierRefusal } from '../../refusals/dossier-refusals.ts'
import { slipPath } from '../dossier/dossier-address.ts'
import { dossierPath, listPath, listQuery, readListAddress } from '../list/list-address.ts'
import { officerOf } from '../officer-of.ts'
import { procedureTitle } from '../procedure-title.ts'
import { expectedDue } from './desk-acts.ts'

const bulkPath = `${listPath}/tiep-nhan-nhieu`
const mostAtOnce = 100

const idsOf = (request: PageRequest): readonly string[] =>
  [...new Set(fieldsOf(request.form, 'id'))].filter(isUuid).slice(0, mostAtOnce)

/** Back to the list as it was filtered; only its own query is believed. */
const backOf = (request: PageRequest): string => {
  const query = Object.fromEntries(new URLSearchParams(fieldOf(request.form, 'tu').slice(0, 600)))
  return `${listPath}${listQuery(readListAddress(query))}`
}

const whyNot = (t: Messages, one: ToAccept): string | null => {
  if (!one.isWaiting) return t.officer.bulkNotWaiting
  return one.missingPapers.length > 0 ? t.officer.bulkMissing(one.missingPapers.join('; ')) : null
}

const headOf = (one: ToAccept) => ({
  id: one.id,
  code: one.code,
  href: dossierPath(one.id),
  name: `${procedureTitle(one.procedureName)} · ${one.ownerName}`,
})

const show = (request: PageRequest, view: BulkAcceptView): Answer => {
  const t = messages(request.locale)
  return page(officerDocument(request, { title: view.title }, <BulkAcceptPage t={t} view={view} />))
}

const previewOf = (request: PageRequest, all: readonly ToAccept[], workingTime: WorkingTime): BulkAcceptView => {
  const t = messages(request.locale)
  const ready = all.filter((one) => whyNot(t, one) === null)
  return {
    title: t.officer.bulkTitle,
    lead: t.officer.bulkLead(all.length),
    backHref: backOf(request),
    rows: ready.map((one) => ({
      ...headOf(one),
      result: expectedDue(workingTime, one, request.now) ?? t.officer.noLimit,
      note: one.amountDue > 0 ? t.officer.bulkUnpaid(formatDong(one.amountDue)) : undefined,
    })),
    refused: all.flatMap((one) => {
      const why = whyNot(t, one)
      return why === null ? [] : [{ ...headOf(one), why }]
    }),
    refusedTitle: t.officer.bulkCannot,
    resultHead: t.officer.bulkWillDue,
    confirm: {
      target: { action: `${bulkPath}/xac-nhan`, csrf: request.csrfToken, hidden: { tu: fieldOf(request.form, 'tu') } },
      name: 'id',
      text: t.officer.bulkReady(ready.length),
    },
  }
}

/** What would happen, one by one, before anything does. */
export const previewBulk: Route = {
  method: 'POST',
  path: bulkPath,
  access: { officer: ['one-stop-officer'] },
  statementBudget: 2,
  handler: async (request) => {
    const { database, workingTime } = request.deps.dossiers(request.province)
    const all = await listToAccept(database, officerOf(request), idsOf(request), request.now)
    return show(request, previewOf(request, all, await workingTime(database)))
  },
}

/** Each receipt is an act of its own: one that is refused holds up none of the others. */
export const acceptBulk: Route = {
  method: 'POST',
  path: `${bulkPath}/xac-nhan`,
  access: { officer: ['one-stop-officer'] },
  handler: async (request) => {
    const t = messages(request.locale)
    const deps = request.deps.dossiers(request.province)
    const actor = officerOf(request)
    const all = await listToAccept(deps.database, actor, idsOf(request), request.now)
    const rows: BulkAcceptView['rows'][number][] = []
    const refused: BulkAcceptView['refused'][number][] = []
    for (const one of all) {
      const accepted = await acceptDossier(deps, actor, { dossierId: one.id, note: '' })
      if (!accepted.ok) refused.push({ ...headOf(one), why: answerDossierRefusal(t, accepted.refusal).text })
      else {
        const { id, notation } = accepted.value.slip
        rows.push({ ...headOf(one), result: notation, link: { href: slipPath(one.id, id), text: notation } })
      }
    }
    return show(request, {
      title: t.officer.bulkDoneTitle,
      lead: t.officer.bulkDone(rows.length, all.length),
      backHref: backOf(request),
      rows,
      refused,
      refusedTitle: t.officer.bulkNotDone,
      resultHead: t.officer.bulkSlip,
    })
  },
}
