/** Names of the fields that an outcome is prepared with. */
export const outcomeFields = { number: 'so', date: 'ngay', leader: 'ChuKyNguoiKy', seal: 'DauCoQuan' } as const
