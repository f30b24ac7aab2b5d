import type { Messages } from '../../messages/index.ts'

export type StepsView = { readonly at: number; readonly of: number; readonly title: string }

/** How far one is: in words first, the bars only repeat it. */
export const Steps = ({ t, steps }: { readonly t: Messages; readonly steps: StepsView }) => (
  <div class="steps">
    <p>{t.common.step(steps.at, steps.of, steps.title)}</p>
    <ol aria-hidden="true">
      {Array.from({ length: steps.of }, (_, index) => (
        <li key={index} data-state={index + 1 < steps.at ? 'done' : index + 1 === steps.at ? 'current' : 'next'} />
      ))}
    </ol>
  </div>
)
