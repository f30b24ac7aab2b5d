import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import {
  agree,
  Channel,
  ChannelTerms,
  LocalFees,
  LocalLimit,
  type ProcedureLevel,
  type TimeLimit,
} from '../domain/index.ts'
import { costOf, type ProcedureCost } from './procedure-cost.ts'

/** A procedure in a list: enough to choose it, and to know what it costs, how long it takes and who decides. */
export type ProcedureCard = {
  readonly code: string
  readonly name: string
  readonly englishName: string | null
  readonly field: string
  readonly levels: readonly ProcedureLevel[]
  /** What it is for, in plain words; null where the province has not written any. */
  readonly summary: string | null
  readonly englishSummary: string | null
  /** The province runs it with form and process. */
  readonly isOffered: boolean
  readonly isCommon: boolean
  readonly filesOnline: boolean
  readonly isMinistryRun: boolean
  /** `commune`: the People's Committee of the commune that is competent. */
  readonly decidedBy: { readonly kind: 'commune' | 'agency' | 'published'; readonly name: string }
  readonly limit: TimeLimit | null
  readonly limitText: string
  readonly cost: ProcedureCost
}

const Explained = z.object({
  what: z.string(),
  english: z.object({ name: z.string(), summary: z.string() }),
})

const nothing = sql`null::jsonb`

/** The columns of a card, for a statement that joins `cardTables`. */
export const cardColumns: RawBuilder<unknown> = sql`
  p.code, p.name, p.field, p.levels, p.published->'channels' as terms, left(p.published->>'competentAgency', 300) as competent,
  l.procedure_id is not null as "isOffered", coalesce(l.is_common, false) as "isCommon",
  coalesce(l.files_online and l.is_open, false) as "filesOnline", coalesce(l.ministry_run, false) as "isMinistryRun",
  l.deciding_kind as "decidingKind", a.name as "agencyName", coalesce(l.addition->'limits', ${nothing}) as limits,
  coalesce(l.addition->'fees', ${nothing}) as fees, coalesce(l.addition->'explanation', ${nothing}) as explanation`

export const cardTables = (id: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  join procedure p on p.id = ${id}
  left join procedure_local l on l.procedure_id = p.id
  left join agency a on a.id = l.deciding_agency_id`

export type CardRow = {
  readonly code: string
  readonly name: string
  readonly field: string
  readonly levels: readonly ProcedureLevel[]
  readonly terms: unknown
  readonly competent: string | null
  readonly isOffered: boolean
  readonly isCommon: boolean
  readonly filesOnline: boolean
  readonly isMinistryRun: boolean
  readonly decidingKind: 'commune' | 'agency' | null
  readonly agencyName: string | null
  readonly limits: unknown
  readonly fees: unknown
  readonly explanation: unknown
}

const TermsOfCard = z.array(ChannelTerms)

/** The way a card speaks of: online when citizens may file so, else the counter, else the first published. */
const wayOf = (terms: readonly ChannelTerms[], filesOnline: boolean): Channel => {
  const wanted = filesOnline ? Channel.enum.online : Channel.enum.direct
  return terms.find((one) => one.channel === wanted)?.channel ?? terms[0]?.channel ?? wanted
}

const forWay = <Rule extends { readonly channel?: Channel | undefined }>(rules: readonly Rule[], way: Channel) =>
  rules.find((one) => one.channel === way) ?? rules.find((one) => one.channel === undefined)

/** What the source says of one way; where it says several things for different cases, none of them is taken for the whole. */
const publishedTerms = (rows: readonly ChannelTerms[]) => ({
  limit: agree(rows.map((row) => row.limit)) ? (rows[0]?.limit ?? null) : null,
  text: [...new Set(rows.map((row) => row.limitText))].filter((text) => text !== '').join('; '),
  cost: agree(rows.map((row) => row.fees)) ? costOf(rows[0]?.fees ?? []) : ({ kind: 'by-case' } as const),
})

export const cardOf = (row: CardRow): ProcedureCard => {
  const terms = TermsOfCard.parse(row.terms ?? [])
  const way = wayOf(terms, row.filesOnline)
  const published = publishedTerms(terms.filter((one) => one.channel === way))
  const limit = forWay(z.array(LocalLimit).parse(row.limits ?? []), way) ?? published
  const fees = forWay(z.array(LocalFees).parse(row.fees ?? []), way)?.fees
  const explained = row.explanation === null ? null : Explained.parse(row.explanation)
  return {
    code: row.code,
    name: row.name,
    englishName: explained?.english.name ?? null,
    field: row.field,
    levels: row.levels,
    summary: explained?.what ?? null,
    englishSummary: explained?.english.summary ?? null,
    isOffered: row.isOffered,
    isCommon: row.isCommon,
    filesOnline: row.filesOnline,
    isMinistryRun: row.isMinistryRun,
    decidedBy: {
      kind: row.decidingKind ?? 'published',
      name: row.agencyName ?? (row.decidingKind === null ? (row.competent ?? '') : ''),
    },
    limit: limit.limit,
    limitText: limit.text,
    cost: fees === undefined ? published.cost : costOf(fees),
  }
}
