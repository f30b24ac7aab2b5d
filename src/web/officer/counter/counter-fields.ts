import { ReturnMethod } from '#modules/dossiers/domain/index.ts'
import {
  type FormFault,
  formBodyOf,
  formFaultText,
  type PrefillFacts,
  parseFormBody,
  prefillOf,
} from '#modules/forms/domain/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldsView, FormFieldType, FormFieldView } from '#web/ui/form/form-field-view.ts'
import { eFormView, type FlatAnswers } from '../../e-form-view.ts'
import { type CounterScene, counterNames, decidingOf, deskOf } from './counter-scene.ts'

export const personKeys = ['name', 'identityNumber', 'phone', 'email', 'address'] as const
export type PersonKey = (typeof personKeys)[number]

const types: Readonly<Record<PersonKey, FormFieldType>> = {
  name: 'text',
  identityNumber: 'identity-number',
  phone: 'phone',
  email: 'email',
  address: 'text',
}

export const ownerName = (key: string): string => `_chu.${key}`
export const submitterName = (key: string): string => `_nop.${key}`

type Asked = { readonly t: Messages; readonly scene: CounterScene; readonly errors: readonly FieldErrorView[] }

const errorOf = ({ errors }: Asked, name: string): string | undefined =>
  errors.find((error) => error.name === name)?.text

const personFields = (asked: Asked, section: 'owner' | 'submitter'): readonly FormFieldView[] =>
  personKeys.map((key) => {
    const name = section === 'owner' ? ownerName(key) : submitterName(key)
    return {
      name,
      type: types[key],
      label: asked.t.filing.person[key],
      required: section === 'owner' && key !== 'email',
      value: fieldOf(asked.scene.form, name),
      error: errorOf(asked, name),
      autocomplete: 'off',
      width: key === 'address' ? 'full' : key === 'name' ? 'half' : 'third',
      section,
    }
  })

const ownerKind = ({ t, scene }: Asked): FormFieldView => ({
  name: counterNames.ownerKind,
  type: 'select',
  label: t.officer.counterOwnerKind,
  required: true,
  value: fieldOf(scene.form, counterNames.ownerKind) || '1',
  options: ([1, 2, 3, 4] as const).map((kind) => ({ value: String(kind), text: t.officer.counterOwnerKinds[kind] })),
  width: 'half',
  section: 'owner',
})

/** Only asked where there is something to choose. */
const placeFields = (asked: Asked): readonly FormFieldView[] => {
  const { t, scene } = asked
  const desk: readonly FormFieldView[] =
    scene.posts.length < 2
      ? []
      : [
          {
            name: counterNames.desk,
            type: 'select',
            label: t.officer.counterDesk,
            required: true,
            value: deskOf(scene),
            options: scene.posts.map((post) => ({ value: post.agencyId, text: post.agencyName })),
            width: 'half',
            section: 'place',
          },
        ]
  if (scene.desks.kind === 'agency') return desk
  const { communes } = scene.desks
  return [
    ...desk,
    {
      name: counterNames.deciding,
      type: 'select',
      label: t.officer.counterDeciding,
      required: true,
      value: decidingOf(scene) ?? '',
      error: errorOf(asked, counterNames.deciding),
      options: communes.map((one) => ({ value: one.deciding.id, text: one.deciding.name })),
      width: 'half',
      section: 'place',
    },
  ]
}

const caseField = ({ t, scene }: Asked): readonly FormFieldView[] =>
  scene.cases.length === 0
    ? []
    : [
        {
          name: counterNames.case,
          type: 'select',
          label: t.officer.counterCase,
          value: scene.caseKey,
          options: scene.cases.map((one) => ({ value: one.key, text: one.name })),
          refreshes: true,
          section: 'place',
        },
      ]

const endFields = (asked: Asked): readonly FormFieldView[] => {
  const { t, scene } = asked
  return [
    {
      name: counterNames.returnMethod,
      type: 'radio',
      label: t.officer.counterHowReturned,
      required: true,
      value: fieldOf(scene.form, counterNames.returnMethod) || 'desk',
      options: ReturnMethod.options.map((value) => ({ value, text: t.officer.returnMethods[value] })),
      section: 'end',
    },
    {
      name: counterNames.returnAddress,
      type: 'text',
      label: t.officer.counterReturnAddress,
      value: fieldOf(scene.form, counterNames.returnAddress),
      width: 'half',
      section: 'end',
    },
    {
      name: counterNames.sets,
      type: 'number',
      label: t.officer.counterSets,
      required: true,
      value: fieldOf(scene.form, counterNames.sets) || '1',
      width: 'third',
      section: 'end',
    },
  ]
}

/** What was typed into the e-form, without the fields of the page. */
export const answersIn = (form: FormBody): FlatAnswers =>
  Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('_')))

/** The facts about the owner that declarations ask for once more. */
export const factsOf = (form: FormBody): PrefillFacts => ({
  'owner.fullName': fieldOf(form, ownerName('name')),
  'owner.identityNumber': fieldOf(form, ownerName('identityNumber')).replaceAll(/[\s.]/g, ''),
  'owner.phone': fieldOf(form, ownerName('phone')),
  'owner.email': fieldOf(form, ownerName('email')),
  'owner.address': fieldOf(form, ownerName('address')),
})

/** The answers with those filled in that the owner's details already give; what was typed stays as it was typed. */
export const withOwnersFacts = (scene: CounterScene, answers: FlatAnswers): FlatAnswers => {
  const { form } = scene.offer
  if (form === null) return answers
  const parsed = parseFormBody(form.definition, answers)
  if (!parsed.ok) return answers
  return {
    ...formBodyOf(form.definition, prefillOf(form.definition, factsOf(scene.form), parsed.value)),
    ...typed(answers),
  }
}

const typed = (answers: FlatAnswers): FlatAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''))

/** Whose dossier it is, and where it goes. */
export const ownerFields = (
  request: PageRequest,
  scene: CounterScene,
  errors: readonly FieldErrorView[],
): FormFieldsView => {
  const t = messages(request.locale)
  const asked = { t, scene, errors }
  const place = [...placeFields(asked), ...caseField(asked)]
  return {
    sections: [{ id: 'owner', title: t.officer.counterOwner }, ...(place.length === 0 ? [] : [{ id: 'place' }])],
    fields: [ownerKind(asked), ...personFields(asked, 'owner'), ...place],
  }
}

/** Who hands it in for the owner. */
export const submitterFields = (
  request: PageRequest,
  scene: CounterScene,
  errors: readonly FieldErrorView[],
): FormFieldsView => {
  const t = messages(request.locale)
  const authority: FormFieldView = {
    name: submitterName('authority'),
    type: 'text',
    label: t.officer.counterAuthority,
    value: fieldOf(scene.form, submitterName('authority')),
    section: 'submitter',
  }
  return {
    sections: [{ id: 'submitter', hint: t.officer.counterSubmitterHint }],
    fields: [...personFields({ t, scene, errors }, 'submitter'), authority],
  }
}

/** The e-form, then how the result goes back. */
export const questionFields = (
  request: PageRequest,
  scene: CounterScene,
  answers: FlatAnswers,
  faults: readonly FormFault[],
): FormFieldsView => {
  const t = messages(request.locale)
  const { form } = scene.offer
  const questions: FormFieldsView =
    form === null ? { sections: [], fields: [] } : eFormView(form.definition, answers, faults, request.locale)
  return {
    sections: [...questions.sections, { id: 'end' }],
    fields: [...questions.fields, ...endFields({ t, scene, errors: [] })],
  }
}

export const faultErrors = (request: PageRequest, faults: readonly FormFault[]): readonly FieldErrorView[] =>
  faults.map((fault) => ({ name: fault.field, text: formFaultText(fault, request.locale) }))
