/** A date control shows the day in the habit of the browser, perhaps month first; the day in words stands beside it. */
const words = (value: string): string => {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  if (year < 1000) return ''
  const locale = document.documentElement.lang === 'en' ? 'en-GB' : 'vi-VN'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day))
}

export const sayDates = (): void => {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type="date"][data-date]')) {
    const output = document.createElement('output')
    output.className = 'source'
    output.htmlFor.add(input.id)
    const update = (): void => {
      output.textContent = words(input.value)
    }
    input.after(output)
    input.addEventListener('change', update)
    update()
  }
}
