import type { Messages } from '../../../../messages/index.ts'
import { Badge } from '../../../parts/badge.tsx'
import { Card } from '../../../parts/card.tsx'

export type DraftCheckView = { readonly text: string; readonly state: 'kept' | 'doubt' | 'fault' }

/** Form and competence, item by item; what is not in order stands first and open. */
export const DraftChecks = ({ t, checks }: { readonly t: Messages; readonly checks: readonly DraftCheckView[] }) => {
  const words = t.drafting
  const faults = checks.filter(({ state }) => state === 'fault')
  const doubts = checks.filter(({ state }) => state === 'doubt')
  const kept = checks.filter(({ state }) => state === 'kept')
  const isWhole = faults.length + doubts.length === 0
  return (
    <Card class="stack">
      <h2>{words.checksTitle}</h2>
      {!isWhole && (
        <>
          <p>{words.checksOpen(faults.length, doubts.length)}</p>
          <ul class="checks">
            {[...faults, ...doubts].map(({ text, state }) => (
              <li key={text}>
                <Badge tone={state === 'fault' ? 'gold' : 'plain'}>{words.checkStates[state]}</Badge> {text}
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{isWhole ? words.checksAll(kept.length) : `${words.checkStates.kept}: ${kept.length}`}</summary>
        <ul class="checks">
          {kept.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </Card>
  )
}
