export type QrView = {
  /** Address of a picture, made by the server; nothing is asked from elsewhere. */
  readonly src: string
  /** What the code leads to. */
  readonly alt: string
  readonly caption?: string | undefined
  /** For a long text: its modules stay large enough for an old camera. */
  readonly large?: boolean | undefined
}

const sidePixels = (large: boolean | undefined) => (large === true ? 216 : 152)

export const QrFigure = ({ src, alt, caption, large }: QrView) => (
  <figure class="qr" data-large={large}>
    <img src={src} alt={alt} width={sidePixels(large)} height={sidePixels(large)} />
    {caption !== undefined && <figcaption>{caption}</figcaption>}
  </figure>
)
