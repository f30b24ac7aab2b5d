export { NoticeTemplate, NoticeTemplates, placeholders, renderNotice } from './notice-template.ts'
export { maskAddress, usableAddress } from './recipient.ts'
