import Bowser from 'bowser'

/** Browser and system as they name themselves, such as `Chrome, Windows`; no version, nothing by which one machine is told from another. */
export const deviceOf = (userAgent: string | undefined): string => {
  if (userAgent === undefined || userAgent === '') return ''
  const { browser, os } = Bowser.parse(userAgent.slice(0, 500))
  return [browser.name, os.name]
    .filter((name) => name !== undefined && name !== '')
    .join(', ')
    .slice(0, 80)
}
