/** Keeps a draft while one types: shortly after a change, and at the latest every fifteen seconds. A page that is left sends what is unsaved. */
const pauseMs = 2_000
const longestMs = 15_000

const textOnly = (form: HTMLFormElement): FormData => {
  const data = new FormData(form)
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="file"]')) data.delete(input.name)
  return data
}

const watch = (form: HTMLFormElement, address: string): void => {
  const status = document.querySelector<HTMLElement>('[data-saved]')
  let isDirty = false
  let timer = 0
  let oldest = 0
  const save = async (): Promise<void> => {
    if (!isDirty || form.dataset.sent !== undefined) return
    isDirty = false
    oldest = 0
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams(
          [...textOnly(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
        ),
        headers: { accept: 'application/json' },
      })
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      const body: unknown = await answer.json().catch(() => ({}))
      const text = (body as { saved?: unknown }).saved
      if (status !== null && typeof text === 'string') status.textContent = text
    } catch {
      isDirty = true
      if (status !== null) status.textContent = status.dataset.failed ?? ''
    }
  }
  form.addEventListener('input', () => {
    isDirty = true
    if (oldest === 0) oldest = Date.now()
    clearTimeout(timer)
    timer = window.setTimeout(save, Math.max(0, Math.min(pauseMs, oldest + longestMs - Date.now())))
  })
  setInterval(save, longestMs)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden' || !isDirty || form.dataset.sent !== undefined) return
    const pairs = [...textOnly(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    if (navigator.sendBeacon(address, new URLSearchParams(pairs))) isDirty = false
  })
}

/** Where later questions depend on an answer, the page is asked for again with the answer kept. */
const refreshOnChange = (): void => {
  document.addEventListener('change', (event) => {
    const control = event.target
    if (!(control instanceof HTMLElement) || control.dataset.refresh === undefined) return
    const form = control.closest('form')
    if (form === null) return
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = '_refresh'
    field.value = '1'
    form.append(field)
    form.noValidate = true
    form.requestSubmit()
  })
}

export const keepDrafts = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]'))
    watch(form, form.dataset.autosave ?? '')
  refreshOnChange()
}
