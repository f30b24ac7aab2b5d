import type { Role } from '#modules/identity/domain/index.ts'
import { type GuideName, readGuide } from '#web/guides/read-guide.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, type PageRequest, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { GuideText } from '#web/ui/parts/guide-text.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { Tabs } from '#web/ui/parts/tabs.tsx'

type OfficerGuide = Exclude<GuideName, 'citizen'>

/** The guides by what stands in the address, in the order of the way of a dossier. */
const guides: Readonly<Record<string, { readonly name: OfficerGuide; readonly firstFor: readonly Role[] }>> = {
  'mot-cua': { name: 'one-stop-desk', firstFor: ['one-stop-officer'] },
  'xu-ly': { name: 'offices', firstFor: [] },
  'quan-tri': { name: 'administrator', firstFor: ['administrator'] },
}

const chosenOf = ({ query, actor }: PageRequest): string => {
  const asked = fieldOf(query, 'phan')
  if (Object.hasOwn(guides, asked)) return asked
  const held = actor.kind === 'officer' ? actor.posts.map((post) => post.role) : []
  const own = Object.entries(guides).find(([, { firstFor }]) => firstFor.some((role) => held.includes(role)))
  return own?.[0] ?? 'xu-ly'
}

/** How officers work here; the guide of one's own post stands first. */
export const officerGuide: Route = {
  method: 'GET',
  path: '/can-bo/huong-dan',
  access: { officer: 'any' },
  statementBudget: 0,
  handler: async (request) => {
    const t = messages('vi')
    const chosen = chosenOf(request)
    const guide = readGuide(guides[chosen]?.name ?? 'offices', 'vi')
    const tabs = Object.keys(guides).map((key) => ({
      href: `/can-bo/huong-dan?phan=${key}`,
      text: t.officer.guideParts[key] ?? key,
      current: key === chosen,
    }))
    return page(
      officerDocument(
        request,
        { title: guide.title },
        <>
          <PageHead t={t} title={guide.title} lead={guide.lead} />
          <Tabs label={t.officer.guide} tabs={tabs} />
          <GuideText t={t} guide={guide} />
        </>,
      ),
    )
  },
}
