import { EndSession, endOtherSessions, endSessionElsewhere, findOwnSecurity } from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { identityDeps } from '../frames/sign-in-frame.tsx'
import { type Answer, notFound, type PageRequest, page, type Route, redirect } from '../route.ts'
import { type AccountPlace, accountPathsUnder, ownerOf } from './account-place.ts'
import { appRoutes } from './app-routes.tsx'
import { passkeyRoutes } from './passkey-routes.tsx'
import { PasskeysCard, PasswordCard, SecondFactorCard, SessionsCard, SignInsCard } from './security-cards.tsx'

const open = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { person, session } = ownerOf(request)
  const { database } = request.province
  const security = await findOwnSecurity(database, person.accountId, session.tokenHash, request.now)
  if (security === null) return notFound
  const props = { t, request, place, security }
  const title = t.access.accountTitle
  const content = (
    <div class="narrow stack">
      <PageHead t={t} title={title} lead={t.security.lead} />
      {await place.facts(request, t)}
      {security.hasPassword && (
        <>
          <PasswordCard {...props} />
          <SecondFactorCard {...props} />
          <PasskeysCard {...props} />
        </>
      )}
      <SessionsCard {...props} />
      <SignInsCard {...props} />
    </div>
  )
  return page(place.document(request, { title }, content))
}

const endOne = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const { security } = messages(request.locale)
  const command = EndSession.safeParse({ sessionId: request.params.id })
  if (!command.success) return notFound
  const { person } = ownerOf(request)
  const ended = await endSessionElsewhere(identityDeps(request), person, command.data)
  // Over already: what was wanted is so.
  return ended.ok || ended.refusal.code === 'session.unknown'
    ? redirect(place.home, { notice: { kind: 'done', text: security.sessionEnded } })
    : notFound
}

const endOthers = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const { security } = messages(request.locale)
  const { person, session } = ownerOf(request)
  const count = await endOtherSessions(identityDeps(request), person, session.tokenHash)
  return redirect(place.home, { notice: { kind: 'done', text: security.sessionsEnded(count) } })
}

/** Every page of an account at one door; `factStatements` is what the facts of the place cost. */
export const ownAccountRoutes = (place: AccountPlace, factStatements: number): readonly Route[] => {
  const { sessions, othersEnd } = accountPathsUnder(place.home)
  const { access, home } = place
  return [
    { method: 'GET', path: home, access, statementBudget: 4 + factStatements, handler: (r) => open(place, r) },
    { method: 'POST', path: `${sessions}/:id/dung`, access, handler: (request) => endOne(place, request) },
    { method: 'POST', path: othersEnd, access, handler: (request) => endOthers(place, request) },
    ...appRoutes(place),
    ...passkeyRoutes(place),
  ]
}
