export { type EdxmlFault, edxmlReader } from './use-cases/edxml/read-edxml.ts'
export { type ReadFile, readMessageFile } from './use-cases/edxml/read-message-file.ts'
export { writeEdxml } from './use-cases/edxml/write-edxml.ts'
