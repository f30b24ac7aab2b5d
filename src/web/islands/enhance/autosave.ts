/**
 * Keeps a draft while one types: shortly after a change, and at the latest every fifteen seconds. A page that is left sends what is unsaved.
 * When another device was first it keeps nothing more and says so: the form itself, sent, leads to the page that shows both.
 */
const pauseMs = 2_000
const longestMs = 15_000

const textOnly = (form: HTMLFormElement): FormData => {
  const data = new FormData(form)
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="file"]')) data.delete(input.name)
  return data
}

type Told = { readonly saved?: unknown; readonly version?: unknown; readonly said?: unknown }

const watch = (form: HTMLFormElement, address: string): void => {
  const status = document.querySelector<HTMLElement>('[data-saved]')
  const say = (text: unknown): void => {
    if (status !== null && typeof text === 'string') status.textContent = text
  }
  let isDirty = false
  let isUnderWay = false
  let isOver = false
  let timer = 0
  let oldest = 0
  const send = (): Promise<Response> =>
    fetch(address, {
      method: 'POST',
      body: new URLSearchParams(
        [...textOnly(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
      ),
      headers: { accept: 'application/json' },
      // A page that is left still sends; one that only went out of sight still hears the answer.
      keepalive: document.visibilityState === 'hidden',
    })
  const hear = async (answer: Response): Promise<void> => {
    const told: Told = await answer.json().catch(() => ({}))
    if (answer.status === 409) {
      isOver = true
      return say(told.said)
    }
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
    const version = form.querySelector<HTMLInputElement>('input[name="_version"]')
    if (version !== null && typeof told.version === 'number') version.value = String(told.version)
    say(told.saved)
  }
  const save = async (): Promise<void> => {
    if (!isDirty || isUnderWay || isOver || form.dataset.sent !== undefined) return
    isDirty = false
    isUnderWay = true
    oldest = 0
    try {
      await hear(await send())
    } catch {
      isDirty = true
      say(status?.dataset.failed)
    } finally {
      isUnderWay = false
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
    if (document.visibilityState === 'hidden') void save()
  })
  // A page out of the browser's memory was drawn before what was kept since.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
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
