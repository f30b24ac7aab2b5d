/**
 * Keys of officer pages: j and k walk the list, Enter opens, / searches, arrows change the paper, and the letter printed on a button
 * presses it. None works while one types, nor with a modifier key.
 */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]') !== null

/** Arrows change the choice there, as everywhere. */
const isChoosing = (target: EventTarget | null): boolean => target instanceof HTMLInputElement

/** Those in sight: an open document may cover its list, and j and k then walk by its own links. */
const rows = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-keyboard-list] [data-row]')].filter((row) => row.checkVisibility())

const walk = (step: 1 | -1): boolean => {
  const all = rows()
  const at = all.findIndex((row) => row.dataset.focus !== undefined)
  const from = at >= 0 ? at : all.findIndex((row) => row.hasAttribute('aria-current'))
  const next = all[Math.max(0, Math.min(all.length - 1, from + step))]
  if (next === undefined) return false
  for (const row of all) delete row.dataset.focus
  next.dataset.focus = ''
  next.querySelector<HTMLElement>('a.open')?.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  return true
}

const press = (key: string): boolean => {
  const wanted = key === 'ArrowLeft' ? '←' : key === 'ArrowRight' ? '→' : key.toLowerCase()
  const found = [...document.querySelectorAll<HTMLElement>('[data-shortcut]')].find(
    (control) => control.dataset.shortcut?.toLowerCase() === wanted,
  )
  if (found === undefined) return false
  found.focus()
  found.click()
  return true
}

export const listenToKeys = (): void => {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return
    if ((event.key === 'j' && walk(1)) || (event.key === 'k' && walk(-1))) return event.preventDefault()
    if (event.key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus()
    else if (event.key.length > 1 && (!event.key.startsWith('Arrow') || isChoosing(event.target))) return
    else if (!press(event.key)) return
    event.preventDefault()
  })
}
