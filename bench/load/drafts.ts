import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { formBodyOf } from '#modules/forms/domain/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { demoForm } from '#test/support/demo-data.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import type { PortalClient } from '#test/support/portal-client.ts'
import { birthProcedure, drawnFrom } from '#test/support/portal-filing.ts'

/** An extract of civil status: everything it asks for is in its e-form, so it is filed without a file. */
export const extractProcedure = '2.000635'

/** A filing of which only the last steps are missing. */
export type Draft = { readonly filingId: string; readonly citizen: number }

export const ownerFields = {
  'owner.name': 'Nguyễn Văn Minh',
  'owner.identityNumber': '025090000001',
  'owner.phone': '0912000001',
  'owner.email': 'minh@example.vn',
  'owner.address': 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
}

const answers = {
  [birthProcedure]: formBodyOf(demoForm('birth'), formAnswers.birth ?? {}),
  [extractProcedure]: formBodyOf(demoForm('civil-extract'), formAnswers['civil-extract'] ?? {}),
}

/** The first two steps, as a person takes them. */
export const beginFiling = async (
  client: PortalClient,
  procedure: keyof typeof answers,
  filingId: string,
  deskId: string,
): Promise<void> => {
  const base = `/nop-ho-so/${procedure}/${filingId}`
  const who = { ...ownerFields, forWhom: 'self', receivingAgencyId: deskId, returnMethod: 'electronic' }
  for (const [path, form] of [
    ['nguoi-nop', who],
    ['thong-tin', { ...answers[procedure], ...drawnFrom(1) }],
  ] as const) {
    const answer = await client.post(`${base}/${path}`, form)
    if (answer.status !== 303 && answer.status !== 302)
      throw new Error(`${path}: ${answer.status} ${answer.body.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`)
  }
}

/** Many such filings: one is made by hand for each desk, the others are copies of its row for other citizens. */
export const prepareDrafts = async (
  database: Database,
  client: PortalClient,
  procedure: keyof typeof answers,
  desks: readonly string[],
  citizens: number,
  count: number,
): Promise<readonly Draft[]> => {
  const all: Draft[] = []
  const each = Math.ceil(count / desks.length)
  for (const desk of desks) {
    const filingId = newId()
    await beginFiling(client, procedure, filingId, desk)
    const { rows } = await sql<Draft>`
      with copies as (
        select gen_random_uuid() as id, 1 + (row_number() over () - 1) % ${citizens}::int as citizen from generate_series(1, ${each}::int)
      ),
      made as (
        insert into filing (id, state, channel, account_id, draft_sealed, draft_procedure, draft_step, draft_version, created_at, updated_at)
        select c.id, 'draft', f.channel, a.id, f.draft_sealed, f.draft_procedure, f.draft_step, f.draft_version, f.created_at, f.updated_at
        from copies c join account a on a.login = 'congdan' || c.citizen, filing f where f.id = ${filingId}
        returning id
      )
      select id as "filingId", citizen::int from copies where (select count(*) from made) > 0`.execute(database)
    all.push(...rows)
  }
  // Mixed, so that the desks take turns.
  return all.map((draft, index) => all[(index % desks.length) * each + Math.floor(index / desks.length)] ?? draft)
}
