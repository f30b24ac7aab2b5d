import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import {
  type Channel,
  channelsOf,
  type Explanation,
  type Fee,
  feesAreByCase,
  feesOf,
  type LegalBasis,
  type LegalSource,
  limitOf,
  limitTextOf,
  type Offer,
  type PaperCase,
  type ProcedureLevel,
  ProvinceAddition,
  type PublishedOutcome,
  PublishedProcedure,
  paperCasesOf,
  type ServiceLevel,
  type TimeLimit,
} from '../domain/index.ts'
import { costOf, type ProcedureCost } from './procedure-cost.ts'

/** A long text of the source; `isCut` when a page shows only its beginning. */
export type LongText = { readonly text: string; readonly isCut: boolean }

/** One way of handing in: how long it takes and what it costs, with the source where the province decided it itself. */
export type ProcedureWay = {
  readonly channel: Channel
  readonly limit: TimeLimit | null
  readonly limitText: string
  readonly limitSource: LegalSource | null
  readonly fees: readonly Fee[]
  readonly feeSource: LegalSource | null
  readonly cost: ProcedureCost
  readonly note: string
}

export type DecidedBy = {
  /** `commune`: the committee of the commune that is competent; `published`: only what the national database says. */
  readonly kind: 'commune' | 'agency' | 'published'
  readonly agencyId: string | null
  readonly name: string
  readonly unitName: string
  /** The ministry's own system, where it is decided there. */
  readonly ministrySystem: string | null
}

export type ProcessStepView = {
  readonly name: string
  readonly agency: 'receiving' | 'deciding'
  readonly hours: number
}

export type ProcedurePage = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly field: string
  readonly ministry: string
  readonly kind: string
  readonly levels: readonly ProcedureLevel[]
  readonly subjects: readonly string[]
  readonly decision: string | null
  readonly explanation: Explanation | null
  readonly isOffered: boolean
  readonly isCommon: boolean
  /** A dossier can be handed in now, over the network or at a desk. */
  readonly isOpen: boolean
  readonly filesOnline: boolean
  readonly serviceLevel: ServiceLevel | null
  readonly decidedBy: DecidedBy
  readonly receivedAt: 'deciding-agency' | 'any-desk' | null
  readonly ways: readonly ProcedureWay[]
  readonly paperCases: readonly PaperCase[]
  /** The province has sorted the papers; else they are as published, remarks among them. */
  readonly papersAreSorted: boolean
  readonly steps: LongText
  readonly conditions: LongText
  readonly outcomes: readonly PublishedOutcome[]
  readonly legalBasis: readonly LegalBasis[]
  readonly executingAgency: string
  readonly competentAgency: string
  readonly coordinatingAgency: string
  readonly delegatedAgency: string
  readonly receivingAddress: LongText
  /** What the source holds in tables that could not be read. */
  readonly unread: readonly LongText[]
  readonly process: readonly ProcessStepView[]
  readonly related: readonly { readonly code: string; readonly name: string }[]
  readonly everydayWords: readonly string[]
  readonly form: { readonly key: string; readonly title: string } | null
  readonly sourceUrl: string | null
  readonly sources: readonly LegalSource[]
  readonly updatedAt: Temporal.Instant
}

const longestText = 40_000
const longestNote = 4_000

const bounded = (text: string): LongText => ({ text: text.slice(0, longestText), isCut: text.length > longestText })

const Related = z.array(z.object({ code: z.string(), name: z.string() }))

type Row = {
  readonly id: string
  readonly published: unknown
  readonly addition: unknown
  readonly isOpen: boolean | null
  readonly isCommon: boolean | null
  readonly filesOnline: boolean | null
  readonly agencyId: string | null
  readonly agencyName: string | null
  readonly unitName: string | null
  readonly formKey: string | null
  readonly formTitle: string | null
  readonly related: unknown
  readonly terms: readonly string[]
  readonly updatedAt: Temporal.Instant
}

const findRow = async (reader: Reader, code: string, on: Temporal.PlainDate): Promise<Row | undefined> => {
  const answer = await sql<Row>`
    select p.id, p.published, l.addition, l.is_open as "isOpen", l.is_common as "isCommon", l.files_online as "filesOnline",
      a.id as "agencyId", a.name as "agencyName", u.name as "unitName", f.key as "formKey",
      f.definition->>'title' as "formTitle", greatest(p.updated_at, l.updated_at) as "updatedAt",
      coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name) order by r.name_folded)
        from procedure r where r.withdrawn_at is null
          and r.code in (select jsonb_array_elements_text(l.addition->'related'))), '[]') as related,
      array(select distinct w.term from everyday_word w where w.procedure_code = p.code order by w.term limit 40) as terms
    from procedure p
    left join procedure_local l on l.procedure_id = p.id
    left join agency a on a.id = l.deciding_agency_id
    left join unit u on u.agency_id = a.id and u.key = l.deciding_unit_key
    left join form_definition f on f.key = l.form_key and f.in_force @> ${on}::date
    where p.code = ${code} and p.withdrawn_at is null`.execute(reader)
  return answer.rows[0]
}

const decidedBy = (row: Row, offer: Offer): DecidedBy => {
  const decider = offer.local?.decidedBy
  if (decider === undefined)
    return {
      kind: 'published',
      agencyId: null,
      name: offer.published.competentAgency.slice(0, longestNote),
      unitName: '',
      ministrySystem: null,
    }
  return {
    kind: decider.kind === 'commune' ? 'commune' : 'agency',
    agencyId: row.agencyId,
    name: row.agencyName ?? '',
    unitName: row.unitName ?? '',
    ministrySystem: decider.kind === 'ministry-run' ? decider.system : null,
  }
}

const sourceFor = (
  rules: readonly { readonly channel?: Channel | undefined; readonly legalSource: LegalSource }[],
  channel: Channel,
): LegalSource | null =>
  (rules.find((one) => one.channel === channel) ?? rules.find((one) => one.channel === undefined))?.legalSource ?? null

const wayOf = (offer: Offer, channel: Channel): ProcedureWay => {
  const fees = feesOf(offer, channel)
  return {
    channel,
    limit: limitOf(offer, channel),
    limitText: limitTextOf(offer, channel),
    limitSource: sourceFor(offer.local?.limits ?? [], channel),
    fees,
    feeSource: sourceFor(offer.local?.fees ?? [], channel),
    cost: feesAreByCase(offer, channel) ? { kind: 'by-case' } : costOf(fees),
    note: offer.published.channels.find((terms) => terms.channel === channel)?.note.slice(0, longestNote) ?? '',
  }
}

type LocalView = Pick<
  ProcedurePage,
  'explanation' | 'serviceLevel' | 'receivedAt' | 'papersAreSorted' | 'process' | 'sources'
>

const localView = (local: ProvinceAddition | null): LocalView => ({
  explanation: local?.explanation ?? null,
  serviceLevel: local?.serviceLevel ?? null,
  receivedAt: local?.receivedAt ?? null,
  papersAreSorted: local !== null,
  process: local?.process.steps.map(({ name, agency, hours }) => ({ name, agency, hours })) ?? [],
  sources: local?.sources ?? [],
})

const pageOf = (row: Row, offer: Offer): ProcedurePage => {
  const { published, local } = offer
  return {
    id: row.id,
    code: published.code,
    name: published.name,
    field: published.field,
    ministry: published.ministry,
    kind: published.kind,
    levels: published.levels,
    subjects: published.subjects,
    decision: published.decision,
    isOffered: local !== null,
    isCommon: row.isCommon ?? false,
    isOpen: row.isOpen ?? false,
    filesOnline: (row.filesOnline ?? false) && (row.isOpen ?? false),
    decidedBy: decidedBy(row, offer),
    ways: channelsOf(offer).map((channel) => wayOf(offer, channel)),
    paperCases: paperCasesOf(offer),
    steps: bounded(published.steps),
    conditions: bounded(published.conditions),
    outcomes: local?.outcomes ?? published.outcomes,
    legalBasis: published.legalBasis,
    executingAgency: published.executingAgency.slice(0, longestNote),
    competentAgency: published.competentAgency.slice(0, longestNote),
    coordinatingAgency: published.coordinatingAgency.slice(0, longestNote),
    delegatedAgency: published.delegatedAgency.slice(0, longestNote),
    receivingAddress: bounded(published.receivingAddress),
    unread: Object.values(published.unread)
      .filter((text) => text !== undefined && text !== '')
      .map((text) => bounded(text ?? '')),
    related: Related.parse(row.related),
    everydayWords: row.terms,
    form: row.formKey === null ? null : { key: row.formKey, title: row.formTitle ?? '' },
    sourceUrl: published.sourceUrl,
    updatedAt: row.updatedAt,
    ...localView(local),
  }
}

/** All that is published of a procedure and what the province adds, in one statement; null when there is none with the code. */
export const procedurePage = async (
  reader: Reader,
  code: string,
  on: Temporal.PlainDate,
): Promise<ProcedurePage | null> => {
  if (!/^[0-9A-Za-z.]{1,64}$/.test(code)) return null
  const row = await findRow(reader, code, on)
  if (row === undefined) return null
  return pageOf(row, {
    published: PublishedProcedure.parse(row.published),
    local: row.addition === null ? null : ProvinceAddition.parse(row.addition),
  })
}
