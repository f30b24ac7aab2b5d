/**
 * Keys of officer pages: j and k walk the list, Enter opens, / searches, arrows change the paper, and the letter printed on a button
 * presses it. None works while one types, nor with a modifier key.
 */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]') !== null

/** Arrows change the choice there, as everywhere. */
const isChoosing = (target: EventTarget | null): boolean => target instanceof HTMLInputElement

const rows = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[data-keyboard-list] [data-row]'),
]

const walk = (step: 1 | -1): void => {
  const all = rows()
  const at = all.findIndex((row) => row.dataset.focus !== undefined)
  const from = at >= 0 ? at : all.findIndex((row) => row.hasAttribute('aria-current'))
  const next = all[Math.max(0, Math.min(all.length - 1, from + step))]
  if (next === undefined) return
  for (const row of all) delete row.dataset.focus
  next.dataset.focus = ''
  next.querySelector<HTMLElement>('a.open')?.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
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
    if (event.key === 'j') walk(1)
    else if (event.key === 'k') walk(-1)
    else if (event.key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus()
    else if (event.key.length > 1 && (!event.key.startsWith('Arrow') || isChoosing(event.target))) return
    else if (!press(event.key)) return
    event.preventDefault()
  })
}
