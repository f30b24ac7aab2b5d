import type { vi } from '../vi/index.ts'

export const errors: typeof vi.errors = {
  title: 'Page not available',
  notFound: 'This page does not exist',
  notFoundText: 'The address may have changed or be incomplete. Please start from the beginning.',
  forbidden: 'You may not see this page',
  forbiddenText: 'It is for somebody else or for other work. If you have several accounts, try signing in again.',
  fault: 'Something went wrong',
  faultText: 'The fault is ours, not yours. Nothing unfinished was recorded. Please try again in a few minutes.',
  tooMany: 'A little too fast',
  tooManyText: (seconds) => `Please wait ${seconds} seconds and try again. What was saved is still there.`,
  tooLarge: 'Too much was sent',
  tooLargeText: 'At most 20 MB per file and 100 MB in all. Please send fewer or smaller files.',
  unreadable: 'What was sent could not be read',
  unreadableText: 'Please go back to the page before and try again.',
  conflict: 'Somebody has just changed this',
  conflictText: 'Please reload the page to see what is new, then go on.',
  gone: 'This is no longer here',
  goneText: 'Please start again from the home page.',
  busy: 'The system is busy',
  busyText: 'Many people are using it right now. Please try again in a few minutes.',
  diskFull: 'The system has no room left',
  diskFullText:
    'Nothing was saved just now. What you typed is kept on this page: wait a few minutes and press “Send again”. Choose files and type passwords once more.',
  sendAgain: 'Send again',
  referenceLabel: 'Reference, should you need to tell us:',
  home: 'Home page',
  signInAgain: 'Sign in with another account',
  retry: 'Try again',
  file: {
    empty: (name: string) => `The file “${name}” is empty. Choose another one.`,
    tooLarge: (name: string, limit: number) =>
      `The file “${name}” is larger than ${limit} MB. Make it smaller or split it.`,
    typeNotAllowed: (name: string) =>
      `The file “${name}” is not a PDF, JPEG, PNG or DOCX. Choose a file of these kinds.`,
    broken: (name: string) => `The file “${name}” is damaged and cannot be opened. Save it anew and send it again.`,
    tooMany: (limit: number) => `A dossier takes at most ${limit} files. Remove some or put pages together.`,
    totalTooLarge: (limit: number) => `All files together are larger than ${limit} MB. Make them smaller.`,
    infected: (name: string) =>
      `The file “${name}” carries harmful code and was not taken. Scan your device and send another file.`,
    notScanned: (name: string) => `The file “${name}” could not be checked. Send it again in a few minutes.`,
  },
}
