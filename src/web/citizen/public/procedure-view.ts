import { formatDate, localDate } from '#kernel/time.ts'
import type { ProcedurePage, ProcedureWay } from '#modules/procedures/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { ProcedurePaperCaseView, ProcedureView, ProcedureWayView } from '#web/ui/views/citizen/procedure-view.ts'
import { qrImage } from '../../qr-image.ts'
import { costWords, levelWords, limitWords } from './procedure-texts.ts'
import { publicPath } from './public-path.ts'

const feeNotes = (way: ProcedureWay): string =>
  [...way.fees.map((fee) => (fee.note === '' ? '' : `${fee.name}: ${fee.note}`)), way.note]
    .filter((note) => note !== '')
    .join('\n')

const wayOf = (t: Messages, way: ProcedureWay): ProcedureWayView => {
  const notes = feeNotes(way)
  return {
    channel: t.publicPages.channels[way.channel],
    time: limitWords(t, way.limit, way.limitText) ?? t.publicPages.limitUnknown,
    fee: costWords(t, way.cost) ?? t.publicPages.free,
    ...(notes === '' ? {} : { note: notes }),
  }
}

const paperCasesOf = (found: ProcedurePage): readonly ProcedurePaperCaseView[] =>
  found.paperCases.map((one) => ({
    ...(found.paperCases.length === 1 || one.name === '' ? {} : { title: one.name }),
    papers: one.papers.map((paper) => ({
      name: paper.name,
      originals: paper.originals,
      copies: paper.copies,
      note: [paper.when, paper.help].filter((text) => text !== undefined && text !== '').join(' ') || undefined,
    })),
  }))

/** Where it is handed in; of a procedure that the province has not opened nothing but the publication is known. */
const whereOf = (t: Messages, found: ProcedurePage): string => {
  if (found.receivedAt === null) return t.publicPages.receivedElsewhere
  const place = found.receivedAt === 'deciding-agency' ? t.publicPages.receivedThere : t.publicPages.receivedAnywhere
  return found.filesOnline ? t.publicPages.andOnline(place) : place
}

const notOnlineReason = (t: Messages, found: ProcedurePage): string | undefined => {
  if (found.filesOnline && found.isOpen) return undefined
  if (found.serviceLevel?.level === 'partial') return found.serviceLevel.explanation
  return t.publicPages.notOpenHere
}

const decidesOf = (t: Messages, found: ProcedurePage) => ({
  value:
    found.decidedBy.kind === 'commune'
      ? t.publicPages.communeDecides
      : found.decidedBy.name || found.executingAgency || t.publicPages.decidesUnknown,
  note: found.decidedBy.ministrySystem ?? undefined,
})

/** Everything published of a procedure, in the order in which people ask for it. */
export const procedureViewOf = (request: PageRequest, t: Messages, found: ProcedurePage): ProcedureView => {
  const best = found.ways.find((way) => way.channel === 'online') ?? found.ways[0]
  const { explanation } = found
  const isEnglish = request.locale === 'en'
  const summary = isEnglish ? explanation?.english.summary : explanation?.what
  const canFile = found.filesOnline && found.isOpen
  const address = `${request.deps.publicUrl(request.province)}/thu-tuc/${found.code}`
  return {
    name: isEnglish ? (explanation?.english.name ?? found.name) : found.name,
    sourceLanguage: isEnglish ? 'vi' : undefined,
    isOfficialName: !isEnglish || explanation === null,
    crumbs: [{ href: publicPath(request.locale, '/thu-tuc'), text: t.publicPages.resultsTitle }],
    everydayWords: summary,
    time: { value: (best && limitWords(t, best.limit, best.limitText)) ?? t.publicPages.limitUnknown },
    cost: { value: (best && (costWords(t, best.cost) ?? t.publicPages.free)) ?? t.publicPages.costUnpublished },
    decides: decidesOf(t, found),
    where: { value: whereOf(t, found) },
    fileHref: canFile ? `/nop-ho-so/${found.code}` : undefined,
    notOnlineReason: notOnlineReason(t, found),
    isMinistryRun: found.decidedBy.ministrySystem !== null,
    paperCases: paperCasesOf(found),
    steps: [found.steps.text, ...found.unread.map((part) => part.text)].filter((text) => text !== '').join('\n\n'),
    ways: found.ways.map((way) => wayOf(t, way)),
    conditions: found.conditions.text === '' ? undefined : found.conditions.text,
    outcomes: found.outcomes.map((outcome) => ({ name: outcome.name, code: outcome.code ?? undefined })),
    agencies: {
      does: found.executingAgency,
      decides: found.competentAgency === '' ? decidesOf(t, found).value : found.competentAgency,
      receives: found.receivingAddress.text,
      helps: found.coordinatingAgency,
      authorised: found.delegatedAgency,
    },
    audiences: found.subjects,
    legalBases: found.legalBasis.map((law) => ({
      name: law.title,
      number: law.number === '' ? undefined : law.number,
    })),
    formal: {
      code: found.code,
      decisionNumber: found.decision ?? undefined,
      field: found.field,
      level: levelWords(t, found.levels),
      kind: found.kind,
      keywords: found.everydayWords.join(', '),
      source: `${found.ministry}, ${formatDate(localDate(found.updatedAt))}`,
    },
    related: found.related.map(({ code, name }) => ({
      href: publicPath(request.locale, `/thu-tuc/${code}`),
      text: name,
    })),
    qr: { src: qrImage(address), alt: address, caption: t.publicPages.qrOfPage },
  }
}
