import type { vi } from '../vi/index.ts'

export const form: typeof vi.form = {
  optional: 'optional',
  choose: 'Choose',
  remove: 'Remove',
  removeFile: (name) => `Remove the file ${name}`,
  rowTitle: (item, number) => `${item} ${number}`,
  addRow: (item) => `Add: ${item}`,
  removeRow: (title) => `Remove ${title}`,
  refresh: 'Show the next questions',
  correct: (count) => (count === 1 ? 'One thing needs correcting' : `${count} things need correcting`),
  fromAccount: 'Taken from your account',
  fromStore: 'Taken from papers you filed before',
  fromRegister: (source) => `Taken from ${source}`,
  uploadHint: (megabytes) => `PDF, JPG or PNG picture, or Word (DOCX). At most ${megabytes} MB per file.`,
  uploading: (percent) => `Sending, ${percent} %`,
  uploaded: 'Sent',
  uploadFailed: 'Not sent: the connection was lost.',
  retry: 'Send again',
  saved: (time) => `Saved at ${time}`,
  notSaved: 'Could not save. Your answers are still on this page.',
  sending: 'Sending…',
}
