import type { Messages } from '../../messages/index.ts'

export type IdleWarningView = {
  /** Minutes without a deed after which the session ends. */
  readonly minutes: number
  /** Answers with nothing and prolongs the session. */
  readonly keepHref: string
  /** Where one signs in again and comes back to this page. */
  readonly signInHref: string
}

/** Stays hidden until the island `officer` finds that the session is about to end; without scripts the server simply asks to sign in again. */
export const IdleWarning = ({ t, minutes, keepHref, signInHref }: IdleWarningView & { readonly t: Messages }) => (
  <div class="idle" role="alert" hidden data-idle-minutes={minutes} data-keep={keepHref} data-sign-in={signInHref}>
    <span data-before>{t.officer.idleSoon}</span>
    <span data-after hidden>
      {t.officer.idleOver}
    </span>
    <button type="button" class="ds-button" data-variant="secondary" data-stay>
      {t.officer.idleStay}
    </button>
    <a class="ds-button" href={signInHref} data-again hidden target="_blank" rel="noopener opener">
      {t.officer.signInAgain}
    </a>
  </div>
)
