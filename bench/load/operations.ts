import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Database } from '#platform/database/connection.ts'
import { openPortalClient, type PortalAnswer, type PortalClient } from '#test/support/portal-client.ts'
import { birthProcedure, drawnFrom } from '#test/support/portal-filing.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import { wantedFirst } from '../../src/app/demo-province/wanted-answers.fixture.ts'
import { beginFiling, type Draft, extractProcedure } from './drafts.ts'
import type { Operation } from './measure.ts'
import { addressOf } from './people.ts'

export const clientsAtOnce = 16

const expectStatus = (answer: PortalAnswer, ...wanted: readonly number[]): PortalAnswer => {
  if (wanted.includes(answer.status)) return answer
  const said = answer.body.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  throw new Error(`${answer.status} ${said.slice(0, 300)}`)
}

const pick = <Item>(list: readonly Item[], number: number): Item => {
  const item = list[number % list.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** Spreads turns of clients over a list without two asking for the same at once. */
const spread = (client: number, turn: number): number => client * 7_919 + turn

const anonymous = (url: string): readonly PortalClient[] =>
  Array.from({ length: 64 }, (_, index) => openPortalClient(url, { 'x-forwarded-for': addressOf(index + 1) }))

/** Each turn of a client comes from another address, and always over the connection of that address. */
const visitor = (visitors: readonly PortalClient[], client: number, turn: number): PortalClient =>
  pick(visitors, client + clientsAtOnce * (turn % 4))

export type Reading = { readonly codes: readonly string[]; readonly procedures: readonly string[] }

export const loadReading = async (database: Database): Promise<Reading> => {
  const codes = await sql<{ code: string }>`select code from dossier order by md5(id::text) limit 5000`.execute(
    database,
  )
  const procedures = await database.selectFrom('procedure').select('code').orderBy('code').limit(500).execute()
  return { codes: codes.rows.map((row) => row.code), procedures: procedures.map((row) => row.code) }
}

const reading = (what: string, route: string, run: Operation['run']): Operation => ({
  what,
  routes: [`GET ${route}`],
  clients: clientsAtOnce,
  run,
})

export const publicOperations = (url: string, { codes, procedures }: Reading): readonly Operation[] => {
  const visitors = anonymous(url)
  const get = async (client: number, turn: number, path: string) => {
    expectStatus(await visitor(visitors, client, turn).get(path), 200)
  }
  return [
    reading('search procedures', '/thu-tuc', (client, turn) => {
      const [query] = pick(wantedFirst, spread(client, turn))
      return get(client, turn, `/thu-tuc?q=${encodeURIComponent(query)}`)
    }),
    reading('procedure page', '/thu-tuc/:code', (client, turn) =>
      get(client, turn, `/thu-tuc/${pick(procedures, spread(client, turn))}`),
    ),
    reading('track by code', '/tra-cuu', (client, turn) =>
      get(client, turn, `/tra-cuu?ma=${pick(codes, spread(client, turn))}`),
    ),
  ]
}

export type Desk = { readonly client: PortalClient; readonly dossiers: readonly string[] }

export type Remit = { readonly login: string; readonly dossiers: readonly string[] }

/** Officers with a narrow remit (a desk, a unit of an agency) who have work, and what they may open. */
export const loadRemits = async (database: Database, officers: number): Promise<readonly Remit[]> => {
  const { rows } = await sql<Remit>`
    select a.login, array_agg(distinct w.subject_id) as dossiers
    from account a join post_holding h on h.officer_id = a.officer_id and h.in_force @> current_date
    join post p on p.id = h.post_id and p.role in ('one-stop-officer', 'unit-head', 'handler')
    cross join lateral (
      select w.subject_id from work_item w where w.agency_id = p.agency_id and w.role = p.role and w.state = 'open' and w.subject_kind = 'dossier'
        and (w.unit_id is null or w.unit_id = p.unit_id) and (w.officer_id is null or w.officer_id = a.officer_id)
      order by w.pressing_at limit 60
    ) w
    group by a.login order by md5(a.login) limit ${officers}`.execute(database)
  return rows
}

export const officerOperations = (desks: readonly Desk[]): readonly Operation[] => [
  reading('officer: work list', '/can-bo', async (client, turn) => {
    expectStatus(await pick(desks, client + clientsAtOnce * turn).client.get('/can-bo'), 200)
  }),
  reading('officer: open a dossier', '/can-bo/ho-so/:id', async (client, turn) => {
    const desk = pick(desks, client + clientsAtOnce * turn)
    expectStatus(await desk.client.get(`/can-bo/ho-so/${pick(desk.dossiers, turn)}`), 200)
  }),
]

const paper = (bytes: number, mark: string) => ({
  field: 'birth-certificate',
  name: `giay-${mark}.pdf`,
  type: 'application/pdf',
  content: pdfFile(bytes, mark[0]),
})

// A file of another content each time costs the client as much as the server: one is made, and its end changed.
const variations = (bytes: number) => {
  const base = paper(bytes, 'a')
  return (number: number) => {
    const content = Buffer.from(base.content)
    content.write(String(number).padStart(12, '0'), Math.floor(bytes / 2), 'latin1')
    return { ...base, content }
  }
}

const twoFiles = () => {
  const variation = variations(200_000)
  let number = Math.floor(Math.random() * 1e9)
  return () => [variation(number++), variation(number++)]
}

/** Takes the next draft of a list, by whoever comes. */
const takingFrom = (drafts: readonly Draft[]) => {
  let next = 0
  return (): Draft => {
    const draft = drafts[next++]
    if (draft === undefined) throw new Error('no draft is left: prepare more')
    return draft
  }
}

const sendIn = async (client: PortalClient, procedure: string, filingId: string): Promise<void> => {
  const base = `/nop-ho-so/${procedure}/${filingId}`
  // The papers keep a version more.
  const version = procedure === birthProcedure ? 3 : 2
  const answer = expectStatus(await client.post(`${base}/nop`, { declared: 'on', ...drawnFrom(version) }), 303, 302)
  if (!answer.location.endsWith('/xong')) throw new Error(`not filed: ${answer.location}`)
}

const submitRoute = 'POST /nop-ho-so/:code/:filingId/nop'
const papersRoute = 'POST /nop-ho-so/:code/:filingId/giay-to'

export type Filers = { readonly citizens: readonly PortalClient[]; readonly desks: readonly string[] }

export const filingOperations = (
  { citizens, desks }: Filers,
  drafts: { readonly withFiles: readonly Draft[]; readonly withoutFiles: readonly Draft[] },
): readonly Operation[] => {
  const [birth, extract, files] = [takingFrom(drafts.withFiles), takingFrom(drafts.withoutFiles), twoFiles()]
  const clientOf = (draft: Draft): PortalClient => pick(citizens, draft.citizen - 1)
  const upload = async (client: PortalClient, filingId: string) => {
    expectStatus(
      await client.upload(`/nop-ho-so/${birthProcedure}/${filingId}/giay-to`, drawnFrom(2), files()),
      303,
      302,
    )
  }
  return [
    {
      what: 'file without files',
      routes: [submitRoute],
      clients: clientsAtOnce,
      run: async () => {
        const draft = extract()
        await sendIn(clientOf(draft), extractProcedure, draft.filingId)
      },
    },
    {
      what: 'file with two files of 200 kB',
      routes: [papersRoute, submitRoute],
      clients: clientsAtOnce,
      run: async () => {
        const draft = birth()
        await upload(clientOf(draft), draft.filingId)
        await sendIn(clientOf(draft), birthProcedure, draft.filingId)
      },
    },
    {
      what: 'whole way: 2 steps, 2 files, send, receipt, track',
      routes: [],
      clients: clientsAtOnce,
      run: async (number, turn) => {
        const client = pick(citizens, number + clientsAtOnce * turn)
        const filingId = newId()
        await beginFiling(client, birthProcedure, filingId, pick(desks, number + turn))
        await upload(client, filingId)
        await sendIn(client, birthProcedure, filingId)
        const receipt = expectStatus(await client.get(`/nop-ho-so/${birthProcedure}/${filingId}/xong`), 200)
        const code = /H\d\d[\d.]*-\d{6}-\d{4,8}/.exec(receipt.body)?.[0] ?? ''
        // Whoever is signed in is led on to the own dossier.
        expectStatus(await client.get(`/tra-cuu?ma=${code}`), 200, 302, 303)
      },
    },
  ]
}
