import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { buildServer } from '#web/http/server.ts'
import type { WebDeps } from '#web/http/web-deps.ts'
import { routes } from '#web/routes.ts'
import type { DemoHouse } from './demo-house.ts'
import { openVisitor, type Visitor } from './visitor.ts'
import { testWebDeps } from './web-deps.ts'

/** The whole program over the demo house, without a network. */
export const serveDemoHouse = (house: DemoHouse, other: Partial<WebDeps> = {}) => {
  const { deps } = house
  return buildServer(
    testWebDeps(
      {
        all: [house.open, house.other],
        byHost: () => house.open,
        byKey: () => house.open,
        close: async () => undefined,
      },
      {
        clock: deps.clock,
        files: () => deps.files,
        sealing: () => deps.sealing,
        dossiers: () => deps,
        ...other,
      },
    ),
    routes,
  )
}

type App = ReturnType<typeof serveDemoHouse>

/** A browser in which an officer is signed in. */
export const officerBrowser = async (house: DemoHouse, app: App, login: string): Promise<Visitor> => {
  const token = randomBytes(32).toString('base64url')
  const now = house.deps.clock.now()
  await sql`
    insert into session (token_hash, account_id, created_at, last_seen_at, expires_at, ends_at, idle_minutes, csrf_token)
    select ${createHash('sha256').update(token).digest()}, id, ${now}, ${now}, ${now}::timestamptz + interval '30 days',
      ${now}::timestamptz + interval '30 days', 15, ${randomBytes(32).toString('base64url')}
    from account where login = ${login}`.execute(house.open.database)
  const visitor = openVisitor(app)
  visitor.cookies.set('motcua-phien', token)
  return visitor
}
