import { Button, LinkButton } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { RadioGroup } from '../../../form/radio-group.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { type ComparedParagraphView, ComparedText } from './compared-text.tsx'

type Choice = { readonly name: string; readonly mine: string; readonly kept: string }

export type DraftConflictView = {
  readonly back: LinkView
  readonly lead: string
  readonly target: FormTarget
  /** Who saved the other wording. */
  readonly by: string
  readonly differences: readonly {
    readonly label: string
    readonly mine: string
    readonly kept: string
    readonly choice: Choice
    /** The text itself is shown as what lies between both. */
    readonly text?: readonly ComparedParagraphView[] | undefined
  }[]
  readonly latestHref: string
}

/** Somebody saved meanwhile: both wordings side by side, and nothing is dropped before the person has chosen. */
export const DraftConflictPage = ({ t, view }: ViewProps<DraftConflictView>) => {
  const words = t.drafting
  const shown = (value: string): string => (value === '' ? words.compareNone : value)
  return (
    <div class="narrow">
      <PageHead t={t} title={words.conflictTitle} crumbs={[view.back]} />
      <Card class="stack">
        <Notice kind="attention" text={view.lead} live />
        <Form target={view.target} class="draft-conflict">
          {view.differences.map(({ label, mine, kept, choice, text }) => (
            <div class="form-section" key={choice.name}>
              <RadioGroup
                name={choice.name}
                label={label}
                value={choice.mine}
                options={
                  text === undefined
                    ? [
                        { value: choice.mine, text: shown(mine), hint: words.conflictMine },
                        { value: choice.kept, text: shown(kept), hint: words.conflictKept(view.by) },
                      ]
                    : [
                        { value: choice.mine, text: words.conflictMyText },
                        { value: choice.kept, text: words.conflictKeptText },
                      ]
                }
              />
              {text !== undefined && (
                <>
                  <h2>{words.conflictText}</h2>
                  <ComparedText t={t} paragraphs={text} />
                </>
              )}
            </div>
          ))}
          <div class="form-actions">
            <Button>{words.conflictSave}</Button>
            <LinkButton href={view.latestHref} variant="tertiary">
              {words.conflictTakeAll}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </div>
  )
}
