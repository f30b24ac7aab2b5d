import { localDate, type Temporal } from '#kernel/time.ts'
import type { Database } from '#platform/database/connection.ts'
import { type CompiledForm, compileForm } from '#platform/pdf/compile-pdf.ts'
import { outcomeHeadOf, type Signatory } from '../domain/outcome-head.ts'
import { outcomeTemplateOf } from '../domain/outcome-templates/index.ts'
import { findIssuingAgency, type Outcome } from '../store/outcomes.ts'

type ComposeDeps = {
  readonly database: Database
  /** Where anyone checks a document, without a slash at the end; it goes into the QR code. */
  readonly publicUrl: string
}

/** The document of a result in its legal form: what is shown before it is signed is what is signed. */
export const composeOutcome = async (
  deps: ComposeDeps,
  outcome: Pick<Outcome, 'id' | 'template' | 'values' | 'agencyId' | 'name'>,
  signatory: Signatory,
  at: Temporal.Instant,
): Promise<CompiledForm> => {
  const template = outcomeTemplateOf(outcome.template)
  const agency = await findIssuingAgency(deps.database, outcome.agencyId)
  const data = template.render(outcome.values, outcomeHeadOf(template, agency, signatory, localDate(at).year))
  return compileForm(template.key, data, {
    title: outcome.name,
    createdAt: at,
    qrText: `${deps.publicUrl}/kiem-tra?ma=${outcome.id}`,
  })
}
