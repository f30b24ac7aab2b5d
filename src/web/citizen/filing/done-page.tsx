import { formatDong } from '#kernel/money.ts'
import { formatInstantLong } from '#kernel/time.ts'
import { findFiledDossiers, findTracked } from '#modules/dossiers/index.ts'
import { amountDue } from '#modules/payments/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { notFound, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { FilingDonePage } from '#web/ui/views/citizen/filing/done.tsx'
import { qrImage } from '../../qr-image.ts'
import { openFiling } from './filing-scene.ts'

/** The receipt: the code, how to follow it, and what comes next. */
export const donePage: Route = {
  method: 'GET',
  path: '/nop-ho-so/:code/:filingId/xong',
  access: 'citizen',
  statementBudget: 8,
  handler: async (request) => {
    const t = messages(request.locale)
    const scene = await openFiling(request)
    if (scene?.isFiled !== true) return notFound
    const { database } = request.province
    const dossiers = await findFiledDossiers(database, scene.filingId)
    const [first] = dossiers
    if (first === undefined) return notFound
    const [tracked, due] = await Promise.all([findTracked(database, first.code), amountDue(database, first.id)])
    const address = `${request.deps.publicUrl(request.province)}/tra-cuu?ma=${first.code}`
    const view = {
      procedureName: scene.offer.published.name,
      codes: dossiers.map((dossier) => dossier.code),
      qr: { src: qrImage(address), alt: address, caption: t.filing.doneScan },
      receiptHref: `/ho-so/${first.code}/ban-nop`,
      trackHref: `/ho-so/${first.code}`,
      payHref: due > 0 ? `/ho-so/${first.code}/nop-tien` : undefined,
      next: [
        ...(due > 0 ? [{ state: 'current' as const, what: t.filing.nextPay(formatDong(due)) }] : []),
        ...(tracked?.acceptBy == null
          ? []
          : [{ state: 'next' as const, what: t.filing.nextReceive(formatInstantLong(tracked.acceptBy)) }]),
        { state: 'next' as const, what: t.filing.nextFollow },
      ],
    }
    return page(citizenDocument(request, { title: t.filing.doneTitle }, <FilingDonePage t={t} view={view} />))
  },
}
