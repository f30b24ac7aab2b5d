import type { Attachment } from '#modules/attachments/domain/index.ts'
import { type FormDefinition, parseFormBody } from '#modules/forms/domain/index.ts'
import { type Offer, papersOf } from '#modules/procedures/domain/index.ts'
import type { FilingDraft } from './filing-draft.ts'
import { type DossierIntake, PaperIntake } from './intake.ts'

type DraftedOffer = Offer & { readonly form: { readonly definition: FormDefinition } | null }

const papersGiven = (offer: Offer, draft: FilingDraft, files: readonly Attachment[]): readonly PaperIntake[] =>
  papersOf(offer, draft.caseKey).flatMap(({ code }) => {
    const attachmentIds = files.filter((file) => file.purpose === code).map((file) => file.id)
    const copies = attachmentIds.length
    return copies === 0 ? [] : [PaperIntake.parse({ code, attachmentIds, source: 'upload', copies })]
  })

/** The dossier that a draft asks for, with the files that came for its papers. What cannot be read of the form is left out, and then missed. */
export const dossierOfDraft = (
  offer: DraftedOffer,
  draft: FilingDraft,
  files: readonly Attachment[],
): DossierIntake => {
  const parsed = offer.form === null ? null : parseFormBody(offer.form.definition, draft.answers)
  return {
    procedureCode: draft.procedureCode,
    receivingAgencyId: draft.receivingAgencyId,
    decidingAgencyId: null,
    owner: draft.owner,
    submitter: draft.submitter,
    caseKey: draft.caseKey,
    form: parsed?.ok === true ? { ...parsed.value } : {},
    papers: [...papersGiven(offer, draft, files)],
    copies: 1,
    returnMethod: draft.returnMethod,
    returnAddress: draft.returnAddress,
    note: '',
  }
}
