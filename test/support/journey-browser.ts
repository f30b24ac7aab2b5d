import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { demoPassword } from '#app/demo-province/load-demo-province.ts'
import { launchBrowser } from './browser.ts'

/** One device of one person: its own cookies, a window of its own. */
export type Device = {
  readonly page: Page
  readonly context: BrowserContext
  /** What no page may ever do: throw in a script, break the content policy, answer with a fault. Read at the end of a journey. */
  readonly faults: readonly string[]
}

export type DeviceOptions = {
  /** On unless told; every journey is walked with both. */
  readonly scripts?: boolean
  /** Under a name and not under a bare address, for which no passkey can be made. */
  readonly byName?: boolean
  readonly width?: number
  readonly height?: number
  /** Signed in from the start with this account of the demonstration. */
  readonly as?: string
}

export type Journey = {
  readonly url: () => string
  readonly open: (options?: DeviceOptions) => Promise<Device>
}

/** Chromium tells on its console of every answer that is not 2xx; refusals with 4xx are wanted here and checked by what the page says. */
const isToldAnyway = (text: string): boolean =>
  /Failed to load resource: the server responded with a status of 4\d\d/.test(text)

const watch = (page: Page, faults: string[]): void => {
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isToldAnyway(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
}

const officerDoor = '/can-bo/dang-nhap'
const citizenDoor = '/dang-nhap'

/** Logins of officers carry their agency before a dot; those of the province's own offices are known by name. */
const isOfficer = (login: string): boolean => login.includes('.') || login === 'quantri' || login === 'thanhtra'

/** Signs in at the door of citizens or officers, as a person does. */
export const signIn = async (page: Page, login: string): Promise<void> => {
  await page.goto(isOfficer(login) ? officerDoor : citizenDoor)
  await page.locator('input[name="login"]').fill(login)
  await page.locator('input[name="password"]').fill(demoPassword)
  await page.locator('input[name="password"]').press('Enter')
  await page.waitForURL((address) => !address.pathname.endsWith('/dang-nhap'))
}

/** One browser for the tests of a file. A person signs in once and comes back with the same session, as people do. */
export const openJourney = (): Journey => {
  let browser: Browser
  const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()
  const opened: BrowserContext[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })
  const url = () => inject('programUrl')
  const newDevice = async (options: DeviceOptions, signedIn?: string): Promise<Device> => {
    const storageState = signedIn === undefined ? undefined : sessions.get(signedIn)
    const context = await browser.newContext({
      baseURL: options.byName === true ? url().replace('127.0.0.1', 'localhost') : url(),
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      javaScriptEnabled: options.scripts ?? true,
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      ...(storageState === undefined ? {} : { storageState }),
    })
    opened.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const faults: string[] = []
    watch(page, faults)
    return { page, context, faults }
  }
  const open = async (options: DeviceOptions = {}): Promise<Device> => {
    const { as } = options
    if (as !== undefined && !sessions.has(as)) {
      const door = await newDevice(options)
      await signIn(door.page, as)
      sessions.set(as, await door.context.storageState())
      await door.context.close()
    }
    return newDevice(options, as)
  }
  return { url, open }
}
