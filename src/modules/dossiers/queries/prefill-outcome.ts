import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import type { ProcedureCatalogue } from '#modules/procedures/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { OutcomeValues } from '../domain/outcome-template.ts'
import { outcomeTemplateOf } from '../domain/outcome-templates/index.ts'

/** In which legal form a result is issued, and under which register it takes its number. */
export type OutcomeForm = {
  readonly template: string
  readonly registerKey: string
  readonly outcomeCode: string
  readonly name: string
}

const letterForm: OutcomeForm = {
  template: 'outcome-letter',
  registerKey: 'letters',
  outcomeCode: '',
  name: 'Văn bản trả lời',
}

/** The form of the result: the procedure's own, or the letter that says why it is not granted. */
export const outcomeFormOf = async (
  reader: Reader,
  catalogue: ProcedureCatalogue,
  procedureId: string,
  kind: 'granted' | 'refused',
  on: Temporal.PlainDate,
): Promise<OutcomeForm> => {
  if (kind === 'refused') return letterForm
  const offer = await catalogue.findById(reader, procedureId, on)
  const [outcome] = offer?.local?.outcomes ?? []
  if (outcome === undefined) return letterForm
  return {
    template: outcome.template,
    registerKey: outcome.register,
    outcomeCode: outcome.code ?? '',
    name: outcome.name,
  }
}

/** What a draft is filled from. */
export type PrefillDeps = {
  readonly database: Reader
  readonly sealing: Sealing
  readonly catalogue: ProcedureCatalogue
  readonly clock: Clock
}

/** A draft with everything that is known already, so that the officer has little left to type. */
export const prefillOutcome = async (
  deps: PrefillDeps,
  dossierId: string,
  kind: 'granted' | 'refused',
): Promise<OutcomeValues> => {
  const { database, sealing } = deps
  const today = localDate(deps.clock.now())
  const row = await database
    .selectFrom('dossier as d')
    .innerJoin('agency as a', 'a.id', 'd.deciding_agency_id')
    .select(['d.procedure_id', 'd.procedure_name', 'd.form_sealed', 'd.owner_name', 'd.owner_identity_sealed'])
    .select(['d.owner_address', 'a.name as agency_name'])
    .where('d.id', '=', dossierId)
    .executeTakeFirstOrThrow()
  const form = await outcomeFormOf(database, deps.catalogue, row.procedure_id, kind, today)
  const offer = await deps.catalogue.findById(database, row.procedure_id, today)
  return outcomeTemplateOf(form.template).prefill({
    form: row.form_sealed === null ? {} : (JSON.parse(sealing.open(row.form_sealed)) as Record<string, unknown>),
    ownerName: row.owner_name,
    ownerIdentity: row.owner_identity_sealed === null ? '' : sealing.open(row.owner_identity_sealed),
    ownerAddress: row.owner_address,
    procedureName: row.procedure_name,
    agencyName: row.agency_name,
    today,
    legalBasis: offer?.published.legalBasis ?? [],
  })
}
