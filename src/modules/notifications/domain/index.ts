export { NoticeTemplate, NoticeTemplates, placeholders, renderNotice } from './notice-template.ts'
