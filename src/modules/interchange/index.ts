export { edxmlReader } from './use-cases/edxml/read-edxml.ts'
export { writeEdxml } from './use-cases/edxml/write-edxml.ts'
