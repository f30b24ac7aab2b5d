import { Button, LinkButton } from '../../form/button.tsx'
import { DateField } from '../../form/date-field.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { type Option, Select } from '../../form/select.tsx'
import { TextArea } from '../../form/text-area.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { SettingHistory, type SettingVersionView } from './settings.tsx'

export type SettingFieldView = {
  readonly name: string
  readonly kind: 'line' | 'number' | 'choice' | 'paragraphs'
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly options?: readonly Option[] | undefined
}

export type SettingChangeView = {
  readonly name: string
  readonly hint: string
  readonly back: LinkView
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly fields: readonly SettingFieldView[]
  readonly scope: { readonly name: string; readonly value: string; readonly options: readonly Option[] }
  readonly from: { readonly name: string; readonly value: string; readonly min: string }
  readonly until: { readonly name: string; readonly value: string; readonly min: string }
  readonly source: { readonly name: string; readonly value: string }
  readonly certainty: { readonly name: string; readonly value: string; readonly options: readonly Option[] }
  readonly versions: readonly SettingVersionView[]
}

type Props = ViewProps<SettingChangeView>

const SettingField = ({ field, error }: { readonly field: SettingFieldView; readonly error: string | undefined }) => {
  const { name, label, hint, value } = field
  const common = { name, label, hint, value, error }
  if (field.kind === 'choice') return <Select {...common} options={field.options ?? []} />
  if (field.kind === 'paragraphs') return <TextArea {...common} rows={8} />
  return field.kind === 'number' ? (
    <TextInput {...common} inputMode="decimal" size="short" autocomplete="off" required />
  ) : (
    <TextInput {...common} autocomplete="off" />
  )
}

const Decision = ({ t, view }: Props) => {
  const errorOf = (name: string) => view.errors.find((error) => error.name === name)?.text
  return (
    <Card title={t.admin.settingsDecide}>
      <ErrorSummary t={t} errors={view.errors} />
      <Form target={view.target} class="stack">
        {view.fields.map((field) => (
          <SettingField key={field.name} field={field} error={errorOf(field.name)} />
        ))}
        <Select {...view.scope} label={t.admin.settingsScope} error={errorOf(view.scope.name)} />
        <DateField {...view.from} label={t.admin.settingsDayFrom} error={errorOf(view.from.name)} required />
        <DateField
          {...view.until}
          label={t.admin.settingsDayUntil}
          hint={t.admin.settingsDayUntilHint}
          optionalText={t.form.optional}
          error={errorOf(view.until.name)}
        />
        <TextInput
          {...view.source}
          label={t.admin.settingsSource}
          hint={t.admin.settingsSourceHint}
          error={errorOf(view.source.name)}
          maxLength={300}
          required
        />
        <Select {...view.certainty} label={t.admin.settingsCertainty} error={errorOf(view.certainty.name)} />
        <p class="soft">{t.admin.settingsDecideLead}</p>
        <div class="row">
          <Button icon="check">{t.admin.settingsSave}</Button>
          <LinkButton href={view.back.href} variant="tertiary">
            {t.admin.settingsBack}
          </LinkButton>
        </div>
      </Form>
    </Card>
  )
}

/** Decides a new value of one setting, beside what was and will be in force. */
export const SettingChangePage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={view.name} lead={view.hint} crumbs={[view.back]} />
    <div class="beside" data-wide="start">
      <Decision t={t} view={view} />
      <Card title={t.admin.settingsHistory(view.versions.length)} tone="tint">
        {view.versions.length === 0 ? (
          <p>{t.admin.settingsNotYet}</p>
        ) : (
          <SettingHistory t={t} versions={view.versions} />
        )}
      </Card>
    </div>
  </>
)
