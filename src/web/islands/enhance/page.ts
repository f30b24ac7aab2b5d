/** Small comforts of every page: the error summary is focused, codes are copied, pages are printed, menus close. */
const revealCopy = (): void => {
  if (navigator.clipboard === undefined) return
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy ?? '')
      button.textContent = button.dataset.copied ?? ''
    })
  }
}

const revealPrint = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => print())
  }
}

const closeMenus = (): void => {
  const menus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open], details.officer-menu[open]')
  addEventListener('click', (event) => {
    for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false
  })
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of menus()) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  })
}

const openForPrint = (): void => {
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details.more')) details.open = true
  })
}

/** A page of something that goes on asks for itself again; without scripts its head does. */
const reload = (): void => {
  const seconds = Number(document.querySelector<HTMLElement>('[data-reload-seconds]')?.dataset.reloadSeconds ?? 0)
  if (seconds > 0) setTimeout(() => location.reload(), seconds * 1_000)
}

export const comfortPage = (): void => {
  document.querySelector<HTMLElement>('[data-focus-first]')?.focus()
  revealCopy()
  revealPrint()
  closeMenus()
  openForPrint()
  reload()
}
