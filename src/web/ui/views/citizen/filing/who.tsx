import { Button } from '../../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import type { FormFieldsView } from '../../../form/form-field-view.ts'
import { FormFields } from '../../../form/form-fields.tsx'
import { RadioGroup } from '../../../form/radio-group.tsx'
import { type Option, Select } from '../../../form/select.tsx'
import type { ViewProps } from '../../view-props.ts'
import { FilingFrame, type FilingFrameView } from './frame.tsx'

export type ChoiceView = {
  readonly name: string
  readonly value?: string | undefined
  readonly options: readonly Option[]
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

export type FilingWhoView = {
  readonly frame: FilingFrameView
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  /** Values `self`, `other`, `organisation`; only those that the procedure allows. */
  readonly who: { readonly name: string; readonly value?: string | undefined; readonly allowed: readonly WhoKind[] }
  readonly whoError?: string | undefined
  /** Names, numbers and addresses of who files and for whom. */
  readonly person: FormFieldsView
  readonly office: ChoiceView
  readonly returnBy: ChoiceView
}

export type WhoKind = 'self' | 'other' | 'organisation'

export const whoOptions = (t: ViewProps<unknown>['t'], allowed: readonly WhoKind[]): readonly Option[] => {
  const all: Record<WhoKind, Option> = {
    self: { value: 'self', text: t.filing.whoSelf, hint: t.filing.whoSelfHint },
    other: { value: 'other', text: t.filing.whoOther, hint: t.filing.whoOtherHint },
    organisation: { value: 'organisation', text: t.filing.whoOrganisation, hint: t.filing.whoOrganisationHint },
  }
  return allowed.map((kind) => all[kind])
}

export const FilingWhoPage = ({ t, view }: ViewProps<FilingWhoView>) => (
  <FilingFrame t={t} view={view.frame}>
    <ErrorSummary t={t} errors={view.errors} />
    <Form target={view.target} autosave={view.frame.autosaveHref}>
      <div class="form-section">
        <RadioGroup
          name={view.who.name}
          label={t.filing.whoTitle}
          value={view.who.value}
          error={view.whoError}
          options={whoOptions(t, view.who.allowed)}
          required
          refreshes
        />
      </div>
      <FormFields t={t} {...view.person} />
      <div class="form-section stack">
        <Select {...view.office} label={t.filing.whereTitle} emptyText={t.form.choose} required />
        <RadioGroup {...view.returnBy} label={t.filing.returnTitle} required />
      </div>
      <div class="form-actions">
        <Button>{t.common.continue}</Button>
      </div>
    </Form>
  </FilingFrame>
)
