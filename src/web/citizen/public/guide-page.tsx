import { readGuide } from '#web/guides/read-guide.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { GuideText } from '#web/ui/parts/guide-text.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'

/** How a citizen files, follows, pays, answers and receives. */
export const citizenGuide: Route = {
  method: 'GET',
  path: '/huong-dan',
  access: 'public',
  inEnglish: true,
  statementBudget: 0,
  handler: async (request) => {
    const t = messages(request.locale)
    const guide = readGuide('citizen', request.locale)
    const frame = { title: guide.title, description: guide.lead, isBilingual: true }
    return page(
      citizenDocument(
        request,
        frame,
        <>
          <PageHead t={t} title={guide.title} lead={guide.lead} />
          <GuideText t={t} guide={guide} />
        </>,
      ),
    )
  },
}
