import { isAdministratorOfProvince } from '#modules/agencies/index.ts'
import { listAddedRoots, TrustRoot, trustRoot, WithdrawRoot, withdrawRoot } from '#modules/signatures/index.ts'
import { messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { FormPage } from '#web/ui/views/admin/form-page.tsx'
import { RootsPage } from '#web/ui/views/admin/signing-keys/key-forms.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, notFound, type PageRequest, page, redirect } from '../../http/route.ts'
import { keyCrumbs, rootsPath } from './key-paths.ts'

const names = { certificate: 'chung-thu', source: 'nguon' } as const
export const addRootPath = `${rootsPath}/them`
export const withdrawRootPath = (sha256: string): string => `${rootsPath}/${sha256}/thoi-tin`

const pairs = (text: string): string => (text.match(/../g) ?? []).join(' ').toUpperCase()

export const showRoots = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const roots = await listAddedRoots(database)
  const mayChange = await isAdministratorOfProvince(database, request.actor)
  const view = {
    crumbs: keyCrumbs(t),
    roots: roots.map(({ name, sha256, source }) => ({
      name,
      fingerprint: pairs(sha256),
      source,
      withdraw: mayChange ? { action: withdrawRootPath(sha256), csrf: request.csrfToken } : undefined,
    })),
    add: mayChange ? { href: addRootPath, text: t.admin.rootAdd } : undefined,
  }
  return page(officerDocument(request, { title: t.admin.rootsTitle }, <RootsPage t={t} view={view} />))
}

const showAdd = (request: PageRequest, errors: readonly FieldErrorView[] = []): Answer => {
  const t = messages(request.locale)
  const view = {
    title: t.admin.rootAdd,
    crumbs: [...keyCrumbs(t), { href: rootsPath, text: t.admin.rootsTitle }],
    target: { action: addRootPath, csrf: request.csrfToken },
    fields: [
      {
        name: names.certificate,
        type: 'textarea',
        label: t.admin.rootFile,
        hint: t.admin.rootFileHint,
        value: fieldOf(request.form, names.certificate),
        required: true,
        section: '',
      },
      {
        name: names.source,
        type: 'text',
        label: t.admin.rootSource,
        hint: t.admin.rootSourceHint,
        value: fieldOf(request.form, names.source),
        required: true,
        maxLength: 1_000,
        section: '',
      },
    ] as const,
    errors,
    submit: t.admin.rootAdd,
  }
  return page(officerDocument(request, { title: t.admin.rootAdd }, <FormPage t={t} view={view} />), {
    status: errors.length === 0 ? 200 : 422,
  })
}

export const askRoot = async (request: PageRequest): Promise<Answer> => showAdd(request)

export const takeRoot = async (request: PageRequest): Promise<Answer> => {
  const { admin } = messages(request.locale)
  const at = (name: keyof typeof names, code: keyof typeof admin.rootFaults): FieldErrorView => ({
    name: names[name],
    text: admin.rootFaults[code],
  })
  const command = TrustRoot.safeParse({
    certificate: fieldOf(request.form, names.certificate),
    source: fieldOf(request.form, names.source),
  })
  if (!command.success) {
    const wrong = new Set(command.error.issues.map(({ path }) => path[0]))
    return showAdd(request, [
      ...(wrong.has('certificate') ? [at('certificate', 'root.unreadable')] : []),
      ...(wrong.has('source') ? [at('source', 'root.source-missing')] : []),
    ])
  }
  const deps = { database: request.province.database, clock: request.deps.clock }
  const trusted = await trustRoot(deps, request.actor, command.data)
  if (trusted.ok) return redirect(rootsPath, { notice: { kind: 'done', text: admin.rootAdded(trusted.value.name) } })
  const { code } = trusted.refusal
  if (code === 'root.not-permitted') return forbidden
  return code === 'root.not-found' ? notFound : showAdd(request, [at('certificate', code)])
}

export const takeWithdrawal = async (request: PageRequest): Promise<Answer> => {
  const { admin } = messages(request.locale)
  const command = WithdrawRoot.safeParse({ sha256: request.params.sha256 })
  if (!command.success) return notFound
  const deps = { database: request.province.database, clock: request.deps.clock }
  const withdrawn = await withdrawRoot(deps, request.actor, command.data)
  if (!withdrawn.ok) return withdrawn.refusal.code === 'root.not-permitted' ? forbidden : notFound
  return redirect(rootsPath, { notice: { kind: 'done', text: admin.rootWithdrawn(withdrawn.value.name) } })
}
