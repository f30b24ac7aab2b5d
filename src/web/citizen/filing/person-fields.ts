import type { FilingDraft } from '#modules/dossiers/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView, FormFieldType, FormFieldView } from '#web/ui/form/form-field-view.ts'

type PersonKey = 'name' | 'identityNumber' | 'phone' | 'email' | 'address'

const types: Readonly<Record<PersonKey, FormFieldType>> = {
  name: 'text',
  identityNumber: 'identity-number',
  phone: 'phone',
  email: 'email',
  address: 'text',
}

const autocompletes: Readonly<Record<PersonKey, string>> = {
  name: 'name',
  identityNumber: 'off',
  phone: 'tel',
  email: 'email',
  address: 'street-address',
}

const keys = Object.keys(types) as readonly PersonKey[]

const personOf = (
  t: Messages,
  section: 'owner' | 'submitter',
  person: Readonly<Record<PersonKey, string>>,
  errors: Readonly<Record<string, string>>,
): readonly FormFieldView[] =>
  keys.map((key) => ({
    name: `${section}.${key}`,
    type: types[key],
    label: t.filing.person[key],
    required: key !== 'email' && (section === 'owner' || key === 'name'),
    value: person[key],
    error: errors[`${section}.${key}`],
    autocomplete: section === 'owner' ? autocompletes[key] : 'off',
    width: key === 'name' || key === 'address' ? 'full' : 'half',
    section,
  }))

const nobody = { name: '', identityNumber: '', phone: '', email: '', address: '' }

/** Whose dossier it is and, when it is somebody else's, who hands it in and on the strength of what. */
export const personFields = (
  t: Messages,
  draft: FilingDraft,
  errors: Readonly<Record<string, string>>,
): FormFieldsView => {
  const isOwn = draft.forWhom === 'self'
  const owner = personOf(t, 'owner', draft.owner, errors)
  const sections = [
    { id: 'owner', title: t.filing.personTitle },
    ...(isOwn ? [] : [{ id: 'submitter', title: t.filing.submitterTitle }]),
    ...(draft.returnMethod === 'post' ? [{ id: 'return' }] : []),
  ]
  const submitter: readonly FormFieldView[] = isOwn
    ? []
    : [
        ...personOf(t, 'submitter', draft.submitter ?? nobody, errors),
        {
          name: 'submitter.authority',
          type: 'text',
          label: t.filing.authority,
          hint: t.filing.authorityHint,
          value: draft.submitter?.authority ?? '',
          section: 'submitter',
        },
      ]
  const address: FormFieldView = {
    name: 'returnAddress',
    type: 'text',
    label: t.filing.returnAddress,
    value: draft.returnAddress,
    error: errors.returnAddress,
    section: 'return',
  }
  return { sections, fields: [...owner, ...submitter, ...(draft.returnMethod === 'post' ? [address] : [])] }
}
