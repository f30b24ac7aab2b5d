import type { Messages } from '../../messages/index.ts'
import { Button } from '../form/button.tsx'

/** The keys of officer pages; `?` opens it and adds those of the page (island `officer`). */
export const KeyHelp = ({ t }: { readonly t: Messages }) => (
  <dialog class="keys no-print" data-keys aria-labelledby="keys-title">
    <h2 id="keys-title">{t.officer.keys.title}</h2>
    <div>
      {t.officer.keys.everywhere.map(([key, does]) => (
        <div key={key}>
          <kbd>{key}</kbd>
          <span>{does}</span>
        </div>
      ))}
    </div>
    <h3>{t.officer.keys.here}</h3>
    <div data-keys-here />
    <form method="dialog">
      <Button variant="secondary">{t.officer.keys.close}</Button>
    </form>
  </dialog>
)
