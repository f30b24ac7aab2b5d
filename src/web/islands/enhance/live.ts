/**
 * A page with `<… data-live="/address">` hears events of the server and asks for itself again when something has changed, but never
 * while somebody is typing or has a question open.
 */
const isBusy = (): boolean =>
  document.activeElement?.matches('input, select, textarea') === true ||
  document.querySelector('details.confirm[open], form[data-sent]') !== null

const refresh = async (part: HTMLElement): Promise<void> => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok || answer.redirected) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector(`[data-live="${CSS.escape(part.dataset.live ?? '')}"]`)
  if (fresh !== null && !isBusy()) part.replaceWith(fresh)
}

export const stayLive = (): void => {
  const part = document.querySelector<HTMLElement>('[data-live]')
  const address = part?.dataset.live
  if (address === undefined || typeof EventSource === 'undefined') return
  const source = new EventSource(address)
  let isWaiting = false
  const hear = (): void => {
    const shown = document.querySelector<HTMLElement>('[data-live]')
    if (isWaiting || shown === null) return
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      if (isBusy()) hear()
      else refresh(shown).catch(() => undefined)
    }, 1_000)
  }
  source.addEventListener('message', hear)
  source.addEventListener('changed', hear)
  addEventListener('pagehide', () => source.close())
}
