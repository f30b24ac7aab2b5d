/** A nervous finger sends a form once: while it is on its way, further submits are dropped. The server has the last word by its key. */
const patienceMs = 15_000

const release = (form: HTMLFormElement): void => {
  delete form.dataset.sent
  for (const button of form.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy')
}

export const guardSubmits = (): void => {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.guard === undefined || event.defaultPrevented) return
    if (form.dataset.sent !== undefined) {
      event.preventDefault()
      return
    }
    form.dataset.sent = ''
    event.submitter?.setAttribute('aria-busy', 'true')
    setTimeout(() => release(form), patienceMs)
  })
  addEventListener('pageshow', () => document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach(release))
}
