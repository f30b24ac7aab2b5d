import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import type { ViewProps } from '../view-props.ts'
import { SignInPage, type SignInView } from './sign-in.tsx'

export type SessionExpiredView = {
  /** Its form carries what was typed, sealed, in a hidden field. */
  readonly signIn: SignInView
  readonly hadFiles: boolean
  /** What was typed, shown so that one can see it is kept; never a password. */
  readonly kept: readonly { readonly term: string; readonly value: string }[]
}

export const SessionExpiredPage = ({ t, view }: ViewProps<SessionExpiredView>) => (
  <div class="stack">
    <div class="sign-in">
      <Notice kind="attention" title={t.account.expiredTitle} text={t.account.expiredText} live>
        {view.hadFiles && <p>{t.account.expiredFiles}</p>}
      </Notice>
    </div>
    <SignInPage t={t} view={view.signIn} />
    {view.kept.length > 0 && (
      <div class="sign-in">
        <Card title={t.account.expiredKept}>
          <SummaryList rows={view.kept} />
        </Card>
      </div>
    )}
  </div>
)
