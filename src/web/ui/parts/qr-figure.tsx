export type QrView = {
  /** Address of a picture, made by the server; nothing is asked from elsewhere. */
  readonly src: string
  /** What the code leads to. */
  readonly alt: string
  readonly caption?: string | undefined
}

export const QrFigure = ({ src, alt, caption }: QrView) => (
  <figure class="qr">
    <img src={src} alt={alt} width="152" height="152" />
    {caption !== undefined && <figcaption>{caption}</figcaption>}
  </figure>
)
