import { formatDate, formatInstant, formatLegalDate, localDate, Temporal } from '#kernel/time.ts'
import type { HandlingSlipPage } from '#platform/pdf/incoming-pages.ts'
import { findDocumentType } from '../document-type.ts'
import { placeOfIssue } from '../drafting/place-of-issue.ts'
import { RoutingPart, routingPartNames } from '../incoming.ts'
import { writtenCode } from '../official-document.ts'
import { joined } from './register-forms.ts'

type SlipDocument = {
  readonly agencyName: string
  readonly agencySuperior: string | null
  readonly typeCode: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly authorName: string
  readonly subject: string
  readonly registerNumber: number | null
  readonly registeredAt: Temporal.Instant | null
}

type SlipOpinion = {
  /** The role of the post it was said from; null where that post is gone. */
  readonly role: string | null
  readonly body: string
  readonly officerName: string
  readonly officerTitle: string
  readonly saidAt: Temporal.Instant
  readonly targets: readonly { readonly name: string; readonly part: string; readonly dueAt: string | null }[]
}

/** Who speaks in which part of the slip; whoever is neither leader nor head of a unit handles the document. */
const parts = [
  { title: '1. Ý kiến của lãnh đạo cơ quan, tổ chức', speaks: (role: string | null) => role === 'leader' },
  { title: '2. Ý kiến của lãnh đạo đơn vị', speaks: (role: string | null) => role === 'unit-head' },
  {
    title: '3. Ý kiến đề xuất của người giải quyết',
    speaks: (role: string | null) => role !== 'leader' && role !== 'unit-head',
  },
] as const

const given = ({ name, part, dueAt }: SlipOpinion['targets'][number]): string => {
  const known = RoutingPart.safeParse(part)
  const due = dueAt === null ? '' : `, thời hạn: ${formatDate(localDate(Temporal.Instant.from(dueAt)))}`
  return `${known.success ? routingPartNames[known.data] : part}: ${name}${due}`
}

/** The slip that goes with a document from hand to hand, with what was said on it so far. @legal ND-30-2020 Phụ lục IV, mục VII */
export const handlingSlip = (
  document: SlipDocument,
  opinions: readonly SlipOpinion[],
  now: Temporal.Instant,
): HandlingSlipPage => {
  const code = writtenCode({ number: document.codeNumber, notation: document.codeNotation })
  const { registerNumber, registeredAt } = document
  return {
    ...(document.agencySuperior === null ? {} : { parentAgency: document.agencySuperior }),
    agency: document.agencyName,
    placeAndDate: `${placeOfIssue(document.agencyName, document.agencySuperior)}, ${formatLegalDate(localDate(now))}`,
    document: joined(
      '; ',
      joined(' ', findDocumentType(document.typeCode)?.name ?? 'Văn bản', code),
      document.documentDate === null ? '' : formatLegalDate(document.documentDate),
      document.authorName,
      document.subject,
    ),
    ...(registerNumber === null || registeredAt === null
      ? {}
      : { arrival: `Số đến ${registerNumber}, ${formatLegalDate(localDate(registeredAt))}` }),
    sections: parts.map(({ title, speaks }) => ({
      title,
      entries: opinions
        .filter(({ role }) => speaks(role))
        .map(({ body, targets, officerName, officerTitle, saidAt }) => ({
          body,
          lines: targets.map(given),
          by: joined(', ', officerName, officerTitle),
          at: formatInstant(saidAt),
        })),
    })),
  }
}
