import { formatDate, localDate } from '#kernel/time.ts'
import { type AgencyLine, listOrganisation } from '#modules/agencies/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type AgencyBranch, OrganisationPage } from '#web/ui/views/admin/organisation/organisation.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page } from '../../http/route.ts'
import { agencyPath, organisationPath } from './organisation-form.tsx'

const queryName = 'q'

/** The lines as a tree; whatever stands below nothing that is shown is at the top. */
const branchesOf = (t: Messages, lines: readonly AgencyLine[], isFound: boolean): readonly AgencyBranch[] => {
  const shown = new Set(lines.map(({ id }) => id))
  const below = new Map<string | null, AgencyLine[]>()
  for (const line of lines) {
    const parent = line.parentId !== null && shown.has(line.parentId) ? line.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), line])
  }
  const draw = (parent: string | null, depth: number): readonly AgencyBranch[] =>
    (below.get(parent) ?? []).map((line) => ({
      code: line.code,
      name: line.name,
      href: agencyPath(line.code),
      kind: t.admin.agencyKinds[line.kind],
      officers: t.admin.orgOfficers(line.officers),
      ended: line.abolishedOn === null ? undefined : t.admin.orgAbolished(formatDate(line.abolishedOn)),
      isOpen: isFound || depth === 0,
      below: draw(line.id, depth + 1),
    }))
  return draw(null, 0)
}

export const showOrganisation = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const query = fieldOf(request.query, queryName).slice(0, 100)
  const lines = await listOrganisation(request.province.database, request.actor, localDate(request.now), query)
  const view = {
    action: organisationPath,
    search: { name: queryName, query },
    count: t.admin.orgCount(lines.length),
    branches: branchesOf(t, lines, query !== ''),
  }
  return page(officerDocument(request, { title: t.admin.orgTitle }, <OrganisationPage t={t} view={view} />))
}
