import { Icon } from '../shell/icon.tsx'

export type LiveOfferProps = {
  /** `changed`: the list; `opened`: what stands open beside it. */
  readonly kind: 'changed' | 'opened'
  readonly text: string
  readonly act: string
  /** The same page, drawn anew. */
  readonly href: string
}

/** Hidden until the island hears that others have changed something; nothing on the page moves before the person asks for it. */
export const LiveOffer = ({ kind, text, act, href }: LiveOfferProps) => (
  <p class="live-offer" data-live-offer={kind} role="status" tabIndex={-1} hidden>
    <Icon name={kind === 'changed' ? 'info' : 'alert'} />
    <span>{text}</span>
    <a href={href}>{act}</a>
  </p>
)
