import { Button, LinkButton } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { RadioGroup } from '../../../form/radio-group.tsx'
import { Notice } from '../../../parts/notice.tsx'
import type { ViewProps } from '../../view-props.ts'
import { FilingFrame, type FilingFrameView } from './frame.tsx'

export type FilingConflictView = {
  readonly frame: FilingFrameView
  readonly target: FormTarget
  readonly differences: readonly {
    readonly label: string
    readonly mine: string
    readonly kept: string
    readonly choice: { readonly name: string; readonly mine: string; readonly kept: string }
  }[]
  readonly latestHref: string
}

/** Two devices answered differently: both answers stand side by side, and nothing is dropped before the person has chosen. */
export const FilingConflictPage = ({ t, view }: ViewProps<FilingConflictView>) => (
  <FilingFrame t={t} view={view.frame}>
    <Notice
      kind="attention"
      title={t.filing.conflictTitle}
      text={t.filing.conflictLead(view.frame.savedAt ?? '')}
      live
    />
    <Form target={view.target} class="draft-conflict">
      {view.differences.map(({ label, mine, kept, choice }) => (
        <div class="form-section" key={choice.name}>
          <RadioGroup
            name={choice.name}
            label={label}
            value={choice.mine}
            options={[
              { value: choice.mine, text: mine === '' ? t.filing.conflictEmpty : mine, hint: t.filing.conflictMine },
              { value: choice.kept, text: kept === '' ? t.filing.conflictEmpty : kept, hint: t.filing.conflictKept },
            ]}
          />
        </div>
      ))}
      <div class="form-actions">
        <Button>{t.filing.conflictSave}</Button>
        <LinkButton href={view.latestHref} variant="tertiary">
          {t.filing.conflictTakeAll}
        </LinkButton>
      </div>
    </Form>
  </FilingFrame>
)
