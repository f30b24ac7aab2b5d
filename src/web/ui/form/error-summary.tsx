import type { Messages } from '../../messages/index.ts'
import { fieldId } from './field-id.ts'

export type FieldErrorView = { readonly name: string; readonly text: string }

/** Everything that must be corrected, first on the page and focused, each line leading to its field. */
export const ErrorSummary = ({ t, errors }: { readonly t: Messages; readonly errors: readonly FieldErrorView[] }) =>
  errors.length === 0 ? null : (
    <div class="error-summary" role="alert" tabIndex={-1} id="error-summary" data-focus-first>
      <h2>{t.form.correct(errors.length)}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.name}>
            <a href={`#${fieldId(error.name)}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
