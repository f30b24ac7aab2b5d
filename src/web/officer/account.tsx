import type { Messages } from '#web/messages/index.ts'
import { Card } from '#web/ui/parts/card.tsx'
import { SummaryList } from '#web/ui/parts/summary-list.tsx'
import type { AccountPlace } from '../http/account/account-place.ts'
import { ownAccountRoutes } from '../http/account/account-routes.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import type { PageRequest } from '../http/route.ts'
import { officerPaths } from './officer-paths.ts'

/** The posts from which the officer acts today, own and delegated. */
const facts = async ({ actor, session }: PageRequest, t: Messages) => {
  if (actor.kind !== 'officer' || session === undefined) return null
  const posts = actor.posts.map(({ title, unitName, agencyName, isDelegated }) => ({
    term: isDelegated ? t.officer.accountDelegated : t.officer.accountPost,
    value: [title, unitName, agencyName].filter((text) => text !== '').join(', '),
  }))
  return (
    <Card title={t.officer.accountPerson}>
      <SummaryList
        rows={[
          { term: t.access.accountName, value: actor.fullName },
          { term: t.account.officerUser, value: session.login },
          ...posts,
        ]}
      />
    </Card>
  )
}

const place: AccountPlace = {
  home: officerPaths.account,
  password: officerPaths.password,
  work: officerPaths.home,
  access: { officer: 'any' },
  document: (request, { title, islands = [] }, content) =>
    officerDocument(request, { title, islands: ['islands/officer.ts', ...islands] }, content),
  facts,
}

export const officerAccountRoutes = ownAccountRoutes(place, 0)
