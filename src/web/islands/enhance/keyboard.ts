/**
 * Keys of officer pages: j and k walk the list, Enter opens, / searches, arrows change the paper, the letter printed on a button presses
 * it, and ? tells them all. None works while one types, nor with a modifier key, except Ctrl and Enter, which send the form one types in.
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

/** What a button, or a choice by its label, is called, without the key that is printed on it. */
const nameOf = (control: HTMLElement): string =>
  [...((control instanceof HTMLInputElement ? control.labels?.[0] : control) ?? control).childNodes]
    .filter((node) => !(node instanceof HTMLElement && node.classList.contains('key')))
    .map((node) => node.textContent ?? '')
    .join('')
    .trim()

/** The keys of every page stand in the page; those of this one are read off its buttons. */
const tellKeys = (): void => {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-keys]')
  const list = dialog?.querySelector('[data-keys-here]')
  if (dialog === null || list === null || list === undefined) return
  const rows = [...document.querySelectorAll<HTMLElement>('[data-shortcut]')].filter(
    (one) => one.checkVisibility() && !['j', 'k'].includes(one.dataset.shortcut ?? ''),
  )
  list.replaceChildren(
    ...rows.map((control) => {
      const row = document.createElement('div')
      const key = document.createElement('kbd')
      const name = document.createElement('span')
      key.textContent = (control.dataset.shortcut ?? '').toUpperCase()
      name.textContent = nameOf(control)
      row.append(key, name)
      return row
    }),
  )
  dialog.showModal()
}

const sendForm = (target: EventTarget | null): boolean => {
  const form = target instanceof HTMLElement ? target.closest('form') : null
  form?.requestSubmit()
  return form !== null
}

export const listenToKeys = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-tell-keys]')) {
    button.hidden = false
    button.addEventListener('click', tellKeys)
  }
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.ctrlKey && sendForm(event.target)) return event.preventDefault()
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return
    if ((event.key === 'j' && walk(1)) || (event.key === 'k' && walk(-1))) return event.preventDefault()
    if (event.key === '?') tellKeys()
    else if (event.key === '/') document.querySelector<HTMLElement>('[data-search]')?.focus()
    else if (event.key.length > 1 && (!event.key.startsWith('Arrow') || isChoosing(event.target))) return
    else if (!press(event.key)) return
    event.preventDefault()
  })
}
