import { qrSvg } from '#platform/qr/qr-code.ts'

/** A QR code as the address of a picture, for pages whose content policy allows no foreign and no inline drawing. */
export const qrImage = (text: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(qrSvg(text)).toString('base64')}`
