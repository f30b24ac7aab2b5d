import { Button, LinkButton } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { Icon, type IconName } from '../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type ProblemStatus = 400 | 403 | 404 | 409 | 410 | 413 | 429 | 500 | 503 | 507

export type ProblemView = {
  readonly status: ProblemStatus
  readonly homeHref: string
  readonly signInHref?: string | undefined
  readonly retry?: LinkView | undefined
  /** What was typed, to be sent once more. */
  readonly again?: FormTarget | undefined
  readonly waitSeconds?: number | undefined
  /** By which the fault is found in the log. */
  readonly reference?: string | undefined
}

const words = (t: ViewProps<unknown>['t'], view: ProblemView): readonly [string, string] => {
  const { errors } = t
  const all: Record<ProblemStatus, readonly [string, string]> = {
    400: [errors.unreadable, errors.unreadableText],
    403: [errors.forbidden, errors.forbiddenText],
    404: [errors.notFound, errors.notFoundText],
    409: [errors.conflict, errors.conflictText],
    410: [errors.gone, errors.goneText],
    413: [errors.tooLarge, errors.tooLargeText],
    429: [errors.tooMany, errors.tooManyText(view.waitSeconds ?? 60)],
    500: [errors.fault, errors.faultText],
    503: [errors.busy, errors.busyText],
    507: [errors.diskFull, errors.diskFullText],
  }
  return all[view.status]
}

const pictures: Partial<Record<ProblemStatus, IconName>> = { 403: 'lock', 404: 'search', 429: 'clock', 503: 'clock' }

/** What happened, what was kept, what to do. */
export const ProblemPage = ({ t, view }: ViewProps<ProblemView>) => {
  const [title, text] = words(t, view)
  return (
    <div class="narrow problem">
      <div class="problem-mark">
        <Icon name={pictures[view.status] ?? 'alert'} />
      </div>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <div class="form-actions">
        {view.again !== undefined && (
          <Form target={view.again}>
            <Button>{t.errors.sendAgain}</Button>
          </Form>
        )}
        {view.retry !== undefined && <LinkButton href={view.retry.href}>{view.retry.text}</LinkButton>}
        <LinkButton
          href={view.homeHref}
          variant={view.retry === undefined && view.again === undefined ? 'primary' : 'secondary'}
        >
          {t.errors.home}
        </LinkButton>
        {view.status === 403 && view.signInHref !== undefined && (
          <LinkButton href={view.signInHref} variant="secondary">
            {t.errors.signInAgain}
          </LinkButton>
        )}
      </div>
      {view.reference !== undefined && (
        <p class="soft">
          {t.errors.referenceLabel} <code>{view.reference}</code>
        </p>
      )}
    </div>
  )
}
