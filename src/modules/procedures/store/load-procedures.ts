import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { LoadedAgencies } from '#modules/agencies/index.ts'
import { jsonb, type Tx } from '#platform/database/connection.ts'
import { type Decider, digestOf, type EverydayWord, type Procedure, type ProvinceAddition } from '../domain/index.ts'
import { refreshSearch, refreshVocabulary } from './search-index.ts'

/** What the procedures of a province refer to, each by its key or code. */
export type ProcedureFooting = {
  readonly agencies: LoadedAgencies
  readonly formKeys: ReadonlySet<string>
  readonly processIds: ReadonlyMap<string, string>
  readonly everydayWords: readonly EverydayWord[]
  readonly at: Temporal.Instant
}

type DecidingColumns = {
  readonly deciding_kind: 'commune' | 'agency'
  readonly deciding_agency_id: string | null
  readonly deciding_unit_key: string
}

/** The agency and unit that decide. Throws, naming the procedure, when one does not exist. */
const decidingColumns = (code: string, decider: Decider, agencies: LoadedAgencies): DecidingColumns => {
  if (decider.kind === 'commune') {
    const known = [...agencies.values()].some((agency) => agency.unitIds.has(decider.unit))
    if (!known) throw new Error(`procedure ${code}: no agency has a unit ${decider.unit}`)
    return { deciding_kind: 'commune', deciding_agency_id: null, deciding_unit_key: decider.unit }
  }
  const agency = agencies.get(decider.agency)
  if (agency === undefined) throw new Error(`procedure ${code}: there is no agency ${decider.agency}`)
  if (!agency.unitIds.has(decider.unit))
    throw new Error(`procedure ${code}: agency ${decider.agency} has no unit ${decider.unit}`)
  return { deciding_kind: 'agency', deciding_agency_id: agency.id, deciding_unit_key: decider.unit }
}

/** Whether a citizen may hand in over the network. */
export const mayFileOnline = (local: Pick<ProvinceAddition, 'channels' | 'serviceLevel'>): boolean =>
  local.channels.includes('online') && (local.serviceLevel.level === 'full' || local.serviceLevel.fileOnline)

const localRow = (id: string, { published, local }: Procedure, footing: ProcedureFooting) => {
  if (!footing.formKeys.has(local.form))
    throw new Error(`procedure ${published.code}: there is no e-form ${local.form}`)
  const processId = footing.processIds.get(local.process.key)
  if (processId === undefined) throw new Error(`procedure ${published.code}: there is no process ${local.process.key}`)
  return {
    procedure_id: id,
    addition: jsonb(local),
    form_key: local.form,
    process_definition_id: processId,
    online_service: local.serviceLevel.level,
    files_online: mayFileOnline(local),
    ministry_run: local.decidedBy.kind === 'ministry-run',
    is_common: local.common,
    updated_at: footing.at,
    ...decidingColumns(published.code, local.decidedBy, footing.agencies),
  }
}

const everydayRows = (procedures: readonly Procedure[], everydayWords: readonly EverydayWord[]) => {
  const known = new Set(procedures.map((one) => one.published.code))
  const shared = everydayWords.flatMap((word) => {
    const meant = word.procedures.filter((code) => known.has(code))
    const codes: readonly (string | null)[] = meant.length > 0 ? meant : [null]
    return codes.map((code, position) => ({ term: word.term, expansion: word.meaning, procedure_code: code, position }))
  })
  const own = procedures.flatMap(({ published, local }) =>
    local.everydayWords.map((term) => ({ term, expansion: '', procedure_code: published.code, position: 0 })),
  )
  return [...shared, ...own].map((row) => ({ id: newId(), ...row }))
}

const checkRelated = (procedures: readonly Procedure[]): void => {
  const codes = procedures.map((one) => one.published.code)
  const known = new Set(codes)
  if (known.size !== codes.length)
    throw new Error(`procedure ${codes.find((code, index) => codes.indexOf(code) !== index)} is there twice`)
  for (const { published, local } of procedures)
    for (const code of local.related)
      if (!known.has(code)) throw new Error(`procedure ${published.code}: its related procedure ${code} is not there`)
}

/** Gives an empty province its procedures, published and local part together, with the words by which they are found. */
export const loadProcedures = async (
  tx: Tx,
  procedures: readonly Procedure[],
  footing: ProcedureFooting,
): Promise<void> => {
  if (procedures.length === 0) return
  checkRelated(procedures)
  const ids = procedures.map(() => newId())
  const rows = procedures.map(({ published }, index) => ({
    id: ids[index] ?? '',
    code: published.code,
    name: published.name,
    field: published.field,
    levels: [...published.levels],
    subjects: [...published.subjects],
    decision: published.decision ?? '',
    published: jsonb(published),
    national_digest: digestOf(published),
    updated_at: footing.at,
  }))
  const local = procedures.map((procedure, index) => localRow(ids[index] ?? '', procedure, footing))
  await tx.insertInto('procedure').values(rows).execute()
  await tx.insertInto('procedure_local').values(local).execute()
  const everyday = everydayRows(procedures, footing.everydayWords)
  if (everyday.length > 0)
    await tx
      .insertInto('everyday_word')
      .values(everyday)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await refreshSearch(
    tx,
    procedures.map((one) => one.published.code),
  )
  await refreshVocabulary(tx)
}
