import { Button } from '../../form/button.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type TrackSearchView = {
  readonly action: string
  /** Name of the field in the address: `ma`. */
  readonly name: string
  readonly code?: string | undefined
  readonly error?: string | undefined
  readonly wasNotFound?: boolean | undefined
}

export const TrackSearchPage = ({ t, view }: ViewProps<TrackSearchView>) => (
  <div class="narrow">
    <PageHead t={t} title={t.tracking.title} lead={t.tracking.lead} />
    <Card>
      {view.wasNotFound === true && (
        <Notice kind="attention" title={t.tracking.notFound} text={t.tracking.notFoundText} live />
      )}
      <form class="stack" action={view.action} method="get">
        <TextInput
          name={view.name}
          label={t.tracking.codeLabel}
          hint={t.tracking.codeHint}
          error={view.error}
          value={view.code}
          maxLength={64}
          autocomplete="off"
          spellcheck={false}
          required
        />
        <Button icon="search">{t.tracking.find}</Button>
      </form>
    </Card>
  </div>
)
