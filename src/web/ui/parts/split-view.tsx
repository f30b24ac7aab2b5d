import type { ComponentChildren } from 'preact'

export type SplitViewProps = {
  readonly listLabel: string
  readonly list: ComponentChildren
  readonly openLabel: string
  /** Events that tell when the list has changed (island `officer`). */
  readonly liveHref?: string | undefined
  /** What stands hidden above the open one until others have changed it. */
  readonly openOffer?: ComponentChildren
  /** Nothing open: the list has the whole width. */
  readonly open?: ComponentChildren
  /** It has a paper beside itself: only a very wide screen has room for the list as well. */
  readonly isBroad?: boolean | undefined
}

/** The list stays while one of its rows is open beside it; on a phone the open one covers the list. */
export const SplitView = ({ listLabel, list, openLabel, open, liveHref, openOffer, isBroad }: SplitViewProps) => {
  const isOpen = open !== undefined && open !== null
  return (
    <div class="split" data-open={isOpen ? true : undefined} data-broad={isOpen && isBroad === true ? true : undefined}>
      <section class="split-list" aria-label={listLabel} data-keyboard-list data-live={liveHref}>
        {list}
      </section>
      {isOpen && (
        <section class="split-open" aria-label={openLabel} id="open" tabIndex={-1}>
          {openOffer}
          {open}
        </section>
      )}
    </div>
  )
}
