import { Button } from '../../../form/button.tsx'
import { CheckboxGroup } from '../../../form/checkbox-group.tsx'
import { ErrorSummary, type FieldErrorView } from '../../../form/error-summary.tsx'
import { FileField } from '../../../form/file-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { TextInput } from '../../../form/text-input.tsx'
import { Card } from '../../../parts/card.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type EnrolKeyView = {
  readonly title: string
  readonly crumbs: readonly LinkView[]
  readonly target: FormTarget
  readonly names: { readonly file: string; readonly passPhrase: string; readonly isNameRight: string }
  /** Asked for once the certificate turned out to name somebody else. */
  readonly asksName: boolean
  readonly errors: readonly FieldErrorView[]
}

/** A key file and its pass phrase; neither comes back to the page when something is wrong. */
export const EnrolKeyPage = ({ t, view }: ViewProps<EnrolKeyView>) => {
  const errorAt = (name: string) => view.errors.find((error) => error.name === name)?.text
  return (
    <div class="narrow stack">
      <PageHead t={t} title={view.title} lead={t.admin.keyEnrolLead} crumbs={view.crumbs} />
      <ErrorSummary t={t} errors={view.errors} />
      <Card>
        <Form target={view.target} files class="stack">
          <FileField
            t={t}
            name={view.names.file}
            label={t.admin.keyFile}
            hint={`${t.admin.keyFileHint} ${t.admin.keyEnrolDesktop}`}
            error={errorAt(view.names.file)}
            accept=".p12,.pfx,.cer,.crt,.pem,application/x-pkcs12"
            required
          />
          <TextInput
            name={view.names.passPhrase}
            type="password"
            label={t.admin.keyPassPhrase}
            hint={t.admin.keyPassPhraseHint}
            error={errorAt(view.names.passPhrase)}
            autocomplete="off"
            maxLength={200}
          />
          {view.asksName && (
            <CheckboxGroup
              name={view.names.isNameRight}
              label={t.admin.keyNameGroup}
              error={errorAt(view.names.isNameRight)}
              options={[{ value: 'dung', text: t.admin.keyNameRight }]}
              values={[]}
            />
          )}
          <Button icon="check">{t.admin.keyEnrol}</Button>
        </Form>
      </Card>
    </div>
  )
}

export type RootsView = {
  readonly crumbs: readonly LinkView[]
  readonly roots: readonly {
    readonly name: string
    readonly fingerprint: string
    readonly source: string
    readonly withdraw?: FormTarget | undefined
  }[]
  readonly add?: LinkView | undefined
}

/** The roots that are believed, each with the way to believe it no more. */
export const RootsPage = ({ t, view }: ViewProps<RootsView>) => (
  <div class="narrow stack">
    <PageHead t={t} title={t.admin.rootsTitle} lead={t.admin.rootsLead} crumbs={view.crumbs}>
      {view.add !== undefined && <a href={view.add.href}>{view.add.text}</a>}
    </PageHead>
    {view.roots.length === 0 ? (
      <EmptyState icon="lock" title={t.admin.rootsNone} text={t.admin.rootsNoneText} />
    ) : (
      view.roots.map((root) => (
        <Card key={root.fingerprint} title={root.name}>
          <p class="soft">{root.source}</p>
          <p>
            {t.admin.rootFingerprint} <code class="serial">{root.fingerprint}</code>
          </p>
          {root.withdraw !== undefined && (
            <Confirm text={t.admin.rootWithdraw} group="goc">
              <Form target={root.withdraw} class="stack">
                <p>{t.admin.rootWithdrawAsk}</p>
                <Button variant="secondary">{t.admin.rootWithdrawOf(root.name)}</Button>
              </Form>
            </Confirm>
          )}
        </Card>
      ))
    )}
  </div>
)
