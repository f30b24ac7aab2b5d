import type { Messages } from '../../messages/index.ts'
import { SignatureMark, type SignatureNoteView } from '../parts/files/signature-note.tsx'
import { Icon } from '../shell/icon.tsx'
import { Button } from './button.tsx'
import { type FieldBase, FieldError, FieldHint, OptionalMark } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type KeptFile = {
  readonly id: string
  readonly name: string
  /** `1,2 MB` */
  readonly size: string
  readonly href?: string | undefined
  /** Where it came from when it was not sent now: a store, a register. */
  readonly origin?: string | undefined
  /** What was found of it. */
  readonly signature?: Pick<SignatureNoteView, 'tone' | 'title'> | undefined
  readonly error?: string | undefined
}

export type FileFieldProps = FieldBase & {
  readonly t: Messages
  readonly accept?: string | undefined
  readonly multiple?: boolean | undefined
  readonly files?: readonly KeptFile[] | undefined
  /** Name of the button that takes a file away; its value is the id of the file. */
  readonly removeName?: string | undefined
  /** Photographs directly on a phone. */
  readonly capture?: boolean | undefined
}

const FileRow = ({ t, file, removeName }: { t: Messages; file: KeptFile; removeName?: string | undefined }) => (
  <li class="file-row">
    <Icon name="file" />
    <span>
      {file.href === undefined ? file.name : <a href={file.href}>{file.name}</a>}{' '}
      <span class="soft small">{file.origin ?? file.size}</span>{' '}
      {file.signature !== undefined && <SignatureMark note={file.signature} />}
    </span>
    {removeName !== undefined && (
      <Button variant="tertiary" name={removeName} value={file.id} unchecked label={t.form.removeFile(file.name)}>
        {t.form.remove}
      </Button>
    )}
    <FieldError name={`file-${file.id}`} error={file.error} />
  </li>
)

/** The browser's own file control, with the files that are already kept above it. The island `filing` adds progress and retry. */
export const FileField = (props: FileFieldProps) => (
  <div
    class="ds-field"
    data-width={props.width}
    data-file-field
    data-sending={props.t.form.sending}
    data-sent={props.t.form.uploaded}
    data-failed={props.t.form.uploadFailed}
    data-retry={props.t.form.retry}
    data-remove={props.t.form.remove}
  >
    <label class="ds-label" for={fieldId(props.name)}>
      {props.label}
      <OptionalMark {...props} />
    </label>
    <FieldHint name={props.name} hint={props.hint} />
    <FieldError name={props.name} error={props.error} />
    <div class="file">
      {props.files !== undefined && props.files.length > 0 && (
        <ul class="file-list">
          {props.files.map((file) => (
            <FileRow key={file.id} t={props.t} file={file} removeName={props.removeName} />
          ))}
        </ul>
      )}
      <input
        type="file"
        id={fieldId(props.name)}
        name={props.name}
        accept={props.accept}
        multiple={props.multiple}
        capture={props.capture === true ? 'environment' : undefined}
        aria-invalid={props.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(props)}
      />
    </div>
  </div>
)
