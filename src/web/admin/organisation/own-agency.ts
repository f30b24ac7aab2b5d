import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import type { Agency } from '#modules/agencies/domain/index.ts'
import { findAgencies, findOwnAgency } from '#modules/agencies/index.ts'
import { messages } from '#web/messages/index.ts'
import type { Crumb } from '#web/ui/parts/breadcrumbs.tsx'
import { type Answer, notFound, type PageRequest } from '../../http/route.ts'
import { agencyPath, organisationPath } from './organisation-form.tsx'

/** Answers about the agency of the address, when the administrator answers for it. */
export const onOwnAgency =
  (answer: (request: PageRequest, agency: Agency) => Promise<Answer>) =>
  async (request: PageRequest): Promise<Answer> => {
    const agency = await findOwnAgency(request.province.database, request.actor, request.params.code ?? '')
    return agency === null ? notFound : answer(request, agency)
  }

/** The code of the agency above, as it is typed; empty at the top. */
export const parentCodeOf = async (request: PageRequest, { parentId }: Agency): Promise<string> =>
  parentId === null ? '' : ((await findAgencies(request.province.database, [parentId])).get(parentId)?.code ?? '')

export const crumbsTo = (request: PageRequest, agency?: Pick<Agency, 'code' | 'shortName'>): readonly Crumb[] => [
  { href: organisationPath, text: messages(request.locale).admin.orgTitle },
  ...(agency === undefined ? [] : [{ href: agencyPath(agency.code), text: agency.shortName }]),
]

export const todayOf = (request: PageRequest): Temporal.PlainDate => localDate(request.now)

const shown = (day: string): string => formatDate(Temporal.PlainDate.from(day))

/** `01/07/2025 đến nay`; the day after the last one is how a period is kept. */
export const periodText = (request: PageRequest, from: string | null, until: string | null): string => {
  const { admin } = messages(request.locale)
  const start = from === null ? '' : shown(from)
  if (until === null) return `${start} ${admin.orgNow}`
  return admin.orgPeriod(start, formatDate(Temporal.PlainDate.from(until).subtract({ days: 1 })))
}

export const dayText = shown
