import type { ComponentChildren } from 'preact'
import type { Messages } from '../../messages/index.ts'
import { Button } from './button.tsx'

/** Names of the buttons that add and remove a row; the server answers with the same page, all values kept. */
export const addRowName = '_add'
export const removeRowName = '_remove'

export type RepeatGroupProps = {
  readonly t: Messages
  /** Name of the list; `children` → button values `children` and `children.2`. */
  readonly name: string
  /** What one row is: "Người con". */
  readonly itemName: string
  readonly rows: readonly ComponentChildren[]
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
}

/** Rows of the same questions. Adding and removing are submits, so they work without scripts. */
export const RepeatGroup = ({ t, name, itemName, rows, minimum = 0, maximum = 50 }: RepeatGroupProps) => (
  <>
    {rows.map((row, index) => {
      const title = t.form.rowTitle(itemName, index + 1)
      return (
        <fieldset key={index} class="repeat-row">
          <legend class="sr-only">{title}</legend>
          <div class="row row-apart">
            <span class="h3" aria-hidden="true">
              {title}
            </span>
            {rows.length > minimum && (
              <Button
                variant="tertiary"
                name={removeRowName}
                value={`${name}.${index}`}
                unchecked
                label={t.form.removeRow(title)}
              >
                {t.form.remove}
              </Button>
            )}
          </div>
          <div class="fields">{row}</div>
        </fieldset>
      )
    })}
    {rows.length < maximum && (
      <div class="form-actions">
        <Button variant="secondary" icon="plus" name={addRowName} value={name} unchecked>
          {t.form.addRow(itemName)}
        </Button>
      </div>
    )}
  </>
)
