import { Button } from '../../../form/button.tsx'
import { Select } from '../../../form/select.tsx'
import { Card } from '../../../parts/card.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { type ComparedParagraphView, ComparedText } from './compared-text.tsx'

export type CompareView = {
  readonly back: LinkView
  readonly action: string
  readonly from: { readonly name: string; readonly value: string }
  readonly to: { readonly name: string; readonly value: string }
  readonly wordings: readonly { readonly value: string; readonly text: string }[]
  readonly head: readonly { readonly label: string; readonly before: string; readonly after: string }[]
  readonly text: readonly ComparedParagraphView[]
}

/** Two wordings of a draft: who made them, and what lies between them. */
export const ComparePage = ({ t, view }: ViewProps<CompareView>) => {
  const words = t.drafting
  const isSame = view.text.every(({ kind }) => kind === 'same')
  return (
    <div class="narrow stack">
      <PageHead t={t} title={words.compareTitle} crumbs={[view.back]} />
      <Card class="stack">
        <form method="get" action={view.action} class="stack">
          <div class="fields">
            <Select {...view.from} label={words.compareFrom} options={view.wordings} required />
            <Select {...view.to} label={words.compareTo} options={view.wordings} required />
          </div>
          <Button variant="secondary">{words.compareGo}</Button>
        </form>
      </Card>
      {view.head.length > 0 && (
        <Card class="stack">
          <h2>{words.compareHead}</h2>
          <dl class="compared">
            {view.head.map(({ label, before, after }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <del>{before === '' ? words.compareNone : before}</del>{' '}
                  <ins>{after === '' ? words.compareNone : after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      <Card class="stack">
        <h2>{words.compareText}</h2>
        {isSame ? <p class="soft">{words.compareSame}</p> : <ComparedText t={t} paragraphs={view.text} />}
      </Card>
    </div>
  )
}
