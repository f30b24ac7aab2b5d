import { Button } from '../../form/button.tsx'
import { ErrorSummary } from '../../form/error-summary.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type TrackSearchView = {
  readonly action: string
  /** Name of the field in the address: `ma`. */
  readonly name: string
  readonly code?: string | undefined
  readonly wasNotFound?: boolean | undefined
}

export const TrackSearchPage = ({ t, view }: ViewProps<TrackSearchView>) => {
  const error = view.wasNotFound === true ? t.tracking.notFound : undefined
  return (
    <div class="narrow">
      <PageHead t={t} title={t.tracking.title} lead={t.tracking.lead} />
      <Card>
        <ErrorSummary t={t} errors={error === undefined ? [] : [{ name: view.name, text: error }]} />
        <form class="stack" action={view.action} method="get">
          <TextInput
            name={view.name}
            label={t.tracking.codeLabel}
            hint={t.tracking.codeHint}
            error={error}
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
}
