import type { Messages } from '../../../messages/index.ts'
import { Button, LinkButton } from '../../form/button.tsx'
import { ErrorSummary } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import type { FormFieldsView } from '../../form/form-field-view.ts'
import { FormFields } from '../../form/form-fields.tsx'
import { Confirm } from '../../parts/confirm.tsx'

/** One deed that may be done now: at once, after a question (reasons, a person, a date), or on a page of its own. */
export type OfficerActView = OfficerDeedView | OfficerLinkView

/** A deed that has a page of its own. */
export type OfficerLinkView = {
  readonly text: string
  readonly href: string
  readonly shortcut?: string | undefined
  readonly isMain?: boolean | undefined
}

export type OfficerDeedView = {
  readonly text: string
  readonly target: FormTarget
  /** `T`, `B`, `X` */
  readonly shortcut?: string | undefined
  readonly isMain?: boolean | undefined
  /** Said before it is done: what follows from it. */
  readonly explains?: string | undefined
  readonly fields?: FormFieldsView | undefined
  /** Words of the last button, when they differ from the first. */
  readonly confirmText?: string | undefined
  readonly hasFiles?: boolean | undefined
  /** Shown open, after a refused submit. */
  readonly isOpen?: boolean | undefined
  /** Why it was refused, when that belongs to no single field. */
  readonly problem?: string | undefined
}

const Problem = ({ text }: { readonly text: string }) => (
  <div class="error-summary" role="alert" tabIndex={-1} data-focus-first>
    <p>{text}</p>
  </div>
)

export const OfficerAct = ({ t, act }: { readonly t: Messages; readonly act: OfficerActView }) => {
  const variant = act.isMain === true ? 'primary' : 'secondary'
  if ('href' in act)
    return (
      <LinkButton href={act.href} variant={variant} shortcut={act.shortcut}>
        {act.text}
      </LinkButton>
    )
  if (act.fields === undefined && act.explains === undefined)
    return (
      <>
        {act.problem !== undefined && <Problem text={act.problem} />}
        <Form target={act.target}>
          <Button variant={variant} shortcut={act.shortcut}>
            {act.text}
          </Button>
        </Form>
      </>
    )
  const errors = (act.fields?.fields ?? []).flatMap(({ name, error }) =>
    error === undefined ? [] : [{ name, text: error }],
  )
  return (
    <Confirm
      text={act.text}
      shortcut={act.shortcut}
      variant={variant}
      group="act"
      open={act.isOpen === true || act.problem !== undefined || errors.length > 0}
    >
      <Form target={act.target} files={act.hasFiles}>
        {act.problem !== undefined && <Problem text={act.problem} />}
        <ErrorSummary t={t} errors={errors} />
        {act.explains !== undefined && <p class="soft">{act.explains}</p>}
        {act.fields !== undefined && <FormFields t={t} {...act.fields} />}
        <div class="form-actions">
          <Button>{act.confirmText ?? act.text}</Button>
        </div>
      </Form>
    </Confirm>
  )
}

type OfficerActsProps = {
  readonly t: Messages
  readonly acts: readonly OfficerActView[]
  readonly class?: 'row' | 'row acts'
}

/** What may be done now, in a row; nothing where nothing may be done. */
export const OfficerActs = ({ t, acts, class: name = 'row' }: OfficerActsProps) =>
  acts.length === 0 ? null : (
    <div class={name}>
      {acts.map((act) => (
        <OfficerAct key={act.text} t={t} act={act} />
      ))}
    </div>
  )

/** The same as the bar of a thing that is shown alone. */
export const OfficerActBar = ({ t, acts }: Omit<OfficerActsProps, 'class'>) =>
  acts.length === 0 ? null : (
    <section class="act-bar no-print" aria-label={t.officer.acts}>
      {acts.map((act) => (
        <OfficerAct key={act.text} t={t} act={act} />
      ))}
    </section>
  )
