import type { Reader, Tx } from '#platform/database/connection.ts'

export const findReceiptAttachment = async (reader: Reader, paymentId: string): Promise<string | null> => {
  const row = await reader.selectFrom('payment').select('attachment_id').where('id', '=', paymentId).executeTakeFirst()
  return row?.attachment_id ?? null
}

export const saveReceiptAttachment = async (tx: Tx, paymentId: string, attachmentId: string): Promise<void> => {
  await tx.updateTable('payment').set({ attachment_id: attachmentId }).where('id', '=', paymentId).execute()
}
