import { formatDate } from '#kernel/time.ts'
import type { Agency } from '#modules/agencies/domain/index.ts'
import { type AgencyFacts, agencyFacts, findAgencies } from '#modules/agencies/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { AgencyPage, type AgencyPart } from '#web/ui/views/admin/organisation/agency.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, type PageRequest, page } from '../../http/route.ts'
import { enrolPath } from '../signing-keys/key-paths.ts'
import { agencyPath, officerPath } from './organisation-form.tsx'
import { crumbsTo, dayText, onOwnAgency, periodText, todayOf } from './own-agency.ts'

const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ')

/** What may still be done with an agency; one that has ended only shows its past. */
const actOf = (agency: Agency, way: string, text: string) =>
  agency.abolishedOn === null ? { href: `${agencyPath(agency.code)}/${way}`, text } : undefined

const mainParts = (request: PageRequest, t: Messages, agency: Agency, facts: AgencyFacts): readonly AgencyPart[] => [
  {
    title: t.admin.orgSeats,
    items: facts.seats.map((seat, index) => ({
      key: `${seat.officerId} ${index}`,
      title: seat.fullName,
      href: officerPath(seat.officerId),
      sub: joined(seat.title, seat.unit, t.admin.officerRoles[seat.role], periodText(request, seat.from, seat.until)),
    })),
    none: t.admin.orgNoSeats,
    act: actOf(agency, 'can-bo', t.admin.orgAddOfficer),
  },
  {
    title: t.admin.orgUnits,
    items: facts.units.map((unit) => ({
      key: unit.key,
      title: unit.name,
      href: actOf(agency, `don-vi?khoa=${unit.key}`, '')?.href,
      sub: joined(unit.key, t.admin.unitKinds[unit.kind], t.admin.orgOfficers(unit.officers)),
    })),
    none: t.admin.orgNoUnits,
    act: actOf(agency, 'don-vi', t.admin.orgAddUnit),
  },
]

const pastParts = (request: PageRequest, t: Messages, agency: Agency, facts: AgencyFacts): readonly AgencyPart[] => {
  const heirs = [
    ...facts.heirs.map((one) => ({ ...one, title: t.admin.orgHeirs })),
    ...facts.predecessors.map((one) => ({ ...one, title: t.admin.orgPredecessors })),
  ]
  return [
    {
      title: t.admin.orgCodes,
      items: facts.codes.map(({ issuer, code, from, until }) => ({
        key: `${issuer} ${code} ${from}`,
        title: code,
        sub: joined(t.admin.codeIssuers[issuer] ?? issuer, periodText(request, from, until)),
      })),
      none: t.admin.orgNone,
      act: actOf(agency, 'ma', t.admin.orgAddCode),
    },
    {
      title: t.admin.orgHistory,
      items: [
        ...facts.names.map(({ name, from, until, legalSource }) => ({
          key: `name ${from}`,
          title: name,
          sub: joined(periodText(request, from, until), legalSource),
        })),
        ...facts.places.map(({ name, from, until, legalSource }) => ({
          key: `place ${from}`,
          title: name === null ? t.admin.orgTop : t.admin.orgBelow(name),
          sub: joined(periodText(request, from, until), legalSource),
        })),
        ...heirs.map(({ title, name, code, on }) => ({
          key: `${title} ${code}`,
          title: name,
          href: agencyPath(code),
          sub: joined(title, t.admin.orgFrom(dayText(on))),
        })),
      ],
    },
  ]
}

const show = async (request: PageRequest, agency: Agency): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const facts = await agencyFacts(database, agency.id, todayOf(request))
  const parent =
    agency.parentId === null ? undefined : (await findAgencies(database, [agency.parentId])).get(agency.parentId)
  const rows: readonly (readonly [string, string])[] = [
    [t.admin.orgKind, t.admin.agencyKinds[agency.kind]],
    [t.admin.orgLevel, t.admin.agencyLevels[agency.level]],
    [t.admin.orgParent, parent === undefined ? t.admin.orgTop : `${parent.code} ${parent.shortName}`],
    [t.admin.orgCommune, agency.communeCode ?? ''],
    [t.admin.orgAddress, agency.address],
    [t.admin.orgPhone, agency.phone],
    [t.admin.orgEmail, agency.email],
    [t.admin.orgHours, agency.openingHours],
    [t.admin.orgNotation, agency.notation],
  ]
  const acts = [
    actOf(agency, 'sua', t.admin.orgChange),
    actOf(agency, 'them', t.admin.orgAddBelow),
    actOf(agency, 'ket-thuc', t.admin.orgEnd),
    agency.abolishedOn === null ? { href: enrolPath('agency', agency.id), text: t.admin.keyEnrol } : undefined,
  ]
  const view = {
    title: agency.name,
    code: agency.code,
    ended: agency.abolishedOn === null ? undefined : t.admin.orgAbolished(formatDate(agency.abolishedOn)),
    crumbs: crumbsTo(request),
    facts: rows.filter(([, value]) => value !== '').map(([term, value]) => ({ term, value })),
    acts: acts.filter((act) => act !== undefined),
    main: mainParts(request, t, agency, facts),
    beside: pastParts(request, t, agency, facts),
  }
  return page(officerDocument(request, { title: agency.shortName }, <AgencyPage t={t} view={view} />))
}

export const showAgency = onOwnAgency(show)
