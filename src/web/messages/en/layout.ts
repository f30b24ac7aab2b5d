import type { vi } from '../vi/index.ts'

export const layout: typeof vi.layout = {
  product: 'Một Cửa',
  siteName: (province) => `Một Cửa · ${province}`,
  tagline: 'Public services of the province',
  skip: 'Skip to main content',
  mainNavigation: 'Main sections',
  procedures: 'Services',
  track: 'Track',
  transparency: 'Performance',
  signIn: 'Sign in',
  signOut: 'Sign out',
  myDossiers: 'My applications',
  about: 'Apply, follow and receive results in one place, online or in person.',
  help: 'Need help?',
  more: 'More',
  callUs: (phone) => `Call ${phone}`,
  guide: 'How to use this site',
  verify: 'Check a signed document',
  api: 'For developers',
  forOfficers: 'For officers',
}
