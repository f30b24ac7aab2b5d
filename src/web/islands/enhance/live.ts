/**
 * A page with `<… data-live="/address">` hears of the server what others change and offers to show it; nothing that stands there or is
 * typed moves before the person asks. Only a page in sight listens, so that many windows of one person do not use up the connections
 * that a browser has.
 */
const offerOf = (kind: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-live-offer="${kind}"]`)

const reveal = (kind: string): void => {
  const offer = offerOf(kind)
  if (offer !== null) offer.hidden = false
}

let isTyped = false

/** The list alone is asked for again: the open dossier beside it, with what is typed there, stays as it is. */
const refreshList = async (address: string): Promise<void> => {
  const part = document.querySelector<HTMLElement>('[data-live]')
  const answer = await fetch(address, { headers: { accept: 'text/html' } })
  if (!answer.ok || answer.redirected || part === null) return location.assign(address)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('[data-live]')
  if (fresh === null) return location.assign(address)
  part.replaceWith(fresh)
  listen()
}

const followOffers = (): void => {
  document.addEventListener('click', (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('[data-live-offer] a')
    const kind = link?.closest<HTMLElement>('[data-live-offer]')?.dataset.liveOffer
    if (link === null || kind === undefined) return
    if (kind === 'changed') {
      event.preventDefault()
      refreshList(link.href).catch(() => location.assign(link.href))
    } else if (isTyped) {
      // What is typed here stays; the fresh page comes beside it.
      link.target = '_blank'
    }
  })
}

let source: EventSource | undefined

const stop = (): void => {
  source?.close()
  source = undefined
}

const listen = (): void => {
  stop()
  const address = document.querySelector<HTMLElement>('[data-live]')?.dataset.live
  if (address === undefined || document.visibilityState === 'hidden') return
  source = new EventSource(address)
  source.addEventListener('changed', () => reveal('changed'))
  source.addEventListener('opened', () => {
    reveal('opened')
    reveal('changed')
  })
}

export const stayLive = (): void => {
  if (document.querySelector('[data-live]') === null || typeof EventSource === 'undefined') return
  addEventListener('input', () => {
    isTyped = true
  })
  followOffers()
  listen()
  document.addEventListener('visibilitychange', listen)
  addEventListener('pagehide', stop)
  addEventListener('pageshow', (event) => {
    if (event.persisted) listen()
  })
}
