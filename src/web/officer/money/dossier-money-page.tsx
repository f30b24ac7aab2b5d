import { type Dong, formatDong } from '#kernel/money.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DossierMoneyPage } from '#web/ui/views/officer/dossier-money.tsx'
import { dossierHref } from '../dossier/dossier-address.ts'
import { loadDossier } from '../dossier/load-dossier.ts'
import { chargeRows, paymentRows, refundRows, rowsToCount } from '../dossier/money-view.ts'
import { wholeList } from '../list/list-address.ts'
import { dossierRoles, officerOf } from '../officer-of.ts'
import { type MoneyDeed, type MoneyTrouble, moneyDeeds, moneyForms, runMoneyDeed } from './money-forms.ts'
import { moneyPath } from './money-paths.ts'

const leadOf = (t: Messages, due: Dong, waitsForCount: boolean): string => {
  if (due > 0) return t.officer.moneyDue(formatDong(due))
  return waitsForCount ? t.officer.moneyToCount : t.officer.moneyNothingDue
}

const show = async (request: PageRequest, trouble?: MoneyTrouble): Promise<Answer> => {
  const t = messages(request.locale)
  const scene = await loadDossier(request, officerOf(request), request.params.id ?? '')
  if (scene === null) return notFound
  const { dossier, money } = scene
  const toCount = rowsToCount(t, scene)
  const view = {
    code: dossier.code,
    backHref: dossierHref(dossier.id, wholeList),
    lead: leadOf(t, money.due, toCount.length > 0),
    parts: [
      { title: t.officer.charges, rows: [...chargeRows(t, money), ...toCount], empty: t.officer.noFee },
      { title: t.officer.payments, rows: paymentRows(t, money), empty: t.officer.paymentsNone },
      ...(money.refunds.length === 0
        ? []
        : [{ title: t.officer.refunds, rows: refundRows(t, money), empty: t.officer.refundsNone }]),
    ],
    acts: moneyForms({ request, t, scene, trouble }),
  }
  return page(
    officerDocument(request, { title: t.officer.moneyOfDossier }, <DossierMoneyPage t={t} view={view} />),
    trouble === undefined ? {} : { status: trouble.status },
  )
}

const moneyPage: Route = {
  method: 'GET',
  path: moneyPath(':id'),
  access: { officer: dossierRoles },
  statementBudget: 10,
  handler: (request) => show(request),
}

const deedRoute = (deed: MoneyDeed): Route => ({
  method: 'POST',
  path: `${moneyPath(':id')}/${deed}`,
  access: { officer: ['one-stop-officer'] },
  handler: async (request) => {
    const id = request.params.id ?? ''
    const done = await runMoneyDeed[deed](request, messages(request.locale), id)
    if (!('notice' in done)) return show(request, { ...done, deed, typed: request.form })
    return redirect(moneyPath(id), { notice: { kind: 'done', text: done.notice } })
  },
})

export const dossierMoneyRoutes: readonly Route[] = [moneyPage, ...moneyDeeds.map(deedRoute)]
